"""Patterns that can be asked: a type for words in which a reading found none, from `terms/data/track.toml`."""

from __future__ import annotations

import re
from dataclasses import replace

from standoff.ledger_model import MergedCondition, Pattern
from standoff.terms.ledger_words import load_merge_words, load_track_words
from standoff.terms.name_keys import fold

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 5  # words with weight: in a longer phrase the act is not what it is about


def compile_condition(condition: MergedCondition) -> MergedCondition:
    """The condition with both sides typed as far as their words tell."""
    requires, consequence = compile_pattern(condition.requires), compile_pattern(condition.consequence)
    return replace(condition, requires=requires, consequence=consequence)


def compile_pattern(pattern: Pattern) -> Pattern:
    """The pattern with the type that its words stand for, where it has none; negated words stand for nothing.

    >>> compile_pattern(Pattern(None, "happen", "Ukraine stopped fighting")).event_type
    'ASSAULT'
    """
    words = frozenset(_WORD.findall(fold(pattern.words)))
    long = len(words - load_merge_words().empty) > _LONGEST
    if long or words & load_merge_words().negations:
        return pattern
    for known in load_track_words().compiled:
        fits = pattern.event_type is None or pattern.event_type in known.of
        if fits and all(words & group for group in known.groups):
            actors = () if pattern.event_type == "REQUEST" else pattern.actors  # whose demands is not who meets them
            polarity = known.polarity or pattern.polarity
            return replace(pattern, event_type=known.event_type, polarity=polarity, actors=actors, target=None)
    return pattern
