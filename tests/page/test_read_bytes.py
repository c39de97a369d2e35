import hashlib

import pytest

from standoff.errors import ReadError
from standoff.page import MAX_BYTES, read_bytes


def text_of(body: str) -> str:
    return read_bytes(f"<html><body>{body}</body></html>".encode(), name="a.html").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>A  b</h1>\n<p>c\n d</p>", "A b\nc d"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>a<script>x</script>b</p><style>p{}</style><noscript>n</noscript><template>t</template>", "ab"),
        ("<p>a</p><p hidden>b</p><p style='display: none'>c</p><p style='visibility:hidden'>d</p>", "a"),
        ("<p>a</p><p aria-hidden='true'>b</p>", "a\nb"),
        ("<p>a <img alt='picture of it'> b</p>", "a b"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("<p>a&nbsp;&nbsp;b\u2003c</p>", "a b c"),
        ("<p>bom&shy;bard\u200bment</p>", "bombardment"),
        ("<p>a <b>b</b><i>c</i></p>tail", "a bc\ntail"),
        ("<div>x<div>y</div>z</div>", "x\ny\nz"),
        ("<pre>short\nlines</pre>", "short\nlines"),
        ("<pre>a long line of text that an editor has wrapped here\nand that goes on</pre>", None),
        ("<video>Your browser cannot</video><p>a</p>", "a"),
        ("<p>a<a hidden href=x>b</a>c <a href=y>d</a></p>", "ac d"),
    ],
)
def test_visible_text(body: str, text: str | None) -> None:
    assert text_of(body) == (text or "a long line of text that an editor has wrapped here and that goes on")


def test_body_may_be_left_out() -> None:
    page = read_bytes(b"<!doctype html><meta charset=utf-8><title>t</title><main><h1>A</h1><p>b</main>", name="a.html")
    assert page.text == "A\nb"


def test_plain_text_is_unchanged_but_for_line_ends() -> None:
    page = read_bytes("\ufeffA  b\r\n\r\n c\u00a0d\re".encode(), name="a.txt")
    assert (page.text, page.text_by, page.media_type) == ("A  b\n\n c\u00a0d\ne", "plain-text/1", "text/plain")


def test_identity() -> None:
    raw = b"<p>Talks begin.</p>"
    page = read_bytes(raw, name="x.html", uri="https://a.example/x", fetched_at="2022-03-05T00:00:00Z")
    assert page.id == "sha256:" + hashlib.sha256(raw).hexdigest()
    assert page.text_sha256 == hashlib.sha256(page.text.encode()).hexdigest()
    assert (page.raw, page.uri, page.fetched_at, page.text_by) == (
        raw,
        "https://a.example/x",
        "2022-03-05T00:00:00Z",
        "html-text/1",
    )
    assert read_bytes(raw, name="x.html", uri="https://a.example/x", fetched_at="2022-03-05T00:00:00Z") == page


@pytest.mark.parametrize(
    ("raw", "name", "why"),
    [
        (b"", "a.html", "empty"),
        (b" \n\t", "a.txt", "empty"),
        (b"x" * (MAX_BYTES + 1), "a.html", "too large"),
        (bytes(range(256)) * 40, "a.html", "binary"),
        (b"%PDF-1.7 rest", "a.pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "a.html", "PNG"),
        (b"<html><body><script>x()</script></body></html>", "a.html", "nothing visible"),
        (b"<?xml version='1.0'?><rss><channel></channel></rss>", "a.xml", "feed"),
        (b"... --- ...", "a.txt", "no words"),
        (b"<html><body>" + b"<div>" * 60_000 + b"deep" + b"</div>" * 60_000, "a.html", "too deeply"),
    ],
)
def test_refusals_name_file_and_reason(raw: bytes, name: str, why: str) -> None:
    with pytest.raises(ReadError, match=why) as caught:
        read_bytes(raw, name=name)
    assert str(caught.value).startswith(name + ": ")
    assert caught.value.stage == "page"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("raw", "name", "media_type", "kind"),
    [
        (b"<p>a</p>", "a.html", None, "text/html"),
        (b"<!DOCTYPE html><p>a</p>", "a.txt", "text/plain", "text/html"),
        (b"a < b and b > c", "a.txt", None, "text/plain"),
        (b"a story", "-", None, "text/plain"),
        (b"<div><p>a</p><p>b</p><p>c</p></div>", "-", None, "text/html"),
        (b"a story", "a.html", "text/plain; charset=utf-8", "text/plain"),
        ("<html><p>a</p></html>".encode("utf-16"), "-", None, "text/html"),
    ],
)
def test_kind(raw: bytes, name: str, media_type: str | None, kind: str) -> None:
    assert read_bytes(raw, name=name, media_type=media_type).media_type == kind


@pytest.mark.parametrize(
    ("raw", "media_type", "text"),
    [
        ("Kyjiw – “ja”".encode("cp1252"), None, "Kyjiw – “ja”"),
        ("Ołeksij".encode("iso-8859-2"), "text/plain; charset=iso-8859-2", "Ołeksij"),
        ("Žabljak".encode("utf-16"), None, "Žabljak"),
        ("Žabljak said".encode("utf-16-le"), None, "Žabljak said"),
        (b"Kyiv said it\xff was one \xe2\x80\x9cbad\xe2\x80\x9d byte " + b"among many words " * 20, None, None),
    ],
)
def test_charset(raw: bytes, media_type: str | None, text: str | None) -> None:
    got = read_bytes(raw, name="a.txt", media_type=media_type).text
    assert got == text if text else "“bad”" in got and "\N{REPLACEMENT CHARACTER}" in got


def test_declared_charset_of_html() -> None:
    raw = '<html><head><meta charset="windows-1251"></head><body><p>Київ</p></body></html>'.encode("cp1251")
    assert read_bytes(raw, name="a.html").text == "Київ"


@pytest.mark.parametrize(
    "raw", [b"a\x00b c", b"<p>a\x00b</p>", b"<p>&#xD800; a &#0; b</p>", b"\xed\xa0\x80 lone surrogate " * 3]
)
def test_odd_characters_leave_text_that_can_be_written(raw: bytes) -> None:
    read_bytes(raw, name="a").text.encode("utf-8")
