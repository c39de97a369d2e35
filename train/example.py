"""One training sentence with whatever each corpus says of it; what it does not say is masked."""

from __future__ import annotations

from dataclasses import dataclass, field

UNKNOWN = "?"  # a mark that no loss and no measure looks at


@dataclass(slots=True)
class Example:
    """A sentence of n words. A layer that is `None` is not annotated in this corpus."""

    words: list[str]
    corpus: str
    sent_id: str = ""
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None  # 1-based, 0 is the root
    deprels: list[str] | None = None
    names: list[str] | None = None  # BIO; `UNKNOWN` where masked
    etypes: list[str] | None = None  # "" is "not the head of a mention"
    factuality: dict[int, float] = field(default_factory=dict)
    predicates: dict[int, dict[int, str]] | None = None  # predicate -> argument head -> role
    weight: float = 1.0

    @property
    def genre(self) -> str:
        """The part of `sent_id` that names the genre, as in `GUM_news_flag-8`."""
        parts = self.sent_id.split("_")
        return parts[1] if len(parts) > 1 else ""


def head_of(span: range, heads: list[int]) -> int:
    """The word of the span (0-based) whose UD head lies outside it; the first one if there are several."""
    for word in span:
        if heads[word] - 1 not in span:
            return word
    return span[-1]


def bio(spans: list[tuple[int, int, str]], length: int) -> list[str]:
    """BIO tags of spans that do not overlap; the end is not included."""
    tags = ["O"] * length
    for start, end, kind in spans:
        tags[start] = f"B-{kind}"
        tags[start + 1 : end] = [f"I-{kind}"] * (end - start - 1)
    return tags


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """The spans that BIO tags mark; an `I-` without its `B-` starts a span."""
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if len(tag) < 2:
            continue
        kind = tag[2:]
        goes_on = tag[0] == "I" and spans and spans[-1][1] == i and spans[-1][2] == kind
        if goes_on:
            spans[-1] = (spans[-1][0], i + 1, kind)
        else:
            spans.append((i, i + 1, kind))
    return spans
