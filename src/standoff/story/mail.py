"""A text that is an e-mail: its headers, and what it quotes of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from standoff.span import Span
from standoff.story.wording import wording

TITLE: Final = "title"
_HEADER: Final = re.compile(r"(?P<name>[A-Za-z][A-Za-z-]{1,24}):[ \t]*(?P<value>.*)")
_ANSWER: Final = re.compile(r"(?:(?:re|fwd?|aw|wg)(?:\[\d+\])?:\s*)+", re.IGNORECASE)
_MOST: Final = 60  # lines of headers that are looked at
_SIGNATURE: Final = "--"


def trimmed_lines(text: str, block: Span) -> Iterator[Span]:
    """The lines of a block without white space around them."""
    start = block.start
    for line in text[block.start : block.end].split("\n"):
        front = len(line) - len(line.lstrip())
        yield Span(start + front, start + len(line.rstrip()))
        start += len(line) + 1


def read_headers(text: str, block: Span) -> tuple[tuple[Span, str], ...]:
    """The headers of an e-mail, a span each with why it is no story; of the subject, which is the title, what it says.

    Empty where a text begins with fewer than two headers, or with neither a subject nor a sender.
    """
    out: list[tuple[Span, str]] = []
    names: set[str] = set()
    for line in islice(trimmed_lines(text, block), _MOST):
        found = _HEADER.fullmatch(text, line.start, line.end)
        name = found["name"].lower() if found else ""
        if found and (name in wording().mail_headers or name.startswith("x-")):
            names.add(name)
            said = _said(text, found) if name == "subject" else None
            out.append((said, TITLE) if said else (line, "mail header"))
        elif out and text[line.start - 1] in " \t":  # a header that goes on in the next line
            out.append((line, "mail header"))
        else:
            break
    return tuple(out) if len(names) > 1 and names & {"subject", "from"} else ()


def _said(text: str, header: re.Match[str]) -> Span | None:
    """What a subject says, without "Re:"; None for an empty one."""
    start, end = header.span("value")
    answer = _ANSWER.match(text, start, end)
    start = answer.end() if answer else start
    return Span(start, end) if start < end else None


def quoted(lines: Sequence[str], *, mail: bool) -> Iterator[str | None]:
    """For each paragraph of a text why it is a quoted reply or a signature; None where it is neither.

    `mail`: the text has the headers of one. Without them, lines after ">" are a reply only where "On … wrote:" says so.
    """
    why: str | None = None
    replies = mail
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        begins = wording().quoted.fullmatch(" ".join(line.split())) is not None
        if begins and (mail or following.startswith(">")):
            replies = True
            why = why or ("quoted reply" if mail and not following.startswith(">") else None)
            yield "quoted reply"
        elif why is None and replies and line.startswith(">"):
            yield "quoted reply"
        else:
            why = why or ("signature" if mail and line == _SIGNATURE else None)
            yield why
