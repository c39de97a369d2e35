"""Colours, and text that a terminal can show without harm."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass

_CODES = {
    "bold": "1",
    "dim": "2",
    "underline": "4",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "cyan": "36",
}


@dataclass(frozen=True, slots=True)
class Ink:
    """How text is shown: with colours or without, and how wide."""

    colours: bool = False
    width: int = 100

    def __call__(self, text: str, *styles: str) -> str:
        """`text` in these styles, where colours are on."""
        if not self.colours or not text:
            return text
        return f"\x1b[{';'.join(_CODES[s] for s in styles)}m{text}\x1b[0m"

    def mark(self, text: str) -> str:
        """Words that are evidence: underlined, or between ⟦ and ⟧ where there are no colours."""
        return self(text, "bold", "underline") if self.colours else f"⟦{text}⟧"

    def wrap(self, text: str, *, indent: int) -> str:
        """`text` in lines of the width, all indented alike."""
        pad = " " * indent
        return textwrap.fill(text, max(self.width, indent + 30), initial_indent=pad, subsequent_indent=pad)


PLAIN = Ink()


def safe(text: str) -> str:
    """A page's words without what could steer a terminal or turn its writing direction; white space made single.

    Marks that no reader sees (of direction, of where a line may break) are left out, controls are shown as broken.

    >>> safe("a\\x1b[31mb\\n c")
    'a�[31mb c'
    """
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    kinds = ((c, unicodedata.category(c)) for c in spaced)
    return "".join("\N{REPLACEMENT CHARACTER}" if kind in ("Cc", "Cs") else c for c, kind in kinds if kind != "Cf")


def short(text: str, length: int) -> str:
    """`text` cut at a word to at most `length` characters, the cut marked.

    >>> short("one two three", 8)
    'one two…'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] or text[length - 1] == " " else cut).rstrip() + "…"
