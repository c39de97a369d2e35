"""Names as they are compared: without case and diacritics."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name without case, diacritics and double spaces.

    >>> fold("Recep Tayyip Erdoğan")
    'recep tayyip erdogan'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())
