import pytest

from standoff.errors import ReadError
from standoff.model import Page
from standoff.page import read_bytes
from standoff.story import find_story
from standoff.story.align import matched_words, page_words
from standoff.story.head import head_of
from standoff.story.language import language_of

BODY = "<p>The army left the town on Monday after a week of heavy fighting, the mayor said.</p>" * 2


def html(body: str, head: str = "") -> Page:
    return read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), name="a.html")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Президент сказал, что переговоры невозможны, пока не прекратятся обстрелы городов и он это повторил.",
            "Russian",
        ),
        (
            "Президент сказав, що переговори неможливі, поки не припиняться обстріли міст, і він це повторив для всіх.",
            "Ukrainian",
        ),
        (
            "Der Präsident sagte am Dienstag, dass es keine Gespräche geben werde, solange die Städte nicht",
            "German",
        ),
        (
            "Le président a déclaré mardi que les négociations ne pourront pas commencer tant que les villes",
            "French",
        ),
        (
            "El presidente dijo el martes que no habrá negociaciones mientras las ciudades sean bombardeadas y",
            "Spanish",
        ),
        ("قال الرئيس يوم الثلاثاء إن المحادثات لن تبدأ قبل أن يتوقف القصف على المدن في هذا البلد", "Arabic"),
        ("总统星期二表示，在轰炸停止之前不会举行谈判。", "Chinese"),
        ("大統領は火曜日、爆撃が止まるまで協議は行わないと述べた。", "Japanese"),
    ],
)
def test_other_languages_are_refused_by_name(text: str, language: str) -> None:
    for raw, name in ((f"<html><body><h1>x</h1><p>{text}</p></body></html>", "a.html"), (text, "a.txt")):
        with pytest.raises(ReadError, match=language) as caught:
            find_story(read_bytes(raw.encode(), name=name), name=name)
        assert caught.value.stage == "story"


@pytest.mark.parametrize(
    "text",
    [
        "Russia strikes Kyiv.", "Talks stall", "Zelenskiy: no talks until bombing stops", "U.S. officials left Doha.",
        "Officials of Peru met U.S. officials.", "Ten die in Sudan attack, army says",
    ],
)  # fmt: skip
def test_short_english_is_english(text: str) -> None:
    found = language_of(text)
    assert found is not None
    assert found.code == "en"


@pytest.mark.parametrize(
    "body",
    [
        "<nav><a href=1>Home</a> <a href=2>World</a></nav>",
        "<ul>" + "".join(f"<li><a href={n}>Headline number {n} of the day</a></li>" for n in range(30)) + "</ul>",
        "<h1>Page not found</h1><p>Sorry, the page you are looking for has been moved or is gone, so search.</p>",
        "<form><label>User</label><input><label>Password</label><input><button>Log in</button></form>",
    ],
)
def test_pages_without_an_article(body: str) -> None:
    with pytest.raises(ReadError, match="no article"):
        find_story(html(body), name="a.html")


def test_two_sentences_are_a_story() -> None:
    page = html(
        "<h1>Strike on Kyiv</h1><p>A missile struck the capital on Tuesday, killing five people, officials said.</p>"
    )
    story = find_story(page, name="a.html")
    assert [page.text[s.start : s.end] for s in story.kept] == page.text.split("\n")


@pytest.mark.parametrize(
    ("head", "body", "argument", "publisher"),
    [
        ('<meta property="og:site_name" content="The Post">', BODY, "Wire", "Wire"),
        ('<meta property="og:site_name" content="The Post">', BODY, None, "The Post"),
        ("", BODY.replace("<p>", "<p>KYIV, March 1 (Reuters) - ", 1), None, "Reuters"),
        ("", BODY + "<footer>© 2019-2022 The Post Ltd. All rights reserved.</footer>", None, "The Post"),
        ("", BODY, None, None),
    ],
)
def test_publisher(head: str, body: str, argument: str | None, publisher: str | None) -> None:
    assert (
        find_story(html(f"<h1>Army leaves the town</h1>{body}", head), name="a", publisher=argument).publisher
        == publisher
    )


def test_page_without_its_bytes_is_still_read() -> None:
    page = html(f"<h1>Army leaves the town</h1>{BODY}")
    bare = Page(**{f: getattr(page, f) for f in page.__slots__ if f != "raw"})
    assert find_story(bare, name="a").kept


def test_alignment_finds_the_right_one_of_two_equal_sentences() -> None:
    text = "One two three four.\nMenu\nOne two three four.\nFive six seven eight nine ten.\nEnd"
    hits = matched_words(page_words(text), lines="One two three four.\nFive six seven eight nine ten.")
    found = [word.span.start for word, hit in zip(page_words(text), hits, strict=True) if hit]
    assert found[0] == text.rindex("One")


def test_alignment_of_long_texts() -> None:
    text = "\n".join(f"Town {n} was shelled {n * 3} times that week." for n in range(4000))
    hits = matched_words(page_words("Menu Home\n" + text + "\nFooter"), lines=text)
    assert hits.count(False) == 3


@pytest.mark.parametrize(
    "head", ["\n10 November 2020", "\nThe Valley Courier\nNovember 10, 2020", "\nBy our correspondent\n2020-11-10"]
)
def test_a_text_file_has_title_byline_and_day_in_lines_of_their_own(head: str) -> None:
    title = "Two states of the valley sign a deal to end the long war"
    text = f"{title}{head}\n\nThe two states signed a deal on Monday, after six weeks of war, the mayor said.\n"
    story = find_story(read_bytes(text.encode(), name="a.txt"), name="a.txt")
    assert story.title is not None and text[story.title.start : story.title.end] == title
    assert story.published_at == "2020-11-10"


def test_a_wrapped_paragraph_is_no_head() -> None:
    text = "The army left the town on the wide river on\n10 November 2020\nafter a week of fighting.\n\nIt rained.\n"
    assert head_of(text) is None and find_story(read_bytes(text.encode(), name="a.txt"), name="a.txt").title is None


def test_what_is_too_long_for_one_story_is_refused() -> None:
    text = "The army left the town.\n\n" + "".join(f"Shells hit house {n} of the town.\n\n" for n in range(8000))
    with pytest.raises(ReadError, match=r"too long for one story: 2..,... characters, the limit is 200,000"):
        find_story(read_bytes(text.encode(), name="a.txt"), name="a.txt")
