"""The wordings of furniture, loaded from `terms/data/furniture.toml` and made ready for single paragraphs."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from standoff.errors import TermsError

_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "…": "..."})
_FRONT: Final = re.compile(r"^[^\w\[(©$€£@]+")
_BACK: Final = re.compile(r"[^\w)\]%]*")  # matched from the end: a search for a run before `$` is quadratic
_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FIRST_TRY: Final = 600  # characters; longer paragraphs are never furniture by their wording


@dataclass(frozen=True, slots=True)
class Group:
    """The wordings of one reason."""

    why: str
    longest: int
    lines: frozenset[str]
    heads: frozenset[str]
    ends: frozenset[str]
    end: re.Pattern[str] | None
    starts: tuple[str, ...]
    whole: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    fronts: re.Pattern[str] | None
    spares: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that a reason's paragraphs are made of, and how many of them make it sure."""

    longest: int
    steps: tuple[tuple[int, float], ...]
    words: dict[str, frozenset[str]]

    def reason(self, bare: str) -> str | None:
        """The reason whose words make up most of a short paragraph, if any does enough."""
        forms = _WORD.findall(bare)
        if len(forms) > self.longest:
            return None
        hits = {why: [form for form in forms if form in known] for why, known in self.words.items()}
        best = max(hits, key=lambda why: len(hits[why]))
        kinds, share = len(set(hits[best])), len(hits[best]) / max(len(forms), 1)
        return best if any(kinds >= least and share >= part for least, part in self.steps) else None


@dataclass(frozen=True, slots=True)
class Wording:
    """All wordings, and what tags and classes of the markup say."""

    groups: tuple[Group, ...]
    tags: dict[str, str]
    classes: dict[str, str]
    weak: frozenset[str]
    story: re.Pattern[str]
    lexicon: Lexicon
    nothing: Group
    outlet_words: frozenset[str]
    outlet_labels: frozenset[str]
    mail_headers: frozenset[str]
    quoted: re.Pattern[str]


def plain(text: str) -> str:
    """`text` in the form in which wordings are compared.

    >>> plain("“Oops!”  Please try\\nagain…")
    'oops!" please try again'
    """
    whole = _FRONT.sub("", " ".join(text.translate(_QUOTES).casefold().split()))
    back = _BACK.match(whole[::-1])
    return whole[: len(whole) - back.end()] if back else whole


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The shipped wordings."""
    path = files("standoff.terms") / "data" / "furniture.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    markup = data["markup"]
    return Wording(
        groups=tuple(_group(entry) for entry in data["group"]),
        tags=dict(markup["tags"]),
        classes={name: why for why, names in markup["classes"].items() for name in names},
        weak=frozenset(markup["weak"]),
        story=_compiled([data["story"]["pattern"]]) or re.compile(r"\Z"),
        lexicon=_lexicon(data["lexicon"]),
        nothing=_group({"why": "nothing", "longest": 60, **data["nothing"]}),
        outlet_words=frozenset(data["outlet"]["words"].split()),
        outlet_labels=frozenset(data["outlet"]["labels"].split()),
        mail_headers=frozenset(data["mail"]["headers"].split()),
        quoted=re.compile(data["mail"]["quoted"]),
    )


def _lexicon(entry: dict[str, Any]) -> Lexicon:
    words = {why: frozenset(listed.split()) for why, listed in entry["words"].items()}
    steps = tuple((int(least), float(share)) for least, share in entry["steps"])
    return Lexicon(entry["longest"], steps, words)


def _group(entry: dict[str, Any]) -> Group:
    lines = frozenset(plain(line) for line in entry.get("lines", ()))
    return Group(
        why=entry["why"],
        longest=entry["longest"],
        lines=lines,
        heads=frozenset(plain(head) for head in entry.get("heads", ())),
        ends=frozenset(plain(end) for end in entry.get("ends", ())),
        end=_compiled([f"(?:{pattern})\\Z" for pattern in entry.get("end_patterns", ())]),
        starts=tuple(start.casefold() for start in entry.get("starts", ())),
        whole=_compiled([f"(?:{pattern})\\Z" for pattern in entry.get("patterns", ())]),
        inside=_compiled(entry.get("inside", [])),
        fronts=_compiled(entry.get("fronts", [])),
        spares=entry.get("spares", False),
    )


def _compiled(patterns: list[str]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.DOTALL)
    except re.error as error:
        raise TermsError(f"furniture.toml: {error}") from error


def whole_reason(text: str, *, words: int) -> str | None:
    """Why a paragraph as a whole is furniture, by its wording; None where it is not.

    >>> whole_reason("Please try again later.", words=4)
    'player'
    """
    bare = plain(text)
    if len(bare) > _FIRST_TRY:
        return None
    terms = wording()
    worded = next((group.why for group in terms.groups if _matches(group, bare=bare, text=text, words=words)), None)
    if worded or _is_speech(text) or terms.story.search(bare):
        return worded
    return terms.lexicon.reason(bare)


def _matches(group: Group, *, bare: str, text: str, words: int) -> bool:
    if bare in group.lines:
        return True
    if words > group.longest or _is_speech(text):
        return False
    if group.spares and words > 5 and wording().story.search(bare):
        return False
    written = " ".join(text.translate(_QUOTES).casefold().split())
    return any(_begins(group, form) or (group.whole and group.whole.match(form)) for form in {bare, written})


def _begins(group: Group, form: str) -> bool:
    """Whether a paragraph begins with one of the group's beginnings, and with the whole of its last word."""
    if not form.startswith(group.starts):
        return False
    found = (start for start in group.starts if form.startswith(start))
    return any(not (start[-1].isalnum() and form[len(start) : len(start) + 1].isalnum()) for start in found)


def _is_speech(text: str) -> bool:
    """Whether a paragraph opens with a quotation mark: somebody speaks, whatever the words."""
    return text.lstrip()[:1] in {'"', "“", "‘", "'", "«", "„"}


def end_reason(text: str) -> str | None:
    """The reason by which a paragraph ends the story; None where it does not."""
    bare = plain(text)
    if len(bare) > _FIRST_TRY:
        return None
    return next((g.why for g in wording().groups if bare in g.ends or (g.end and g.end.match(bare))), None)


def says_nothing(text: str) -> bool:
    """Whether a paragraph says that there is no page here."""
    bare, group = plain(text), wording().nothing
    return bare in group.lines or _begins(group, bare)
