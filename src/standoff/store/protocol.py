"""What a ledger can do. SQLite fulfils it here; another database may do so later behind the same names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol

from standoff.ledger_model import (
    Clock,
    Judgement,
    Ledger,
    MergedCondition,
    MergedEvent,
    MergedPosition,
    MergedStatement,
    Review,
    ReviewVerdict,
    Withdrawal,
)
from standoff.span import Span
from standoff.store.jobs import StoredJob
from standoff.track import Dossier, Watching
from standoff.verify import Fault

Kind = Literal["event", "statement", "position", "condition", "entity"]
MergedRecord = MergedEvent | MergedStatement | MergedPosition | MergedCondition
MergedKind = Literal["event", "statement", "position", "condition"]
MERGED: Final[tuple[MergedKind, ...]] = ("event", "statement", "position", "condition")
Tell = Callable[[int, float], None]
"""Hears from time to time how many pages are merged, and which share of the work (0 to 1) is done."""
Document = dict[str, Any]
Outcome = Literal["new", "same", "replaced", "kept"]
"""What became of a reading that was put: `kept` = the stored one stays, as it is of a later version or another text."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows of a list: all fields together; None means any. Names match in part, countries by their code."""

    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    source: str | None = None
    code: str | None = None  # event type; of entities the kind
    act: str | None = None
    realis: str | None = None
    since: str | None = None  # ISO days, both included
    until: str | None = None
    story: str | None = None  # page id or its beginning
    limit: int | None = None
    offset: int = 0
    # Of merged records alone:
    party: str | None = None  # acts, speaks, or is acted on or spoken to
    parties: tuple[str, ...] = ()  # two or more of these are in it, as parties or as the place; of one name: that one
    checked: str | None = None  # accepted | corrected | disputed | no
    words: str | None = None  # as `search` takes them, in the words of a telling
    publisher: str | None = None  # part of the name of an outlet that tells it
    ids: tuple[str, ...] | None = None  # these records alone


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where searched words stand: a story or a record, with a snippet whose hits are marked."""

    kind: str
    id: str
    title: str
    snippet: str  # hits between \x02 and \x03
    published_at: str | None

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The snippet in pieces, each with whether it is a hit.

        >>> Hit("story", "", "", "no \\x02talks\\x03 yet", None).pieces
        [('no ', False), ('talks', True), (' yet', False)]
        """
        before, *parts = self.snippet.split("\x02")
        found = [(before, False)]
        for part in parts:
            hit, _, rest = part.partition("\x03")
            found += [(hit, True), (rest, False)]
        return [piece for piece in found if piece[0]]


@dataclass(frozen=True, slots=True)
class Found:
    """A record that an id names: its page, its id in the page's document, and its ledger id."""

    page: str
    local: str
    id: str


class Store(Protocol):
    """A ledger of readings. Methods raise `StoreError`, which names the ledger and the reason."""

    def put(self, document: Document, *, raw: bytes, at: str, vector: Sequence[float] = ()) -> Outcome:
        """Stores a reading and its page in one transaction; the same again changes nothing. `at`: now, in ISO form.

        `vector`: the mean of its sentences' vectors, where the reading is at hand; by it stories are found alike.
        """

    def pages(self, start: str = "") -> list[str]:
        """Ids of pages that begin with `start` (with or without "sha256:"), or whose address ends so."""

    def document(self, page: str) -> Document:
        """The stored document of a page."""

    def rows(self, kind: Kind, choice: Choice) -> list[dict[str, Any]]:
        """Rows of a list, newest first."""

    def stories(self, choice: Choice) -> list[dict[str, Any]]:
        """Stories with the number of their records, newest first."""

    def find(self, identifier: str) -> list[Found]:
        """Records whose ledger id begins with `identifier`, or that `PAGE:e1` names; so are places, times and figures.

        Of these `id` is the page's and the document's id, as they have none of the ledger.
        """

    def naming(self, entity: str, *, limit: int) -> list[Found]:
        """The stories that name an entity, by its whole ledger id, newest first."""

    def search(self, words: str, *, limit: int, since: str | None = None, until: str | None = None) -> list[Hit]:
        """Stories and records that hold all the words, best first; those of these days (ISO, both included)."""

    def judge(
        self, left: str, right: str, verdict: Literal["same", "different"], *, reasons: Sequence[str] = (), by: str,
        at: str,
    ) -> Judgement:  # fmt: skip
        """Keeps a person's word that two reports (ids of the lists) are one or are not. It goes before all rules; of
        several words on a pair the last counts. `by`: who says so, not empty; `at`: now, in ISO form.

        Raises for an id that is not there, two of different kinds, the same id twice.
        """

    def judgements(self, *, undone: bool = False) -> list[Judgement]:
        """People's judgements in the order in which they were given; `undone`: those taken back too."""

    def undo_judgement(self, number: int, *, by: str, at: str) -> Judgement:
        """Takes a judgement back, by a row of its own; the ledger is as if it had not been given."""

    def review(
        self, record: str, verdict: ReviewVerdict, *, by: str, at: str, field: str | None = None,
        value: str | Sequence[str] | None = None, span: Span | None = None, note: str = "",
    ) -> Review:  # fmt: skip
        """Keeps a person's word on one story's record: `accepted`, `rejected`, or `corrected` (`field`, `value`).

        A rejected telling is left out of merged records; a corrected field takes the told one's place there. The
        fields: `standoff.merge.reviewed.FIELDS`; names of parties and places are written out. The word finds the
        record again when its page is read anew. Raises for a record or field that is not there, or an empty `by`.
        """

    def reviews(self, record: str | None = None, *, undone: bool = False) -> list[Review]:
        """Reviews in the order in which they were given, of one record or of all; `undone`: those taken back too."""

    def undo_review(self, number: int, *, by: str, at: str) -> Review:
        """Takes a review back, by a row of its own."""

    def withdraw(self, page: str, *, by: str, at: str, note: str = "") -> Withdrawal:
        """Marks a story as withdrawn: its records no longer count, it can still be read. Raises if it is already."""

    def undo_withdrawal(self, page: str, *, by: str, at: str) -> Withdrawal:
        """Takes a withdrawal back. Raises if the story is not withdrawn."""

    def withdrawals(self, *, undone: bool = False) -> list[Withdrawal]:
        """Withdrawals in the order in which they were made; `undone`: those taken back too."""

    def dossiers(self) -> list[Dossier]:
        """What people follow, by name."""

    def put_dossier(self, dossier: Dossier, *, at: str) -> None:
        """Keeps a dossier; one of the same name is replaced. `at`: now, in ISO form."""

    def drop_dossier(self, name: str) -> bool:
        """Forgets a dossier; False if there is none of that name."""

    def jobs(self) -> list[StoredJob]:
        """The stories that were handed to a server, in the order in which they came."""

    def put_job(self, job: StoredJob) -> None:
        """Keeps such a story; one of the same number is replaced."""

    def drop_jobs(self, numbers: Sequence[int]) -> None:
        """Forgets such stories; what was read of them stays."""

    def merge(self, *, rebuild: bool = False, tell: Tell | None = None) -> bool:
        """Brings the merged ledger up to date in one transaction (`rebuild`: from nothing); whether it was behind.

        Reading it does so by itself; this is for the moment after many stories were put. Where there are many, the log
        tells how far it is, and so `tell` hears.
        """

    def behind(self) -> bool:
        """Whether the merged ledger is behind what was read and said, or was made by other rules."""

    def revision(self) -> int:
        """A number that grows whenever the merged ledger changes."""

    def merged(self, kind: MergedKind, choice: Choice) -> tuple[int, list[dict[str, Any]]]:
        """How many merged records fit, and the rows asked for (`limit`, `offset`), newest first.

        Rows have the shapes of `docs/record.md`, with `reports`, `independent_chains`, `publishers`, `asserted_by`
        and `checked`; a condition's `status` is its clock's on the day of the last story.
        """

    def merged_one(self, identifier: str) -> dict[str, Any]:
        """The row of a merged record, by its id, that of one of its tellings, or the beginning of one."""

    def tellings(self, identifier: str) -> list[str]:
        """The ids of all tellings that are merged with the one that bears this id, itself included; first told first.

        An id that leads to no merged record (rejected, withdrawn) stays alone.
        """

    def merged_ids(self, kind: MergedKind, choice: Choice) -> list[str]:
        """The ids of all merged records that fit, newest first."""

    def record(self, identifier: str) -> MergedRecord:
        """A merged record as a value, by any id that leads to it."""

    def judged(self, tellings: Sequence[str]) -> list[Judgement]:
        """What rules and people judge of pairs in which these tellings are."""

    def row(self, identifier: str) -> dict[str, Any]:
        """The row of one record as one story tells it, by its own ledger id."""

    def ids(self, page: str) -> Mapping[str, str]:
        """The ledger id of every record and entity of a page's document, by its id in the document."""

    def homes(self, tellings: Sequence[str]) -> Mapping[str, str]:
        """The ids of the merged records that tellings are in, by theirs; rejected ones are in none."""

    def to_check(self, by: str, kinds: Sequence[MergedKind], choice: Choice) -> tuple[int, list[Found]]:
        """How many single records wait to be checked by somebody, and those asked for: the least sure first.

        Left out is what that person or two others have checked. Of equal ones the newest comes first.
        """

    def clock(self, identifier: str) -> Clock:
        """The clock of a condition up to the day of the last story, by any id that leads to it."""

    def ledger(self, *, as_of: str | None = None, kinds: Collection[MergedKind] = MERGED) -> Ledger:
        """The merged ledger as values; `as_of` (ISO day): as the stories of that day and before tell it.

        `kinds`: what of it is needed; it may have more. Without events it has no judgements of the rules.
        """

    def watch(self) -> Watching:
        """What the events of the ledger say to the rest of it: clocks, and where sides act. For an open store."""

    def audit(self, *, merged: bool = True) -> Iterator[Fault]:
        """Everything that does not hold in the ledger. `merged`: also in what many stories tell together.

        For that the merged ledger is brought up to date, made anew beside the kept one, and compared with it; where a
        reading does not hold, it is not, and a fault says so.
        """

    def counts(self) -> Mapping[str, int]:
        """How many of each kind are stored."""

    def close(self) -> None:
        """Ends the connection."""
