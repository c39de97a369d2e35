"""Quotations: the stretches between quotation marks, also unbalanced ones and those that run over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from standoff.model import Sentence, Token
from standoff.span import Span, cover, overlaps, trim
from standoff.syntax import feature
from standoff.terms.realis import word_class

_MARK = re.compile(r"``|''|[\"“”„«»‘’'‚]")
_FAMILY = {
    mark: family for family, marks in {"double": "\"“”„``''", "angle": "«»", "single": "‘’'‚"}.items() for mark in marks
}
_OPENS_AFTER = re.compile(r"(?:^|[\s(\[{—–\-:,;/\"“«])$")
_INTRODUCED = 5  # words between the verb of saying and the colon
_PHRASE = 30  # characters of words that are only marked, not quoted
_OPENING = 12  # words before a colon that opens a paragraph
_CONTRACTION = re.compile(r"'(?:\d\ds?\b|em\b|til\b|tis\b|n'|cause\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. `outer` has the marks, `pieces` the words, one piece per paragraph."""

    outer: Span
    pieces: tuple[Span, ...]
    paragraph: int  # where it opens
    last_paragraph: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Open:
    """A quotation that has not closed yet."""

    family: str
    mark: Span
    paragraph: int
    pieces: tuple[Span, ...] = ()
    start: int = 0  # of the piece that runs


def find_quotations(text: str, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """All quotations of a story in order of the text; quotations inside quotations are part of the outer one."""
    found: list[Quotation] = []
    pending: _Open | None = None
    for number, paragraph in _paragraphs(sentences):
        pending = _scan(text, number, paragraph, pending, found)
        if pending is not None and not _continues(text, number, sentences, pending):
            found.append(_cut_short(text, number, sentences, pending))
            pending = None
    unmarked = _unmarked(text, sentences, [q for q in found if q.outer.length > _PHRASE])
    found = [q for q in found if not any(overlaps(q.outer, p) for u in unmarked for p in u.pieces)]
    return tuple(sorted([*found, *unmarked], key=lambda q: q.outer))


def _unmarked(text: str, sentences: Sequence[Sentence], marked: Sequence[Quotation]) -> list[Quotation]:
    """What "The minister said:" leaves to a speaker without quotation marks, as releases do.

    It goes on to the end if nobody else speaks after it, else as long as the speaker says "I" or "we".
    """
    found: list[Quotation] = []
    paragraphs = _paragraphs(sentences)
    words = {n: [t for s in sentences if s.paragraph == n for t in s.tokens] for n, _ in paragraphs}
    for at, (number, _) in enumerate(paragraphs):
        opening = _introduces(words[number])
        if opening is None or (found and number <= found[-1].last_paragraph):
            continue
        first = words[number][opening + 1 :]
        run = [(number, Span(first[0].span.start, first[-1].span.end))] if first else []
        for after, span in paragraphs[at + 1 :]:
            if any(overlaps(q.outer, span) for q in marked) or _narrates(words[after]):
                break
            run.append((after, span))
        own = [i for i, (_, span) in enumerate(run) if any(_first_person(t, span) for t in words[run[i][0]])]
        last = len(run) if run and run[-1][0] == paragraphs[-1][0] else own[-1] + 1 if own else 0
        pieces = tuple(trim(text, span) for _, span in run[:last]) if own else ()
        if pieces and not any(overlaps(q.outer, p) for q in marked for p in pieces):
            found.append(Quotation(cover(pieces), pieces, run[0][0], run[last - 1][0], closed=False))
    return found


def _introduces(tokens: Sequence[Token]) -> int | None:
    """The colon after "X said" that ends a paragraph, or opens it."""
    colon = next((i for i, t in enumerate(tokens) if t.form == ":"), None)
    if colon is None or (colon != len(tokens) - 1 and colon > _OPENING):
        return None
    before = tokens[max(0, colon - _INTRODUCED) : colon]
    says = any(t.upos == "VERB" and t.lemma.lower() in word_class("saying_heads") for t in before)
    return colon if says else None


def _first_person(token: Token, within: Span) -> bool:
    return token.form.lower() in word_class("first_person") and overlaps(token.span, within)


def _narrates(tokens: Sequence[Token]) -> bool:
    """Whether a paragraph tells what somebody says: a verb of saying in the past, or a colon at its end."""
    said = [t for t in tokens if t.upos == "VERB" and t.lemma.lower() in word_class("saying_heads")]
    return any(feature(t, "Tense") == "Past" for t in said) or (bool(tokens) and tokens[-1].form == ":")


def _paragraphs(sentences: Sequence[Sentence]) -> list[tuple[int, Span]]:
    """Number and span of every paragraph."""
    spans: dict[int, list[Span]] = {}
    for sentence in sentences:
        spans.setdefault(sentence.paragraph, []).append(sentence.span)
    return [(number, cover(parts)) for number, parts in spans.items()]


def _scan(text: str, number: int, paragraph: Span, pending: _Open | None, found: list[Quotation]) -> _Open | None:
    """Walk one paragraph's marks; closed quotations go to `found`; returns the one still open at its end."""
    at = paragraph.start
    if pending is not None:
        mark = _MARK.match(text, at)
        at = mark.end() if mark else at
        pending = _Open(pending.family, pending.mark, pending.paragraph, pending.pieces, at)
    while (mark := _MARK.search(text, at, paragraph.end)) is not None:
        at = mark.end()
        here = Span(mark.start(), mark.end())
        if pending is None:
            if _opens(text, here, paragraph):
                pending = _Open(_family(text, here), here, number, (), here.end)
            continue
        if _closes(text, here, pending, paragraph):
            found.append(_close(text, here, pending, number))
            pending = None
    if pending is None:
        return None
    piece = trim(text, Span(pending.start, paragraph.end))
    return _Open(pending.family, pending.mark, pending.paragraph, (*pending.pieces, piece), piece.end)


def _family(text: str, mark: Span) -> str:
    """double, angle or single."""
    return _FAMILY.get(text[mark.start : mark.end], "double" if mark.length == 2 else "single")


def _opens(text: str, mark: Span, paragraph: Span) -> bool:
    """Whether a mark opens a quotation, where none is open."""
    before = text[max(paragraph.start, mark.start - 1) : mark.start]
    after = text[mark.end : mark.end + 1]
    if not after or after.isspace():
        return False
    if _family(text, mark) != "single":
        return text[mark.start] not in "”" or bool(_OPENS_AFTER.search(before))
    if (
        not _OPENS_AFTER.search(before)
        or not (after.isalnum() or after in "[…(")
        or _CONTRACTION.match(text, mark.start)
    ):
        return False
    return any(_shuts_single(text, m) for m in re.finditer(r"[’']", text[: paragraph.end]) if m.start() > mark.end)


def _shuts_single(text: str, mark: re.Match[str]) -> bool:
    """Whether a single mark can close a quotation: a word or stop before, no letter after, no plural's apostrophe."""
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    if before.isspace() or after.isalnum():
        return False
    return before in ".,!?…" or before != "s" or not re.match(r"\s+[a-z]", text[mark.end() : mark.end() + 3])


def _closes(text: str, mark: Span, pending: _Open, paragraph: Span) -> bool:
    """Whether a mark closes the open quotation: of its family, and not itself the opening of one inside."""
    if _family(text, mark) != pending.family:
        return False
    before = text[mark.start - 1 : mark.start]
    after = text[mark.end : mark.end + 1]
    if pending.family == "single":
        found = re.compile(r"[’']").match(text, mark.start)
        return found is not None and _shuts_single(text, found)
    if text[mark.start : mark.end] == "“":
        return text[pending.mark.start] == "„"
    if text[mark.start : mark.end] == "„":
        return False
    return not (before.isspace() and after.isalnum()) or mark.end >= paragraph.end


def _close(text: str, mark: Span, pending: _Open, number: int) -> Quotation:
    piece = trim(text, Span(pending.start, mark.start))
    pieces = tuple(p for p in (*pending.pieces, piece) if p.length > 0)
    return Quotation(Span(pending.mark.start, mark.end), pieces, pending.paragraph, number)


def _continues(text: str, number: int, sentences: Sequence[Sentence], pending: _Open) -> bool:
    """Whether the next paragraph goes on with the quotation: it opens with a mark of the same family."""
    after = next((s.span for s in sentences if s.paragraph > number), None)
    if after is None or pending.family == "single":
        return False
    mark = _MARK.match(text, after.start)
    return mark is not None and _family(text, Span(mark.start(), mark.end())) == pending.family


def _cut_short(text: str, number: int, sentences: Sequence[Sentence], pending: _Open) -> Quotation:
    """A quotation that never closes: to its paragraph's end if it opens it, else to its sentence's end."""
    opening = next(s for s in sentences if overlaps(s.span, pending.mark))
    starts = all(s.span.start >= opening.span.start for s in sentences if s.paragraph == pending.paragraph)
    pieces = pending.pieces
    if pending.paragraph == number and not (starts and pending.mark.start == opening.span.start):
        pieces = (trim(text, Span(pending.mark.end, opening.span.end)),)
    pieces = tuple(p for p in pieces if p.length > 0) or (Span(pending.mark.end, pending.mark.end),)
    return Quotation(Span(pending.mark.start, pieces[-1].end), pieces, pending.paragraph, number, closed=False)
