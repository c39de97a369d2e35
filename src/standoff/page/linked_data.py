"""JSON-LD: what a page says of its article in schema.org's words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_ARTICLES: Final = ("newsarticle", "reportagenewsarticle", "liveblogposting", "article", "blogposting", "webpage")
_VIDEOS: Final = ("videoobject", "newsvideo")
_MOST_NODES: Final = 2000
_LONGEST_SCRIPT: Final = 2_000_000
_LONGEST: Final = 500
_COMMA: Final = re.compile(r",\s*([}\]])")
_INNER: Final = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "video")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What JSON-LD claims about the article; strings as written."""

    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    uri: str | None = None


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """The claims of the first article among the scripts, else of the first video; empty where there is none."""
    nodes = [node for script in scripts for node in _nodes(_load(script))]
    names = _names_by_id(nodes)
    for kinds in (_ARTICLES[:-1], _VIDEOS, _ARTICLES[-1:]):
        for node in nodes:
            if _kinds(node) & set(kinds):
                return _claims(node, names)
    return LinkedData()


def _load(script: str) -> object:
    """The value of a script, or None where it is no JSON even without comment marks and trailing commas."""
    bare = script.strip().removeprefix("//<![CDATA[").removeprefix("<!--").removesuffix("-->").removesuffix("//]]>")
    if len(bare) > _LONGEST_SCRIPT:
        return None
    for text in (bare, _COMMA.sub(r"\1", bare)):
        try:
            value: object = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """The objects of a script in order: the top, its graph and lists; parts such as related links are left out."""
    queue, seen = [value], 0
    while queue and seen < _MOST_NODES:
        top = queue.pop(0)
        seen += 1
        if isinstance(top, list):
            queue.extend(top[:_MOST_NODES])
        elif isinstance(top, dict):
            yield top
            queue.extend(top[key] for key in _INNER if key in top and isinstance(top[key], dict | list))


def _kinds(node: dict[str, object]) -> set[str]:
    written = node.get("@type")
    kinds = written if isinstance(written, list) else [written]
    return {kind.rsplit("/", 1)[-1].lower() for kind in kinds if isinstance(kind, str)} | {
        "newsarticle" for kind in kinds if isinstance(kind, str) and kind.endswith("NewsArticle")
    }


def _names_by_id(nodes: list[dict[str, object]]) -> dict[str, str]:
    """Names of the nodes that others point at by `@id`."""
    pairs = ((node.get("@id"), _string(node.get("name"))) for node in nodes)
    return {key: name for key, name in pairs if isinstance(key, str) and name}


def _claims(node: dict[str, object], names: dict[str, str]) -> LinkedData:
    publisher = next(iter(_names(node.get("publisher"), names)), None)
    source = next(iter(_names(node.get("sourceOrganization"), names)), None)
    return LinkedData(
        title=_string(node.get("headline")) or _string(node.get("name")),
        publisher=publisher or source,
        authors=tuple(_names(node.get("author") or node.get("creator"), names)),
        published=_string(node.get("datePublished"))
        or _string(node.get("uploadDate"))
        or _string(node.get("dateCreated")),
        language=_string(node.get("inLanguage")),
        uri=_string(node.get("url")),
    )


def _names(value: object, names: dict[str, str]) -> Iterator[str]:
    """The names in a person, an organisation, a list of them, a reference or a plain string."""
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            key = entry.get("@id")
            name = _string(entry.get("name")) or (names.get(key) if isinstance(key, str) else None)
        else:
            name = _string(entry)
        if name:
            yield name


def _string(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return None
    bare = " ".join(html.unescape(value).split())
    return bare if 0 < len(bare) <= _LONGEST else None
