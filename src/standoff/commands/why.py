"""`standoff why`: the evidence of one record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standoff.commands.options import ink, json_options, ledger_option

if TYPE_CHECKING:
    from standoff.ledger_model import Judgement, Review
    from standoff.store import Found, Store


_NAMED = 5  # ids that are named where several fit


@click.command()
@click.argument("identifier", metavar="ID")
@ledger_option
@json_options("the record, its page and its paragraphs")
def why(identifier: str, db: Path, as_json: bool) -> None:
    """Show why a record stands: its paragraph with the words marked, and every field with its value, span and rule.

    A record of the ledger that several stories tell is shown as each of them tells it.

    ID is an id of the lists (or the beginning of one), or PAGE:e1, where PAGE is a page id, the beginning of one, or
    the file that was read. Behind PAGE: any id of its document: events e, statements s, positions k, conditions c,
    entities n, places p, times t, figures f.

    \b
    Examples:
      standoff why e-k3x7q2mzt4ab
      standoff why 3f9a12:e1
      standoff why story.html:s2
      standoff why story.html:n1
    """
    from standoff.store import open_store

    with open_store(db) as store:
        found = _found(store, identifier, db)
        documents = [store.document(f.page) for f in found]
        ids = {f.id for f in found}
        said = _Said(store, ids)
        reasons = [j for j in store.judged(sorted(ids)) if j.by == "rule" and {j.left, j.right} <= ids]
    told = list(zip(documents, found, strict=True))
    if as_json:
        row = {
            "id": found[0].id, "evidence": [_evidence(d, f.local) | {"id": f.id} for d, f in told],
            "judgements": said.judged(), "reviews": said.reviewed(), "reasons": [_reason(r) for r in reasons],
        }  # fmt: skip
        click.echo(json.dumps(row, ensure_ascii=False, indent=1))
    else:
        _show(told, [*_reasons(reasons), *said.lines()])


def _found(store: Store, identifier: str, db: Path) -> list[Found]:
    """The record that an id names, as each of its stories tells it. Raises `StoreError` if it is none, or not one."""
    from standoff.errors import StoreError

    found = store.find(identifier)
    if not found:
        raise StoreError(
            f"{db}: no record {identifier}; ids are those of the lists, or PAGE:e1 as `standoff show` has it"
        )
    if len({f.id for f in found}) > 1:
        names = [*dict.fromkeys(f.id for f in found)]
        near = ", ".join(names[:_NAMED]) + (" …" if names[_NAMED:] else "")
        raise StoreError(f"{db}: {len(names)} records begin with {identifier}: {near}")
    if len(found) == 1 and ":" not in identifier:
        return [one for i in store.tellings(found[0].id) for one in store.find(i)]
    return found


def _show(told: Sequence[tuple[dict[str, Any], Found]], lines: Sequence[str]) -> None:
    """Prints the evidence of every telling, and what rules and people say of them."""
    from standoff.show import show_evidence

    for i, (document, f) in enumerate(told):
        click.echo(("\n" if i else "") + show_evidence(document, f.local, ink=ink()))
        click.echo(f"id {f.id}")
    for line in lines:
        click.echo(line)


def _reason(found: Judgement) -> dict[str, Any]:
    """A judgement of the rules as JSON prints it."""
    fields = ("left", "right", "verdict", "weight")
    return {**{k: getattr(found, k) for k in fields}, "reasons": list(found.reasons)}


def _reasons(found: Sequence[Judgement]) -> list[str]:
    """Why reports are held for one, a line for each pair that the rules looked at."""
    out = [f"{r.left} {r.right}: {r.verdict} ({r.weight:+.1f}: {'; '.join(r.reasons)})" for r in found]
    return ["", "merged by these reasons:", *out] if out else []


class _Said:
    """What people said of reports, those words included that were taken back."""

    def __init__(self, store: Store, ids: set[str]) -> None:
        self._judged = [w for w in store.judgements(undone=True) if {w.left, w.right} & ids]
        self._reviewed = [r for r in store.reviews(undone=True) if r.record in ids]

    def judged(self) -> list[dict[str, Any]]:
        """Judgements as JSON prints them."""
        fields = ("number", "left", "right", "verdict", "by", "at", "undone_by", "undone_at")
        return [{**{k: getattr(w, k) for k in fields}, "reasons": list(w.reasons)} for w in self._judged]

    def reviewed(self) -> list[dict[str, Any]]:
        """Reviews as JSON prints them."""
        fields = ("number", "record", "verdict", "field", "value", "span", "note", "by", "at", "undone_by", "undone_at")
        return [{k: getattr(r, k) for k in fields} for r in self._reviewed]

    def lines(self) -> list[str]:
        """A line for each word."""
        out = [
            f"judged {w.verdict} by {w.by}, {w.at}: {w.left} {w.right}{_why('; '.join(w.reasons))}{_back(w)}"
            for w in self._judged
        ]
        for r in self._reviewed:
            field = f" {r.field} = {json.dumps(r.value, ensure_ascii=False)}" if r.field else ""
            out.append(f"{r.verdict} by {r.by}, {r.at}: {r.record}{field}{_why(r.note)}{_back(r)}")
        return ["", *out] if out else []


def _why(note: str) -> str:
    return f" ({note})" if note else ""


def _back(word: Judgement | Review) -> str:
    return f" - taken back by {word.undone_by}, {word.undone_at}" if word.undone_by else ""


def _evidence(document: dict[str, Any], local: str) -> dict[str, Any]:
    from standoff.show.evidence import paragraphs
    from standoff.told import Told
    from standoff.verify import find_spans

    told = Told(document)
    record = told.by_id[local]
    spans = [span for _, span in find_spans(record)]
    texts = [{"span": list(p), "words": told.text[p[0] : p[1]]} for p in paragraphs(told, spans)]
    return {"page": told.page, "record": record, "paragraphs": texts}
