import pytest

from standoff.page import read_bytes
from standoff.story import find_story
from standoff.story.wording import whole_reason

PLAYERS = """Oops! Something went wrong.
Oops! Something went wrong. Please try again later.
Please try again later.
Video unavailable
This video is not available in your country.
An error occurred while loading the player.
Media playback is unsupported on your device
To play this video you need to enable JavaScript in your browser.
Your browser does not support HTML5 video.
The media could not be loaded, either because the server or network failed or because the format is not supported.
We're sorry, but this clip can't be played right now. Refresh the page to retry.
Error code: 224003
Video player is loading.
This live stream has ended.
No compatible source was found for this media.
Unable to load video. Check your connection and try again.
You must have JavaScript enabled to watch this video
One of your browser extensions seems to be blocking the video player from loading.
The stream you requested has finished. Catch up on demand."""

STORY = """The minister said that something had gone wrong at the border post.
"Please try again later," a recorded voice told callers to the embassy.
The video shows soldiers at a checkpoint north of the town.
The broadcaster said that its live stream had been blocked on Tuesday.
Police asked residents to subscribe to the alert service after the strike.
The ministry accepted the partner's data on the prisoners.
He shared the plan with his partners in Geneva.
Most popular support for the truce comes from the north.
The related talks on prisoners are to go on in Doha.
The army advertised for recruits and offered free transport.
Sources in the ministry said that the corridor would open.
Sign here, the general told the rebels, and the siege will end.
By Tuesday the rebels had left the town.
By nightfall on Monday at least 14 people had been killed.
Updated lists of the missing were hung on the school's gate.
File photos of the general were burnt in the square.
Reporting by monitors shows 200 violations of the ceasefire since Monday.
Live ammunition was used against the crowd, doctors said."""


@pytest.mark.parametrize("words", PLAYERS.splitlines())
def test_player_wordings(words: str) -> None:
    assert whole_reason(words, words=len(words.split())) == "player"


@pytest.mark.parametrize("words", STORY.splitlines())
def test_story_that_uses_the_same_words_stays(words: str) -> None:
    assert whole_reason(words, words=len(words.split())) is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("We use cookies to personalise content and ads.", "consent"),
        ("Read more: Who are the rebels?", "link list"),
        ("Up next", "link list"),
        ("Sign up for our daily briefing", "newsletter"),
        ("Share on Facebook", "share"),
        ("Photo: A. Writer/AFP", "caption"),
        ("FILE PHOTO: Smoke rises over the port", "caption"),
        ("A burnt car in Aden [Getty Images]", "caption"),
        ("14:05 GMT", "time stamp"),
        ("Updated 3 hours ago", "time stamp"),
        ("Tuesday, March 1, 2022", "time stamp"),
        ("Advertisement", "advertisement"),
        ("Our Standards: The Thomson Reuters Trust Principles.", "boilerplate"),
        ("Reporting by A. B; Editing by C. D", "boilerplate"),
        ("© 2022 The Post. All rights reserved.", "boilerplate"),
        ("By Anna Brandt", "byline"),
        ("24 comments", "comments"),
        ("To continue reading, subscribe", "subscription wall"),
        ("Have an opinion on this story? Share it!", "wiki furniture"),
    ],
)
def test_reasons(words: str, why: str) -> None:
    assert whole_reason(words, words=len(words.split())) == why


def kept(text: str, *, name: str = "a.txt") -> list[str]:
    page = read_bytes(text.encode(), name=name)
    return [page.text[span.start : span.end] for span in find_story(page, name=name).kept]


def test_player_over_several_lines_and_script_marker_in_plain_text() -> None:
    player = "  • Oops!\n    Something went wrong.\n    Please try again later."
    text = f"Talks stall\n\n{player}\n\nSTORY: The army left.\n\nIt said so."
    assert kept(text) == ["Talks stall", "The army left.\n\nIt said so."]


def test_player_in_front_of_the_story_in_one_paragraph() -> None:
    text = "Talks stall\n\nOops! Something went wrong. Please try again later. The army left the town on Monday."
    assert kept(text) == ["Talks stall", "The army left the town on Monday."]


def test_lines_that_an_editor_wrapped_are_one_paragraph() -> None:
    text = "Talks stall\n\nThe army said on Monday that it would leave the town\nand the port by the end of the week.\n"
    assert kept(text)[1].count("\n") == 1


def test_first_line_is_the_title_only_before_an_empty_line() -> None:
    page = read_bytes(b"The army left.\nIt said so.\n", name="a.txt")
    assert find_story(page, name="a.txt").title is None


def test_furniture_is_listed_with_its_reason() -> None:
    page = read_bytes(b"Talks stall\n\nThe army left the town.\n\nRead more: The town in pictures\n", name="a.txt")
    assert [(page.text[f.span.start : f.span.end], f.why) for f in find_story(page, name="a.txt").furniture] == [
        ("Read more: The town in pictures", "link list")
    ]


def test_furniture_does_not_run_over_the_title() -> None:
    body = "<p>The army left the town on Monday, the mayor said.</p>" * 2
    raw = f"<html><body><p>Menu of the day</p><h1>Army leaves the town</h1><p>Our man there</p>{body}"
    page = read_bytes(raw.encode(), name="a.html")
    story = find_story(page, name="a.html")
    assert story.title is not None
    assert [f for f in story.furniture if f.span.start < story.title.end and story.title.start < f.span.end] == []
    assert len(story.furniture) == 2


TOLD = (
    "<p>The army left the town on Monday after a week of heavy fighting, the mayor said.</p>"
    "<p>Shells hit a market in Kharkiv on Sunday and killed ten people, officials said.</p>"
)
AFTER = "<p>Rain fell on the town on Tuesday and the river rose by two metres, the mayor of the town said.</p>"
GRIDS = (
    "<table><thead><tr><th>Town</th><th>Killed</th></tr></thead><tr><td>Kharkiv</td><td>12</td></tr>"
    "<tr><td>Izium</td><td>Shelled by the army</td></tr></table>",
    "<table><tr><th>Killed</th><td>12</td></tr><tr><th>Wounded</th><td>40</td></tr></table>",
)


@pytest.mark.parametrize("grid", GRIDS)
def test_a_table_of_figures_is_no_story(grid: str) -> None:
    page = read_bytes(
        f"<html><body><h1>Army leaves the town</h1>{TOLD}{grid}{AFTER}</body></html>".encode(), name="a.html"
    )
    words = "\n".join(page.text[s.start : s.end] for s in find_story(page, name="a.html").kept)
    assert "market in Kharkiv" in words and "Rain fell" in words
    assert not [w for w in ("Killed", "Wounded", "Izium", "Shelled") if w in words]


def test_a_table_that_lays_out_a_page_is_story() -> None:
    body = (
        "<table><tr><td>The Post</td><td>Monday</td></tr><tr><td><a href=1>Home</a></td><td><font size=5>"
        f"<b>Army leaves the town</b></font>{TOLD}<b>The next day</b>{AFTER}</td></tr></table>"
    )
    page = read_bytes(f"<html><body>{body}</body></html>".encode(), name="a.html")
    words = "\n".join(page.text[s.start : s.end] for s in find_story(page, name="a.html").kept)
    assert words.startswith("Army leaves the town") and "The next day\nRain fell" in words


def test_the_sentences_of_a_table_are_story_and_its_labels_are_not() -> None:
    rows = "".join(
        f"<tr><td>{day} May</td><td>Shells hit the market of the town on day {day}.</td></tr>" for day in (1, 2, 3)
    )
    body = f"<h1>Army leaves the town</h1>{TOLD}<table><tr><th>Day</th><th>Attacked</th></tr>{rows}</table>{AFTER}"
    page = read_bytes(f"<html><body>{body}</body></html>".encode(), name="a.html")
    words = "\n".join(page.text[s.start : s.end] for s in find_story(page, name="a.html").kept)
    assert words.count("Shells hit the market") == 3 and "Attacked" not in words
