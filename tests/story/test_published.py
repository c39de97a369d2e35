import pytest

from standoff.errors import UsageError
from standoff.model import Story
from standoff.page import read_bytes
from standoff.story import find_story
from standoff.story.published import day_of

BODY = "The army left the town on Monday after a week of fighting, the mayor said."


def story_of(text: str, *, name: str = "a.txt", head: str = "", published_at: str | None = None) -> Story:
    raw = f"<html><head>{head}</head><body>{text}</body></html>" if head else text
    page = read_bytes(
        raw.encode(), name=name, media_type="text/html" if head else None, fetched_at="2024-01-01T00:00:00Z"
    )
    return find_story(page, name=name, published_at=published_at)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2022-03-01T23:30:00-05:00", "2022-03-01"),
        ("Tue, 01 Mar 2022 10:00:00 GMT", "2022-03-01"),
        ("March 1, 2022", "2022-03-01"),
        ("Mar. 1st, 2022", "2022-03-01"),
        ("1 March 2022", "2022-03-01"),
        ("01-Mar-2022", "2022-03-01"),
        ("2022/3/1", "2022-03-01"),
        ("25/03/2022", "2022-03-25"),
        ("03/25/2022", "2022-03-25"),
        ("03/03/2022", "2022-03-03"),
        ("01/03/2022", None),
        ("31/02/2022", None),
        ("0000-00-00", None),
        ("Mon Aug 28 21:40:11 CEST 2000", "2000-08-28"),
        ("five, and may 2022", None),
        ("", None),
    ],
)
def test_day_of(written: str, day: str | None) -> None:
    assert day_of(written) == day


@pytest.mark.parametrize(
    ("text", "name", "day", "basis"),
    [
        (f"Talks stall\n\nTuesday, March 1, 2022\n\n{BODY}", "2020-01-01.txt", "2022-03-01", "text"),
        (f"Talks stall\n\nKYIV, March 1, 2022 (Wire) - {BODY}", "a.txt", "2022-03-01", "text"),
        (f"Talks stall\n\nPublished 1 March 2022, updated 3 March 2022\n\n{BODY}", "a.txt", "2022-03-01", "text"),
        (f"Talks stall\n\nUpdated 3 March 2022\n\n{BODY}", "a.txt", None, "none"),
        (f"Talks stall\n\n{BODY}", "2022-03-01-name.txt", "2022-03-01", "filename"),
        (f"Talks stall\n\n{BODY}", "in/2022-03-01.txt", "2022-03-01", "filename"),
        (f"Talks stall\n\n{BODY}", "20220301_name.txt", "2022-03-01", "filename"),
        (f"Talks stall\n\n{BODY}", "name.txt", None, "none"),
        (f"Talks stall\n\n{BODY} The war began on 24 February 2022.", "name.txt", None, "none"),
        (f"Talks stall\n\nKYIV, March 1 (Wire) - {BODY}", "name.txt", None, "none"),
    ],
)
def test_basis(text: str, name: str, day: str | None, basis: str) -> None:
    story = story_of(text, name=name)
    assert (story.published_at, story.published_basis) == (day, basis)


def test_argument_wins_over_metadata_and_metadata_over_text() -> None:
    head = '<meta property="article:published_time" content="2022-03-01T23:30:00-05:00">'
    text = f"<h1>Talks stall</h1><p>Published 4 March 2022</p><p>{BODY}</p>"
    assert story_of(text, head=head).published_at == "2022-03-01"
    assert story_of(text, head=head, published_at="2022-03").published_at == "2022-03"
    assert story_of(text, head=head, published_at="2022-03-02").published_basis == "argument"


def test_day_in_the_address() -> None:
    story = story_of(f"<p>{BODY}</p>", head='<link rel="canonical" href="https://a.example/2022/03/01/talks">')
    assert (story.published_at, story.published_basis) == ("2022-03-01", "metadata")


@pytest.mark.parametrize("argument", ["yesterday", "01/03/2022", "2022-02-31"])
def test_argument_must_be_a_date(argument: str) -> None:
    with pytest.raises(UsageError):
        story_of(BODY, published_at=argument)
