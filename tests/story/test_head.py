"""The head of a text file: a title, and under it outlet, byline and day in any order; the headers of an e-mail."""

from __future__ import annotations

import pytest

from standoff.model import Page, Story
from standoff.page import read_bytes
from standoff.story import find_story
from standoff.story.head import head_of

BODY = "The army left the town on Monday after a week of heavy fighting, the mayor said."
TITLE = "Blast in Aleppo"


def story_of(text: str) -> tuple[Page, Story]:
    page = read_bytes(text.encode(), name="a.txt")
    return page, find_story(page, name="a.txt")


def kept(page: Page, story: Story) -> list[str]:
    return [page.text[span.start : span.end] for span in story.kept]


@pytest.mark.parametrize(
    ("lines", "publisher", "day", "authors"),
    [
        ("Reuters\n2 May 2016", "Reuters", "2016-05-02", ()),
        ("2 May 2016\nReuters", "Reuters", "2016-05-02", ()),
        ("Radio Dabanga, 2 May 2016", "Radio Dabanga", "2016-05-02", ()),
        ("May 2, 2016 | Harbour Wire", "Harbour Wire", "2016-05-02", ()),
        ("The Meridian - Monday, May 2, 2016, 10:30 GMT", "The Meridian", "2016-05-02", ()),
        ("Monday, May 2, 2016", None, "2016-05-02", ()),
        ("Reuters", "Reuters", None, ()),
        ("Harbour Wire\nBy Jane Doe and John Roe\nPublished: 2 May 2016", "Harbour Wire", "2016-05-02",
         ("Jane Doe", "John Roe")),
        ("By Jane Doe, Strait Observer\n2016-05-02", "Strait Observer", "2016-05-02", ("Jane Doe",)),
        ("Jane Doe\n2 May 2016", None, "2016-05-02", ()),
        ("Kyiv, 2 May 2016", None, "2016-05-02", ()),
        ("By our correspondent in the valley\n2 May 2016", None, "2016-05-02", ()),
    ],
)  # fmt: skip
def test_lines_under_the_title(lines: str, publisher: str | None, day: str | None, authors: tuple[str, ...]) -> None:
    page, story = story_of(f"{TITLE}\n{lines}\n\n{BODY}\n\nIt rained.")
    assert kept(page, story) == [TITLE, f"{BODY}\n\nIt rained."]
    assert (story.publisher, story.published_at, story.authors) == (publisher, day, authors)


@pytest.mark.parametrize(
    "text",
    [
        "The army left the town on the wide river on\n10 November 2020\nafter a week of fighting.\n\nIt rained.",
        "The war began on\n24 February 2022 in the east.\n\nIt rained.",
        "Ministers Of The Valley And The Coast Meet For Talks On\nGrain Exports Of The World\n\nThey met on Monday.",
        "Shells fell on the town.\nReuters\n\nThey fell on Monday.",
        f"{TITLE}\nReuters",
    ],
)
def test_what_is_no_head(text: str) -> None:
    assert head_of(text) is None


@pytest.mark.parametrize(
    "lines", ["Reuters, 2 May 2016", "By Jane Doe\nReuters\n2 May 2016", "Reuters\nPosted 2 May 2016"]
)
def test_an_empty_line_after_the_title(lines: str) -> None:
    page, story = story_of(f"{TITLE}\n\n{lines}\n\n{BODY}")
    assert kept(page, story) == [TITLE, BODY]
    assert (story.publisher, story.published_at) == ("Reuters", "2016-05-02")


@pytest.mark.parametrize("label", ["Background", "World News", "The Latest", "Kyiv", "Jane Doe", "Analysis"])
def test_a_label_is_no_outlet(label: str) -> None:
    for gap in ("\n", "\n\n"):
        story = story_of(f"{TITLE}{gap}{label}\n2 May 2016\n\n{BODY}")[1]
        assert (story.publisher, story.published_at) == (None, "2016-05-02")
        assert story_of(f"{TITLE}{gap}{label}\n\n{BODY}")[1].publisher is None


def test_a_day_alone_after_the_title() -> None:
    page, story = story_of(f"{TITLE}\n\n2 May 2016\n\n{BODY}")
    assert (kept(page, story), story.published_at) == ([TITLE, BODY], "2016-05-02")


MAIL = (
    "From: Jane Doe <jane@news.example>\nTo: desk@news.example,\n  other@news.example\n"
    f"Date: Mon, 2 May 2016 10:00:00 +0000\nSubject: Re: {TITLE}\n\n{BODY}\n\n"
)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "On Sun, 1 May 2016 at 10:00, John Roe <john@news.example> wrote:\n> The army shelled it.\n>\n> It rained.",
        "On Sunday John Roe wrote:\n\nThe army shelled the town on Sunday, the mayor said.",
        "-----Original Message-----\nThe army shelled the town on Sunday.",
        "--\nJane Doe, Harbour Wire",
    ],
)
def test_an_e_mail(quote: str) -> None:
    page, story = story_of(MAIL + quote)
    assert kept(page, story) == [TITLE, BODY]
    assert (story.published_at, story.published_basis) == ("2016-05-02", "text")


def test_a_colon_makes_no_e_mail() -> None:
    text = f"Date: the fruit of the oasis\n\n{BODY}"
    assert head_of(text) is None


def test_a_line_after_an_angle_bracket_is_a_bullet_where_nobody_is_quoted() -> None:
    page, story = story_of(
        f"{TITLE}\n\n{BODY}\n\n> Shells fell on the town on Monday.\n\nOn Monday the mayor wrote:\n\n{BODY}"
    )
    assert "Shells fell" in kept(page, story)[1] and kept(page, story)[1].endswith(BODY)
