"""The weights of reasons for and against two tellings being one event.

`SAME` and `UNSURE` are the sums from which two tellings are judged the same, or left open; both, and the weights,
come from `bench.merge`. The weights lie between a first guess and the log-odds of its development sets
(`python -m bench.merge_weights` prints both): no pair of those sets is wrongly joined. A class with few pairs keeps the
guess, and so do the town and the kin words, as the sets are made of near misses of one town.
"""

from collections.abc import Mapping
from typing import Final

SAME: Final = 3.5  # bench.merge, development sets
UNSURE: Final = 3.0

WEIGHTS: Final[Mapping[str, float]] = {
    "same day": 3.0,
    "same night": 0.5,
    "same stretch": 2.5,
    "day in stretch": 1.5,
    "day not told": 1.5,
    "late day": 0.0,
    "stories of one day": 2.0,
    "stories of other days": -2.0,
    "same place": 2.5,
    "same region": 2.5,
    "near region": -0.5,
    "place of the story": 1.0,
    "a place of the story": 1.0,
    "like places": 0.5,
    "place not told": -2.0,
    "nobody in common": -1.0,
    "same actors": 2.0,
    "other actors": -4.0,
    "doubtful actors": 0.0,
    "like actors": 0.5,
    "same recipients": 1.0,
    "other recipients": -2.5,
    "like recipients": 0.5,
    "same person": 1.5,
    "short name": 1.5,
    "all parties": 1.0,
    "same weapon": 1.0,
    "kin weapon": 0.5,
    "other weapon": -2.0,
    "same mode": 0.5,
    "kin mode": 0.0,
    "other mode": -3.0,
    "kin words": 0.5,
    "other saying": -1.5,
    "same target": 3.0,
    "kin target": 1.0,
    "unlike target": -1.0,
    "other target": -6.0,
    "same toll": 2.5,
    "same figure": 1.5,
    "figures agree": 1.0,
    "near figures": 0.5,
    "far figures": -2.0,
    "copied story": 3.0,
    "like story": 1.0,
}
FAR: Final = 3  # times as many: no agreement
RISE: Final = 20  # times as many that "at least" may grow to
LIKE: Final = 0.8  # cosine of two mean sentence vectors
COPIED: Final = 0.5  # Jaccard of 5-word shingles, or four fifths of the shorter text
PLACED_TYPES: Final = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
SAID_TYPES: Final = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})  # parties say many in a day
WINDOW: Final = 2  # days before publication in which an undated happening may lie
LONGEST: Final = 8  # days of the longest stretch that is split into its days for blocking
TOWN_KM: Final = 20  # a place below a town belongs to the nearest town within these kilometres
PART_KM: Final = 4  # two towns so near each other are one, or one is a part of the other
CELL: Final = 2  # degrees; regions meet the towns of nine cells
REGION_KM: Final = 150  # a town and a region, or two regions, may be one place for tellers up to this distance
MANY: Final = 10  # a figure from which its like in another story is no chance
SURE: Final = 8.0  # a tie of two tellings that outweighs another actor of one of the tellings joined to them
BREATH: Final = 60  # characters between two acts that a story tells in one breath
SAYING: Final = 0.6  # share of words of the shorter saying that two sayings have in common
