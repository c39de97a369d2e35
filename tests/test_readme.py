"""What the README quotes of commands is what they print, and every command that it gives is understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from bench.readme import PATH, ROOT, anew, blocks, outputs, pieces, shown, told, words_of

from standoff.cli import cli

BLOCKS = blocks(PATH.read_text("utf-8"))
COMMANDS = [words for block in BLOCKS for line in block if line[:2] == "$ " and (words := words_of(line))]


@pytest.mark.parametrize("words", [w for w in COMMANDS if w[0] == "standoff"], ids=" ".join)
def test_every_command_is_understood(words: Sequence[str]) -> None:
    with click.Context(cli, info_name="standoff") as context:
        name, command, rest = cli.resolve_command(context, list(words[1:]))
        assert command is not None
        if isinstance(command, click.Group):
            name, command, rest = command.resolve_command(click.Context(command), rest)
            assert command is not None
        command.make_context(name, rest)


@pytest.mark.parametrize("block", [*filter(shown, BLOCKS)], ids=lambda block: block[0])
def test_what_is_quoted_is_what_is_printed(
    block: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("STANDOFF_DB", "")  # put back as it was afterwards
    for command, lines, printed in outputs(block, ledger=tmp_path / "ledger.db"):
        at = 0
        for piece in pieces(lines):
            starts = [n for n in range(at, len(printed)) if told(printed[n : n + len(piece)]) == told(piece)]
            if piece == lines[: len(piece)]:
                starts = [n for n in starts if n == 0]
            assert starts, f"{command} prints something else now; `python -m bench.readme` writes it into README.md"
            at = starts[0] + len(piece)


def test_numbers_of_ids_do_not_count() -> None:
    assert told(["  k4 Ukraine", " k12 Ukraine on condition c3"]) == ["k# Ukraine", "k# Ukraine on condition c#"]
    assert told(["24 of 31 days e-chh57h3nk24t"]) == ["24 of 31 days e-chh57h3nk24t"]


def test_pieces_are_quoted_anew_from_where_they_are_likest() -> None:
    printed = ["head", "breach on 24 of 31 days", "a", "b", "last on 30 March"]
    assert anew(["heads", "…", "breach on 23 of 31 days", "…", "last on 29 March", "…"], printed) == [
        "head", "…", "breach on 24 of 31 days", "…", "last on 30 March", "…",
    ]  # fmt: skip
