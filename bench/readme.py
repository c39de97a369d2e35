"""What the README quotes of commands: run them again, and write what they print now.

    python -m bench.readme          # writes README.md anew; `tests/test_readme.py` holds it to what is printed

A line of its own with "…" stands for lines that are left out.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from standoff.cli import run

ROOT = Path(__file__).parent.parent
PATH = ROOT / "README.md"
_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_LEFT_OUT = "…"
_ID = re.compile(r"\b([eskc])\d+\b")


def blocks(text: str) -> list[list[str]]:
    """The lines of every block of commands."""
    return [block.splitlines() for block in _BLOCK.findall(text)]


def shown(block: Sequence[str]) -> bool:
    """Whether a block quotes what its commands print."""
    return any(line and not line.startswith("$ ") for line in block)


def words_of(line: str) -> list[str]:
    """The words of a command line, without its comment and where its output goes."""
    words = shlex.split(line.removeprefix("$ "), comments=True)
    return words[: words.index(">")] if ">" in words else words


def quoted(block: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the lines that are quoted under it."""
    at = [n for n, line in enumerate(block) if line.startswith("$ ")]
    for start, end in zip(at, [*at[1:], len(block)], strict=True):
        yield block[start], list(block[start + 1 : end])


def pieces(lines: Sequence[str]) -> list[list[str]]:
    """The lines that stand together in what is quoted."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == _LEFT_OUT:
            found.append([])
        else:
            found[-1].append(line)
    return [piece for piece in found if piece]


def outputs(block: Sequence[str], *, ledger: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every `standoff` command of a block with what is quoted and what it prints now; raises if one fails."""
    os.environ["STANDOFF_DB"] = str(ledger)
    for command, lines in quoted(block):
        words = words_of(command)
        if words[0] != "standoff":
            continue
        with redirect_stdout(io.StringIO()) as out:
            if code := run(words[1:]):
                raise SystemExit(f"{command}: exit code {code}")
        yield command, lines, [line.rstrip() for line in out.getvalue().splitlines()]


def told(lines: Sequence[str]) -> list[str]:
    """The lines without the numbers of ids: one more record that is found shifts them, and tells a reader nothing."""
    return [_ID.sub(r"\1#", line).lstrip() for line in lines]


def anew(lines: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The quoted lines as they are printed now: the first from the beginning, each piece from where it is likest."""
    out, at = list(lines), 0
    for piece in pieces(lines):
        last = 0 if piece == list(lines[: len(piece)]) else len(printed) - len(piece)
        start = max(range(at, max(at, last) + 1), key=lambda n: _alike(piece, printed[n:]))
        where = next(n for n in range(len(out)) if out[n : n + len(piece)] == piece)
        out[where : where + len(piece)] = printed[start : start + len(piece)]
        at = start + len(piece)
    return out


def _alike(piece: Sequence[str], printed: Sequence[str]) -> float:
    return sum(SequenceMatcher(None, a, b).ratio() for a, b in zip(piece, printed, strict=False))


def main() -> None:
    """Writes the README anew."""
    os.chdir(ROOT)
    text = PATH.read_text("utf-8")
    for block in filter(shown, blocks(text)):
        with TemporaryDirectory() as folder:
            found = {command: (lines, anew(lines, now)) for command, lines, now in
                    outputs(block, ledger=Path(folder) / "ledger.db")}  # fmt: skip
        for command, (before, after) in found.items():
            text = text.replace("\n".join([command, *before]), "\n".join([command, *after]))
    PATH.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
