"""Why a record stands: its paragraph with the words marked, and every field with its value, span and rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from standoff.show.ink import PLAIN, Ink, safe
from standoff.told import Record, Told
from standoff.verify import find_spans

Document = Mapping[str, Any]


def show_evidence(document: Document, record_id: str, *, ink: Ink = PLAIN) -> str:
    """The evidence of one record: where it stands, in which words, by which rule."""
    told = Told(document)
    record = told.by_id[record_id]
    title, day = safe(told.words(told.story["title"])) or "(no title)", told.story["published_at"] or "day not stated"
    head = f"{record_id} · {title} · {day}"
    lines = [ink(head, "bold"), ink(f"page {told.page}", "dim"), ""]
    spans = [span for _, span in find_spans(record)]
    for paragraph in paragraphs(told, spans):
        lines += [_marked(told, paragraph, spans, ink), ""]
    lines += _fields(told, record, ink)
    if record.get("statement") or record.get("within"):
        statement = told.by_id[record.get("statement") or record["within"]]
        lines += ["", "told by: " + " < ".join(safe(x or "a source that is not named") for x in told.chain(statement))]
    return "\n".join(lines)


def paragraphs(told: Told, spans: Sequence[Sequence[int]], *, most: int = 6) -> list[tuple[int, int]]:
    """The paragraphs (lines of the page's text) that hold the spans, in order, at most `most`."""
    found = set()
    for start, end in spans:
        begin = told.text.rfind("\n", 0, start) + 1
        stop = told.text.find("\n", end)
        found.add((begin, stop if stop >= 0 else len(told.text)))
    return sorted(found)[:most]


def _marked(told: Told, paragraph: tuple[int, int], spans: Sequence[Sequence[int]], ink: Ink) -> str:
    """A paragraph with the spans marked; where one holds another, the outer one is."""
    begin, stop = paragraph
    out, at = [], begin
    for start, end in sorted((s[0], -s[1]) for s in spans if begin <= s[0] and s[1] <= stop):
        if start < at:
            continue
        out += [safe_piece(told.text[at:start]), ink.mark(safe_piece(told.text[start:-end]))]
        at = -end
    out.append(safe_piece(told.text[at:stop]))
    return ink.wrap("".join(out).strip(), indent=2)


def safe_piece(text: str) -> str:
    """`safe` for a piece of a line: the spaces at its ends stay."""
    inner = safe(text)
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and inner else ""
    return f"{left}{inner}{right}"


def _fields(told: Told, record: Record, ink: Ink) -> Iterator[str]:
    """A line for every field that has a value: name, value, words and span."""
    for name, value in record.items():
        if name == "id" or value is False or value in (None, [], "", ()):
            continue
        for label, text in _values(told, name, value):
            yield f"  {ink(f'{label:<22}', 'cyan')} {text}"


def _values(told: Told, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if _is_span(value):
        yield name, _cite(told, value)
    elif isinstance(value, list) and value and _is_span(value[0]):
        yield from ((name if i == 0 else "", _cite(told, span)) for i, span in enumerate(value))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for i, member in enumerate(value):
            yield (name if i == 0 else ""), _member(told, member)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if inner not in (None, []):
                yield from _values(told, f"{name}.{key}", inner)
    elif isinstance(value, list):
        yield name, ", ".join(_with_name(told, str(v)) for v in value)
    else:
        yield name, _with_name(told, str(value))


def _member(told: Told, member: Record) -> str:
    """An argument or a mention in one line."""
    bits = [str(member["role"])] if "role" in member else []
    bits.append(_cite(told, member["span"]))
    bits += [f"= {_with_name(told, member['ref'])}"] if member.get("ref") else []
    bits += [f"by {member['rule']}"] if member.get("rule") else []
    bits += [str(member["form"])] if "form" in member else []
    return "  ".join(bits)


def _is_span(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(v) is int for v in value)


def _cite(told: Told, span: Sequence[int]) -> str:
    words = safe(told.words(span))
    return f"“{words if len(words) <= 120 else words[:117] + '…'}” [{span[0]}, {span[1]}]"


def _with_name(told: Told, value: str) -> str:
    """An id with the name behind it; anything else as it is."""
    record = told.by_id.get(value)
    if record is None:
        return safe(value)
    label = record.get("name") or record.get("value") or (told.words(record["span"]) if "span" in record else "")
    return f"{value} ({safe(str(label))})" if label else value
