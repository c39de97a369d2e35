"""What a page's markup claims about itself: JSON-LD, OpenGraph, meta tags, `<time>`, canonical link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from lxml import etree

from standoff.model import Metadata
from standoff.page.linked_data import LinkedData, read_linked_data

_LONGEST: Final = 500  # characters of one metadata value; more is noise
_MOST_AUTHORS: Final = 12

_TITLE: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")
_PUBLISHER: Final = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name", "copyright")
_PUBLISHED: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "article.published",
    "displaydate",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "date",
)
_AUTHOR: Final = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
)
_LANGUAGE: Final = ("content-language", "language", "dc.language", "og:locale")
_HEADLINE: Final = 12  # characters of a heading that can be the headline in a `<title>`
_SITE: Final = 40  # characters of a site's name
_SITE_BACK: Final = re.compile(r"\s*[|–—\-:»·]\s*([^|–—»·]{2,60})$")
_SITE_FRONT: Final = re.compile(r"^([^|–—»·\s]+ [^|–—»·]{2,60}?)\s*[|–—\-:»·]\s*$")
_BY: Final = re.compile(r"^(?:by|von|par)\s+", re.IGNORECASE)


def read_metadata(root: etree._Element) -> Metadata:
    """What the markup says: JSON-LD first, then meta tags, then elements; each value as written."""
    data = read_linked_data(_scripts(root))
    metas = _metas(root)
    return Metadata(
        title=data.title or _first(metas, _TITLE) or _title_element(root),
        publisher=data.publisher or _first(metas, _PUBLISHER) or _site_in_title(root, metas),
        authors=_authors(root, data, metas),
        published=data.published or _first(metas, _PUBLISHED) or _time_element(root),
        language=_language(root, metas) or data.language,
        canonical_uri=_canonical(root, metas) or data.uri,
    )


def _clean(value: str | None) -> str | None:
    """A value with its white space made single, or None where nothing is left or it is too long to be one."""
    bare = " ".join((value or "").split())
    return bare if 0 < len(bare) <= _LONGEST else None


def _scripts(root: etree._Element) -> Iterator[str]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            yield script.text


def _metas(root: etree._Element) -> dict[str, list[str]]:
    """The contents of meta tags, and of elements with `itemprop` and `content`, by lower-case name."""
    out: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = _clean(meta.get("content"))
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if content and name:
            out.setdefault(name.strip().lower(), []).append(content)
    return out


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _title_element(root: etree._Element) -> str | None:
    found = root.find("head/title")
    return _clean(found.text) if found is not None else None


def _site_in_title(root: etree._Element, metas: dict[str, list[str]]) -> str | None:
    """The site's name in the `<title>`: what stands beside the headline, with a dash, bar or colon between."""
    whole = _title_element(root) or ""
    headings = (_clean("".join(map(str, heading.itertext()))) for heading in islice(root.iter("h1", "h2", "h3"), 50))
    shown = [text for text in (_first(metas, _TITLE), *headings) if text and len(text) >= _HEADLINE and text in whole]
    if not shown:
        parts = whole.split(" | ")
        return parts[-1].strip() if len(parts) > 1 and len(parts[-1]) <= _SITE else None
    front, _, back = whole.partition(max(shown, key=len))
    found = _SITE_BACK.match(back) if not front else _SITE_FRONT.match(front) if not back else None
    return found.group(1).split(",")[0].strip() if found else None


def _authors(root: etree._Element, data: LinkedData, metas: dict[str, list[str]]) -> tuple[str, ...]:
    """Names of the authors; links to their profiles are no names."""
    tagged = next((metas[name] for name in _AUTHOR if name in metas), [])
    written = list(data.authors) or tagged or _author_links(root)
    names = (_BY.sub("", name).strip() for entry in written for name in re.split(r"\s*[,;]\s*|\s+and\s+", entry))
    kept = [name for name in names if name and "://" not in name and not name.startswith("@")]
    return tuple(dict.fromkeys(kept))[:_MOST_AUTHORS]


def _author_links(root: etree._Element) -> list[str]:
    found = (
        _clean("".join(map(str, link.itertext())))
        for link in root.iter("a")
        if "author" in (link.get("rel") or "").split()
    )
    return [name for name in found if name]


def _time_element(root: etree._Element) -> str | None:
    """The `datetime` of the element that says when the page was published: marked as such, or the first one."""
    times = [time for time in root.iter("time") if _clean(time.get("datetime"))]
    marked = [time for time in times if time.get("itemprop") == "datePublished" or "pubdate" in time.attrib]
    marked += [time for time in times if _follows_original(time)]
    outside = [time for time in times if not _aside(time)]
    for time in (*marked, *outside):
        return _clean(time.get("datetime"))
    return _clean(next((e.get("content") for e in root.iter("span", "div", "p") if _says_published(e)), None))


def _says_published(element: etree._Element) -> bool:
    return element.get("itemprop") == "datePublished" and bool(element.get("content"))


def _follows_original(time: etree._Element) -> bool:
    """Whether a label such as "Originally published" stands right before: a page that reprints tells two days."""
    parent = time.getparent()
    label = parent.getprevious() if parent is not None else None
    return label is not None and "original" in "".join(map(str, label.itertext())).lower()[:60]


def _aside(element: etree._Element) -> bool:
    return any(parent.tag in {"aside", "nav", "footer"} for parent in element.iterancestors())


def _language(root: etree._Element, metas: dict[str, list[str]]) -> str | None:
    html = root if root.tag == "html" else root.find(".//html")
    written = (html.get("lang") or html.get("xml:lang")) if html is not None else None
    return _clean(written) or _first(metas, _LANGUAGE)


def _canonical(root: etree._Element, metas: dict[str, list[str]]) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _clean(link.get("href"))
    return _first(metas, ("og:url",))
