"""Whoever waits for many stories to be merged is told how far it is."""

from __future__ import annotations

import logging

import pytest

from standoff.store.progress import MANY, Progress


def test_a_long_merge_is_told_in_steps(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[float] = []
    with caplog.at_level(logging.INFO):
        progress = Progress(why="all anew", tell=lambda _, share: heard.append(share))
        for share in (0.0, 0.05, 0.12, 0.5):
            progress(20_000, share)
    assert caplog.messages == ["merging 20,000 stories, all anew; this can take minutes", "merged 12 %", "merged 50 %"]
    assert heard == [0.0, 0.05, 0.12, 0.5]


def test_of_a_short_one_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        Progress(why="", tell=None)(MANY - 1, 0.0)
    assert not caplog.messages
