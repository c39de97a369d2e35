"""The first story belongs to its publisher: it is read from the folder beside the project and never copied."""

from html import escape
from pathlib import Path

import pytest

from standoff.page import read_bytes
from standoff.story import find_story

STORY = Path(__file__).parents[3] / "shared" / "stories" / "no-talks-until-bombing-stops.txt"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not STORY.exists(), reason="shared/stories is not beside the project: the first story is missing"
    ),
]
OUTSIDE = ("Oops", "went wrong", "try again", "STORY:")


def test_plain() -> None:
    page = read_bytes(STORY.read_bytes(), name=STORY.name)
    story = find_story(page, name=STORY.name, published_at="2022-03-01")
    kept = [page.text[span.start : span.end] for span in story.kept]
    assert kept[0] == "Zelenskiy: no talks with Russia until bombing stops"
    assert kept[1].startswith("Ukrainian President Volodymyr Zelenskiy says")
    assert kept[-1].endswith("closest officials have left.")
    assert not [words for words in OUTSIDE if any(words in piece for piece in kept)]
    assert (story.published_at, story.published_basis) == ("2022-03-01", "argument")


def test_inside_a_full_page() -> None:
    title, *rest = STORY.read_text(encoding="utf-8").split("\n\n")
    player, *paragraphs = rest
    lines = "".join(f"<li>{escape(line.strip(' •'))}</li>" for line in player.splitlines())
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    side = "".join(
        f"<li><a href='/{n}'>{words}</a></li>" for n, words in enumerate(("Storm on the coast", "Cup final today"))
    )
    page = read_bytes(
        f"<html><body><div class='cookie-bar'><p>We use cookies to improve this site.</p><button>Accept</button></div>"
        f"<main><h1>{escape(title)}</h1><ul>{lines}</ul>{body}</main><aside><h2>Most read</h2><ul>{side}</ul></aside>"
        f"</body></html>".encode(),
        name="page.html",
    )
    story = find_story(page, name="page.html")
    kept = "\n".join(page.text[span.start : span.end] for span in story.kept)
    assert not [words for words in (*OUTSIDE, "cookies", "Accept", "Most read", "Cup final") if words in kept]
    assert kept.split("\n") == [title, paragraphs[0].removeprefix("STORY: "), *paragraphs[1:]]
