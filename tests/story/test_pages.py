"""The fixture pages: what is kept, what is not, title, day, outlet."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from standoff.model import Page, Story
from standoff.page import read_bytes
from standoff.story import find_story

PAGES = Path(__file__).parents[1] / "pages"
TRUTHS = sorted(PAGES.glob("*.json"))
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF])


def squeezed(text: str) -> str:
    return " ".join(text.translate(_INVISIBLE).split())


def read(truth: dict[str, Any]) -> tuple[Page, Story]:
    page = read_bytes((PAGES / truth["page"]).read_bytes(), name=truth["page"])
    return page, find_story(page, name=truth["page"])


@pytest.fixture(params=TRUTHS, ids=[path.stem for path in TRUTHS], scope="module")
def case(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Page, Story]:
    truth = json.loads(request.param.read_text(encoding="utf-8"))
    return truth, *read(truth)


def test_there_are_more_than_forty() -> None:
    assert len(TRUTHS) >= 44


def test_each_paragraph_is_kept_from_its_first_to_its_last_words(case: tuple[dict[str, Any], Page, Story]) -> None:
    truth, page, story = case
    kept = squeezed(" ".join(page.text[span.start : span.end] for span in story.kept))
    for paragraph in truth["paragraphs"]:
        words = squeezed(paragraph).split()
        assert " ".join(words[:4]) in kept
        assert " ".join(words[-4:]) in kept


def test_nothing_of_the_furniture_is_kept(case: tuple[dict[str, Any], Page, Story]) -> None:
    truth, page, story = case
    pieces = [squeezed(page.text[span.start : span.end]) for span in story.kept]
    assert [phrase for phrase in truth["outside"] if any(squeezed(phrase) in piece for piece in pieces)] == []


def test_title_day_and_outlet(case: tuple[dict[str, Any], Page, Story]) -> None:
    truth, page, story = case
    assert story.title is not None
    assert squeezed(page.text[story.title.start : story.title.end]) == squeezed(truth["title"])
    assert (story.published_at, story.published_basis) == (truth["published_at"], truth["published_basis"])
    assert story.publisher == truth["publisher"]


def test_spans_are_in_order_and_hold_words(case: tuple[dict[str, Any], Page, Story]) -> None:
    _, page, story = case
    ends = [0]
    for span in story.kept:
        assert ends[-1] <= span.start < span.end <= len(page.text)
        assert re.search(r"\w", page.text[span.start : span.end])
        ends.append(span.end)
    assert story.title in story.kept
