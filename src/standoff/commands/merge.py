"""`standoff merge`: brings the merged ledger up to date, or explains why two reports are one, or are not."""

from __future__ import annotations

import json
from pathlib import Path

import click

from standoff.commands.options import ink, json_options, ledger_option


@click.command()
@click.option("--explain", nargs=2, metavar="A B", help="Two event ids of the lists, or of readings.")
@click.option("--rebuild", is_flag=True, help="Throw away what was merged and merge all stories anew.")
@ledger_option
@json_options("the judgement")
def merge(explain: tuple[str, str] | None, rebuild: bool, db: Path, as_json: bool) -> None:
    """Merge what is not merged yet, or explain why two reports of events are one happening, or are kept apart.

    Lists merge new stories by themselves; --rebuild is for doubt. --explain gives every reason with its weight.

    \b
    Example:
      standoff merge --explain e-nxlwyy77ujww e-v77y2o5atkci
    """
    if explain:
        _explain(explain, db, as_json=as_json)
        return
    from standoff.store import MERGED, Choice, open_store

    with open_store(db, write=True) as store:
        behind = store.merge(rebuild=rebuild)
        counts = {kind: store.merged(kind, Choice(limit=0))[0] for kind in MERGED}
    if as_json:
        click.echo(json.dumps({"merged": behind, **counts}))
    else:
        told = ", ".join(f"{number} {kind}s" for kind, number in counts.items())
        click.echo(f"{'Merged' if behind else 'Up to date'}: {told}")


def _explain(explain: tuple[str, str], db: Path, *, as_json: bool) -> None:
    from standoff.errors import StoreError
    from standoff.merge import explain_pair
    from standoff.merge.weights import SAME, UNSURE
    from standoff.store import open_store

    left, right = explain
    with open_store(db) as store:
        ledger = store.ledger()
    missing = [i for i in explain if not i.startswith("e-") or i not in ledger.redirects]
    if missing:
        raise StoreError(f"{db}: no event {missing[0]}")
    if left == right:
        raise StoreError(f"{left} is one report, not two")
    found = explain_pair(ledger, left, right)
    joined = ledger.redirects[left] == ledger.redirects[right]
    if as_json:
        row = {k: getattr(found, k) for k in ("left", "right", "verdict", "by", "at")}
        click.echo(json.dumps({**row, "reasons": list(found.reasons), "joined": joined}, ensure_ascii=False, indent=1))
        return
    style = ink()
    click.echo(style(f"{found.left}  {found.right}: {found.verdict}", "bold"))
    for reason in found.reasons:
        click.echo(f"  {reason}")
    click.echo(f"  = {found.weight:+.1f} (same from {SAME}, left open from {UNSURE})")
    click.echo("They are in one event." if joined else "They are in two events.")
