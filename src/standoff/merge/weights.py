"""The weights of reasons for and against two tellings being one event.

They are log-odds in spirit, set by hand on the cases of `tests/merge`; no benchmark of hand-made clusters has measured
them yet. `SAME` and `UNSURE` are the sums from which two tellings are judged the same, or left open.
"""

from typing import Final

SAME: Final = 4.0
UNSURE: Final = 3.0

SAME_DAY: Final = 3.0
DAY_WITHIN: Final = 1.0  # a day inside the other's stretch of days, or inside its story's window
UNDATED: Final = -2.0  # neither story tells the day, and the stories are of different days
SAME_TOWN: Final = 3.0  # resolution 4 and 5
SAME_REGION: Final = 2.0  # resolution 2 and 3
NO_PLACE: Final = -3.0  # acts that happen somewhere, and one telling at least does not say where
SAME_ACTORS: Final = 1.5
SAME_RECIPIENTS: Final = 1.0
ALL_PARTIES: Final = 1.0  # every party on both sides, two or more of them
OTHER_ACTORS: Final = -4.0
OTHER_RECIPIENTS: Final = -3.0
SAME_WEAPON: Final = 1.0
OTHER_WEAPON: Final = -2.0
OTHER_MODE: Final = -1.5
SAME_TRIGGER: Final = 1.0
SAME_TARGET: Final = 1.5
OTHER_TARGET: Final = -6.0
SAME_FIGURE: Final = 1.0
OTHER_FIGURE: Final = -0.5
FAR_FIGURE: Final = -2.0  # more than FAR times as many
FAR: Final = 3
LIKE_STORY: Final = 1.0
COPIED_STORY: Final = 3.0
LIKE: Final = 0.8  # cosine of two mean sentence vectors
COPIED: Final = 0.5  # Jaccard of 5-word shingles, or four fifths of the shorter text
PLACED_TYPES: Final = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "COERCE", "AID", "RETREAT"})
WINDOW: Final = 2  # days before publication in which an undated happening may lie
LONGEST: Final = 8  # days of the longest stretch that is split into its days for blocking
SAYING: Final = 0.6  # share of words of the shorter saying that two sayings have in common
