from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import ReadError
from standoff.page import read_bytes
from standoff.story import find_story

TAGS = ["p", "div", "h1", "li", "ul", "a", "b", "br", "table", "td", "pre", "nav", "aside", "script", "figure", "span"]
SENTENCES = st.sampled_from(
    [
        *(
            "The army left the town on Monday, the mayor said.",
            "“We wait,” she said.",
            "STORY: Talks stalled.",
            "Oops!",
        ),
        *("Read more", "Share", "By A. B", "© 2022 X", "12:30 GMT", "Advertisement", "Mehr als ein Satz"),
        *("\u200f\u202e", "e\u0301 🕊️"),
    ]
)
PIECES = st.one_of(
    SENTENCES, st.text(max_size=30), st.sampled_from(TAGS).map("<{}>".format), st.sampled_from(TAGS).map("</{}>".format)
)
SOUP = st.lists(PIECES, max_size=40).map(" ".join)


def check(raw: bytes, name: str) -> None:
    try:
        page = read_bytes(raw, name=name)
        story = find_story(page, name=name)
    except ReadError:
        return
    end = 0
    for span in story.kept:
        assert end <= span.start < span.end <= len(page.text)
        assert page.text[span.start : span.end].strip() == page.text[span.start : span.end]
        end = span.end
    assert story.title is None or story.title in story.kept
    assert all(0 <= f.span.start <= f.span.end <= len(page.text) for f in story.furniture)
    assert not [f for f in story.furniture for k in story.kept if f.span.start < k.end and k.start < f.span.end]
    assert (read_bytes(raw, name=name), find_story(page, name=name)) == (page, story)


@settings(max_examples=60, deadline=None)
@given(SOUP)
def test_html_soup(soup: str) -> None:
    check(f"<html><body>{soup}</body></html>".encode("utf-8", "replace"), "a.html")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(SENTENCES, st.text(max_size=40)), max_size=20).map("\n".join))
def test_plain_text(text: str) -> None:
    check(text.encode("utf-8", "replace"), "a.txt")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    check(raw, "a")


@settings(max_examples=40, deadline=None)
@given(SOUP)
def test_html_text_has_no_double_white_space(soup: str) -> None:
    try:
        text = read_bytes(f"<html><body>{soup}</body></html>".encode("utf-8", "replace"), name="a.html").text
    except ReadError:
        return
    assert all(line and line == " ".join(line.split()) for line in text.split("\n"))
