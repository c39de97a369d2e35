"""Two wars in one ledger, kept apart."""

from __future__ import annotations

from standoff.ledger_model import Ledger, Party, PositionTelling
from standoff.merge import merge_tellings
from standoff.track import Dossier, scope
from tests.merge.hand import KYIV, PRESIDENT, RUSSIA, UKRAINE, position, said, story, strike

SYRIA = Party("SYR", "Syria", "SYR")
IDLIB = KYIV.__class__("g169389", "Idlib", "SYR", 35.9, 36.6, 4)
HOUTHIS = Party("Q3", "Houthi movement", "YEM", "armed_group")
NATO = Party("Q7184", "NATO", None, "organisation")
BOTH = Dossier("war", ("UKR", "Russia"))


def wish(page: str, **given: object) -> PositionTelling:
    fields: dict[str, object] = {"counterpart": None, "object": f"wish {page}", "event_type": None, **given}
    return position(page, "demand", "2022-03-01", **fields)


def ledger() -> Ledger:
    """A story of the war in Ukraine that also tells of Syria, and a story of Syria that names Ukraine once."""
    here = story(
        "a", strike("a"), strike("a", 2, recipients=(UKRAINE,)), strike("a", 3, actors=(), places=(KYIV,), weapon=None),
        strike("a", 4, places=(IDLIB,), recipients=(SYRIA,)), wish("a", counterpart=NATO), said("a", "We hold out"),
    )  # fmt: skip
    turkey = Party("TUR", "Turkey", "TUR")
    there = story(
        "b", strike("b", places=(IDLIB,), recipients=(SYRIA,)), strike("b", 2, places=(IDLIB,), recipients=(turkey,)),
        strike("b", 3, actors=(turkey,), places=(IDLIB,)), strike("b", 4, actors=(turkey,), places=(IDLIB,)),
        strike("b", 5, published_at="2022-03-09", days=("2022-02-24",)),
        wish("b", holder=RUSSIA, on_behalf_of=None, counterpart=turkey), said("b", "Another matter altogether"),
    )  # fmt: skip
    return merge_tellings([here, there])


def test_wars_do_not_mix() -> None:
    kept = scope(ledger(), BOTH)
    assert {t.id for e in kept.events for t in e.tellings} == {"e-a1", "e-a2", "e-a3", "e-b5"}
    assert [t.id for k in kept.positions for t in k.tellings] == ["k-a"]
    assert [s.tellings[0].words for s in kept.statements] == ["We hold out"]
    assert {s.page for s in kept.stories} == {"a", "b"}  # b tells of the invasion in passing
    assert set(kept.redirects.values()) == {r.id for r in (*kept.events, *kept.positions, *kept.statements)}


def test_days() -> None:
    whole = merge_tellings([story("a", strike("a")), story("b", strike("b", published_at="2022-03-09"),
                                                             published_at="2022-03-09")])  # fmt: skip
    assert [s.page for s in scope(whole, Dossier("w", BOTH.parties, until="2022-03-02")).stories] == ["a"]
    assert [s.page for s in scope(whole, Dossier("w", BOTH.parties, since="2022-03-02")).stories] == ["b"]


def test_a_group_is_found_by_its_people() -> None:
    whole = merge_tellings([story("a", strike("a", actors=(HOUTHIS,)), wish("a", holder=PRESIDENT))])
    assert len(scope(whole, Dossier("w", ("Houthis", "UKR"))).events) == 1
    assert scope(whole, Dossier("w", ("Hezbollah", "UKR"))).events == ()
