import pytest

from standoff.model import Metadata
from standoff.page import read_bytes


def metadata_of(head: str, body: str = "<p>Some words.</p>") -> Metadata:
    return read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), name="a.html").metadata


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


def test_json_ld_in_a_graph_with_references() -> None:
    found = metadata_of(
        ld(
            '{"@graph":[{"@type":"WebPage","name":"no"},{"@type":["ReportageNewsArticle"],"headline":"A &amp; B",'
            '"datePublished":"2022-03-01","author":[{"name":"C. D"},"E. F"],"publisher":{"@id":"#o"},},'
            '{"@id":"#o","@type":"Organization","name":"The Post"}]}'
        )
    )
    assert (found.title, found.published, found.authors, found.publisher) == (
        "A & B", "2022-03-01", ("C. D", "E. F"), "The Post",
    )  # fmt: skip


def test_related_articles_are_not_the_article() -> None:
    found = metadata_of(
        ld('{"@type":"NewsArticle","headline":"Right","hasPart":{"@type":"NewsArticle","headline":"No"}}')
    )
    assert found.title == "Right"


@pytest.mark.parametrize("broken", ["{", "[[[", '{"@type":', "null", '"text"', "[" * 100_000])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    assert metadata_of(ld(broken) + '<meta property="og:title" content="T">').title == "T"


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2022-03-01T10:00:00Z">', "<p>a</p>", "2022-03-01T10:00:00Z"),
        ('<meta name="DC.date.issued" content="2022-03-01">', "<p>a</p>", "2022-03-01"),
        ("", '<aside><time datetime="2020-01-01">x</time></aside><time datetime="2022-03-01">y</time>', "2022-03-01"),
        ("", '<dl><dt>Posted</dt><dd><time datetime="2022-03-02">2</time></dd><dt>Originally published</dt>'
             '<dd><time datetime="2022-03-01">1</time></dd></dl>', "2022-03-01"),
        ('<meta property="article:modified_time" content="2022-03-09">', "<p>a</p>", None),
    ],
)  # fmt: skip
def test_published(head: str, body: str, published: str | None) -> None:
    assert metadata_of(head, body).published == published


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("Talks stall in Geneva | The Post", "The Post"),
        ("Coral Herald: Talks stall in Geneva", "Coral Herald"),
        ("Print: Talks stall in Geneva", None),
        ("Talks stall in Geneva", None),
    ],
)
def test_site_in_the_title(title: str, publisher: str | None) -> None:
    assert metadata_of(f"<title>{title}</title>", "<h1>Talks stall in Geneva</h1>").publisher == publisher


def test_profile_links_are_no_authors() -> None:
    found = metadata_of(
        '<meta name="author" content="https://x.example/a"><meta name="byl" content="By A. B and C. D">'
    )
    assert found.authors == ()
    assert metadata_of('<meta name="byl" content="By A. B and C. D">').authors == ("A. B", "C. D")


def test_language_and_address() -> None:
    raw = b'<html lang="en-GB"><head><link rel="canonical" href="https://a.example/1"></head><body>word</body></html>'
    found = read_bytes(raw, name="a.html").metadata
    assert (found.language, found.canonical_uri) == ("en-GB", "https://a.example/1")
