"""The tree of errors: each names the thing it speaks of and the reason."""

from __future__ import annotations


class StandoffError(Exception):
    """Any error that standoff raises on purpose."""


class ReadError(StandoffError):
    """A page cannot be read: which one, at which stage, and why, in one line."""

    def __init__(self, name: str, stage: str, why: str) -> None:
        """`name` is the file, URL or page id; `stage` the folder that gave up."""
        super().__init__(f"{name}: {why}")
        self.name = name
        self.stage = stage
        self.why = why


class TermsError(StandoffError):
    """A vocabulary file is not what it should be."""


class EncoderError(StandoffError):
    """The language model cannot be loaded or run."""


class StoreError(StandoffError):
    """The ledger cannot be opened, locked or written."""


class UsageError(StandoffError):
    """The caller asked for something that does not exist."""
