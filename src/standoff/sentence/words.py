"""Word splitting after the conventions of the Universal Dependencies English treebanks, with exact offsets."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

from standoff.sentence.split import load_words
from standoff.span import Span

_MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_LETTERS = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"  # a letter and the marks that are set on it are of one word
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_CHUNK = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’]       # addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                # e-mail
  | [@\#]\w+                                                    # handles, tags
  | (?:[A-Za-z]\.){{2,}}(?:[A-Z](?![\w]))?                      # U.S.  a.m.  U.S.A
  | \d+(?:/\d+)+(?![\w])                                        # 1/2  01/03/2022
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|S)?(?![\w])                # 1,000.50  7:45  4th  1990s
  | {_LETTERS}(?:[.’'&]{_LETTERS})*                          # words, O'Brien, AT&T, al.qaida
  | \.{{2,}}|…+|--+|[!?]{{2,}}
  | \S
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(r"\.(?=\s|$|[,;:)\]])")
_APOSTROPHE = "'’`"


def split_words(text: str, sentence: Span) -> list[Span]:
    """The words of one sentence as spans; their letters are all of the sentence but white space."""
    out: list[Span] = []
    position = sentence.start
    while match := _CHUNK.search(text, position, sentence.end):
        end = _with_stop(text, match, sentence.end)
        out.extend(_pieces(text, Span(match.start(), end)))
        position = end
    return _join_prefixes(text, out)


def plain_form(form: str) -> str:
    """A word as it is looked up and labelled: letters composed, one hyphen for all.

    >>> plain_form("Mu\u0308ller"), plain_form("\u2010")
    ('Müller', '-')
    """
    return form if form.isascii() else normalize("NFC", form).translate(_HYPHENS)


def _with_stop(text: str, match: re.Match[str], limit: int) -> int:
    """The end of the chunk, an abbreviation's full stop included where the sentence goes on after it."""
    lists, end = load_words(), match.end()
    word = match.group().lower()
    if end >= limit or text[end] != "." or not _ABBREVIATION.match(text, end):
        return end
    known = word in lists.titles or word in lists.inner or word in lists.final
    initial = len(word) == 1 and match.group().isupper()
    at_end = not text[end + 1 : limit].strip("\"'”’»)] \n")
    if (known and not (at_end and word in lists.inner)) or (initial and not at_end):
        return end + 1
    return end


def _pieces(text: str, chunk: Span) -> list[Span]:
    """`chunk` with its contractions split off: "don't" -> "do", "n't"; "Iran's" -> "Iran", "'s"."""
    form = text[chunk.start : chunk.end]
    if not any(a in form for a in _APOSTROPHE):
        at = _joined().get(form.lower())
        return [chunk] if at is None else [Span(chunk.start, chunk.start + at), Span(chunk.start + at, chunk.end)]
    plain = form.lower().replace("’", "'").replace("`", "'")
    for clitic in load_words().clitics:
        if plain.endswith(clitic) and len(plain) > len(clitic):
            cut = chunk.end - len(clitic)
            return [Span(chunk.start, cut), Span(cut, chunk.end)]
    return [chunk]


@cache
def _joined() -> dict[str, int]:
    return dict(load_words().joined)


def _join_prefixes(text: str, spans: list[Span]) -> list[Span]:
    """Spans with "re" "-" "elected" made one word; other hyphens stay words of their own."""
    prefixes, out, index = load_words().prefixes, [], 0
    while index < len(spans):
        here = spans[index]
        if index + 2 < len(spans) and text[here.start : here.end].lower() in prefixes:
            hyphen, rest = spans[index + 1], spans[index + 2]
            tight = here.end == hyphen.start and hyphen.end == rest.start
            if tight and text[hyphen.start] in "-–‐‑" and text[rest.start : rest.start + 1].isalpha():
                out.append(Span(here.start, rest.end))
                index += 3
                continue
        out.append(here)
        index += 1
    return out
