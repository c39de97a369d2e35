"""Characters to a tree, on any input, in linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml import etree, html

# Comments and raw-text elements are passed over whole; every branch matches to its end or to the end of the input,
# with possessive repeats, so that the scan is linear on any input.
_MARKUP: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|xmp)\b.*?(?:</\1\b|\Z)"
    r"|<([a-zA-Z][^\s/>]{0,60}+)((?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)(?:>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BODY: Final = re.compile(r"<(?:body|frameset)\b", re.IGNORECASE)
_HEAD_TAGS: Final = frozenset({"html", "head", "meta", "link", "base", "noscript", "template", "basefont", "bgsound"})
_QUOTED: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_LONG_TAG: Final = 2048  # characters; only longer tags are looked at: libxml2 needs quadratic time in the attributes
_BARE_TAG: Final = 1500  # characters of a tag outside quotes: more than any real page has, about 300 attributes
_LONG_VALUE: Final = 65_536  # an attribute this long is an image or a script, never needed here
_MOST_TAGS: Final = 150_000  # real pages have up to 50,000; text after the last one is left out
_CONTROL: Final = dict.fromkeys([*range(9), 11, *range(14, 32), 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page. `truncated`: it nests deeper, or has more tags, than is read; text is missing."""

    root: html.HtmlElement
    truncated: bool


def parse_tree(text: str) -> Tree | None:
    """The tree of an HTML page, or None where there is nothing to parse."""
    whole = text.translate(_CONTROL)
    counted = whole[: _end_of_tags(whole)]
    source = _with_body(_tame(counted))
    if not source.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return Tree(root, truncated=len(counted) < len(whole) or _cut_short(parser))


def _end_of_tags(text: str) -> int:
    """Where the tags become too many to be read; the length of the text where they do not."""
    if text.count("<") <= _MOST_TAGS:
        return len(text)
    return next(islice(re.finditer("<", text), _MOST_TAGS, None)).start()


def _cut_short(parser: html.HTMLParser) -> bool:
    return any("xcessive depth" in entry.message for entry in parser.error_log)


def _with_body(text: str) -> str:
    """`text` with a `<body>` where it is left out: the parser would take elements it does not know into the head."""
    if _BODY.search(text):
        return text
    for found in _MARKUP.finditer(text):
        tag = (found.group(2) or "").lower()
        if tag and tag not in _HEAD_TAGS:
            return f"{text[: found.start()]}<body>{text[found.start() :]}"
    return text


def _tame(text: str) -> str:
    """`text` with the attributes of monstrous tags left out."""
    return _MARKUP.sub(_tame_tag, text)


def _tame_tag(found: re.Match[str]) -> str:
    name, attributes = found.group(2), found.group(3)
    if name is None or len(attributes) < _LONG_TAG:
        return found.group()
    bare = len(_QUOTED.sub("", attributes))
    if bare > _BARE_TAG or len(attributes) > _LONG_VALUE:
        return f"<{name}/>" if attributes.endswith("/") else f"<{name}>"
    return found.group()
