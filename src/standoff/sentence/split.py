"""Sentence splitting for news: quotations that run over sentences, abbreviations, numbers, datelines, bullets."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from standoff.span import Span, trim

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\[\d{1,3}\])*(?=\s|$)|[.!?…]+[\"”’»]+(?=[A-Z“\"])")
_WORD_BEFORE = re.compile(r"[\w.'’&-]+$")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]$")
_LOWER = re.compile(r"\s*[\"'“‘(]*[a-z]")
_OUTLET = r"\((?:[A-Z][^()]{1,40}|[a-z]{2,4})\)"  # "(Reuters)", "(dpa)"
_DATELINE = re.compile(  # "KYIV, Ukraine, March 1 (Reuters) - ", "Kyiv, March 1 (Reuters) - "; the outlet is no place
    r"(?:(?P<place>[A-Z][A-Z .'’-]{2,30}?(?:/[A-Z .'’-]{2,30}?)?(?:, ?[A-Z][\w .'’-]{1,30}?){0,3}(?:,? \d{1,2})?"
    r"(?:,? \d{4})?)"
    rf"(?: ?{_OUTLET})?|(?P<town>[A-Z]\w+(?:[ -][A-Z]\w+){{0,2}}(?:, ?[A-Z][\w.]+(?: \d{{1,2}})?){{0,2}}) ?{_OUTLET})"
    r"\s?(?:-|–|—|--|:)\s+(?=\S)"
)
_CREDIT = re.compile(r"\([A-Z]\w*(?: [A-Z]\w*){0,2}\)\s(?:[-–—]{1,2}\s)?(?=[A-Z\"“‘])")  # "(Reuters) Syria has …"
_BULLET = re.compile(r"[•▪◦●‣*–—-]\s+|\(?\d{1,2}[.)]\s+")


@dataclass(frozen=True, slots=True)
class WordLists:
    """The word lists of `terms/data/words.toml`, as sets of lower-cased words without their final stop."""

    titles: frozenset[str]
    inner: frozenset[str]
    final: frozenset[str]
    prefixes: frozenset[str]
    clitics: tuple[str, ...]
    joined: tuple[tuple[str, int], ...]
    openers: frozenset[str]


@cache
def load_words() -> WordLists:
    """The shipped word lists."""
    data = tomllib.loads(files("standoff.terms.data").joinpath("words.toml").read_text("utf-8"))
    sets = {k: frozenset(data[k].split()) for k in ("titles", "inner", "final", "prefixes", "openers")}
    return WordLists(clitics=tuple(data["clitics"].split()), joined=tuple(data["joined"].items()), **sets)


def split_paragraphs(text: str, span: Span) -> list[Span]:
    """The non-empty lines inside `span`, trimmed; a hard-wrapped line joins the one before."""
    out: list[Span] = []
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        end = start + len(line)
        here = trim(text, Span(start, end))
        start = end + 1
        if here.start == here.end:
            continue
        if out and _wraps(text, out[-1], here):
            out[-1] = Span(out[-1].start, here.end)
        else:
            out.append(here)
    return out


def _wraps(text: str, before: Span, here: Span) -> bool:
    """Whether `here` is the rest of a hard-wrapped line: the one before is long, unfinished, and right above."""
    gap = text[before.end : here.start]
    last_line = text.rfind("\n", before.start, before.end) + 1
    length = before.end - max(before.start, last_line)
    unfinished = text[before.end - 1] not in '.!?:"”’»…'
    return gap.count("\n") == 1 and unfinished and length >= 55 and not _BULLET.match(text, here.start)


def split_sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, trimmed, in order."""
    out: list[Span] = []
    start = paragraph.start
    credit = _CREDIT.match(text, paragraph.start, paragraph.end)
    start = start if credit is None else credit.end()
    dateline = _DATELINE.match(text, paragraph.start, paragraph.end)
    if dateline is not None and dateline.end() < paragraph.end:
        out.append(trim(text, Span(start, dateline.end(dateline.lastgroup or 0))))
        start = dateline.end()
    for match in _END.finditer(text, start, paragraph.end):
        if match.end() >= paragraph.end or not _ends(text, start, match, paragraph.end):
            continue
        out.append(trim(text, Span(start, match.end())))
        start = match.end()
    rest = trim(text, Span(start, paragraph.end))
    if rest.start < rest.end:
        out.append(rest)
    return [s for s in out if s.start < s.end]


def _ends(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    """Whether the punctuation at `match` ends a sentence that began at `start`."""
    mark = match.group()
    following = text[match.end() : min(limit, match.end() + 40)]
    if _LOWER.match(following):
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    if len(mark) > 1:  # a closing quotation mark after the stop
        return True
    before = _WORD_BEFORE.search(text[max(start, match.start() - 24) : match.start()])
    return before is None or _stop_ends(before.group(), text[max(start, match.start() - 3) : match.start()], following)


def _stop_ends(word: str, tail: str, following: str) -> bool:
    """Whether a full stop after `word` ends the sentence, given what follows."""
    lists = load_words()
    key = word.lower().lstrip("'’")
    following_word = re.match(r"\s*[\"“‘']*([\w-]*)", following)
    after = following_word.group(1) if following_word else ""
    if key in lists.titles:
        return False
    if key in lists.inner:
        return not (after[:1].isdigit() or after[:1].islower()) and key not in {"vs", "no", "nos", "al"}
    if key in lists.final or re.fullmatch(r"(?:[a-z]\.)+[a-z]", key):
        return after.lower() in lists.openers or following.lstrip()[:1] in {'"', "“", "‘"}
    return not _INITIAL.search(tail)
