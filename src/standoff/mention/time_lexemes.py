"""A sentence as the grammar of times reads it: lexemes, and what the parser says of the words there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import NamedTuple

from standoff.mention.time_expressions import Expression
from standoff.mention.time_tense import Tense, tense_at
from standoff.mention.time_words import Phrases, TimeWords, read_lexemes, time_words
from standoff.model import Sentence, Token
from standoff.span import Span
from standoff.syntax import Tree, feature


class Match(NamedTuple):
    """What a rule found: an expression (None: words that are no time) and the lexeme after it."""

    expression: Expression | None
    end: int


class Reader:
    """The lexemes of a sentence, asked by position; outside the sentence every form is ""."""

    __slots__ = ("_ends", "_starts", "_tree", "lexemes", "sentence", "words")

    def __init__(self, text: str, sentence: Sentence) -> None:
        """Read the words of `sentence`, which stands in `text`."""
        self.sentence = sentence
        self._tree: Tree | None = None
        self.words: TimeWords = time_words()
        self.lexemes = read_lexemes(text[sentence.span.start : sentence.span.end])
        self._starts = [t.span.start for t in sentence.tokens]
        self._ends: list[int] = [t.span.end for t in sentence.tokens]

    @property
    def tree(self) -> Tree:
        """The tree of the sentence, built when it is first asked for."""
        if self._tree is None:
            self._tree = Tree(self.sentence)
        return self._tree

    def __len__(self) -> int:
        return len(self.lexemes)

    def form(self, i: int) -> str:
        """The lower-cased form, or ""."""
        return self.lexemes[i].form if 0 <= i < len(self.lexemes) else ""

    def number(self, i: int) -> int | None:
        """The value of the digits there."""
        return self.lexemes[i].number if 0 <= i < len(self.lexemes) else None

    def glued(self, i: int) -> bool:
        """Whether there is no space before the lexeme."""
        return 0 <= i < len(self.lexemes) and self.lexemes[i].glued

    def capital(self, i: int) -> bool:
        """Whether it begins with a capital."""
        return 0 <= i < len(self.lexemes) and self.lexemes[i].capital

    def may_start(self, i: int) -> bool:
        """Whether a time can begin here: not in the middle of a number or a word with a hyphen and digits."""
        lexeme = self.lexemes[i]
        if lexeme.number is None:
            return lexeme.form.isalpha()
        before = self.form(i - 1)
        return not (lexeme.glued and (before in (".", ",", "/", "$", "€", "£", "#", ":") or before.isalnum()))

    def span(self, start: int, end: int) -> Span:
        """The span in the page of lexemes `start` to `end` (not included)."""
        base = self.sentence.span.start
        return Span(base + self.lexemes[start].start, base + self.lexemes[end - 1].end)

    def token(self, i: int) -> int | None:
        """The token that covers lexeme `i`."""
        if not 0 <= i < len(self.lexemes):
            return None
        at = self.sentence.span.start + self.lexemes[i].start
        index = bisect_right(self._starts, at) - 1
        return index if index >= 0 and at < self._ends[index] else None

    def token_at(self, offset: int) -> int:
        """The first token that ends after `offset` of the page."""
        return bisect_right(self._ends, offset)

    def is_end(self, i: int) -> bool:
        """Whether nothing but a sign, a preposition or a conjunction follows."""
        word = self.word(i)
        return word is None or word.upos in ("PUNCT", "ADP", "CCONJ", "SCONJ")

    def word(self, i: int) -> Token | None:
        """The token there with its tags."""
        index = self.token(i)
        return None if index is None else self.sentence.tokens[index]

    def is_noun(self, i: int) -> bool:
        """Whether a noun or adjective in lower case follows, as in "Friday prayers"."""
        word = self.word(i)
        return word is not None and word.upos in ("NOUN", "ADJ") and self.form(i).isalpha()

    def is_plural_noun(self, i: int) -> bool:
        """Whether the word is a noun in the plural: a counted thing."""
        word = self.word(i)
        return word is not None and word.upos == "NOUN" and feature(word, "Number") == "Plur"

    def tense(self, i: int) -> Tense | None:
        """The tense of the verb that governs the words there."""
        index = self.token(i)
        return None if index is None else tense_at(self.tree, index, words=self.words)

    def ahead(self, i: int) -> bool:
        """Whether the verb that governs the words there points to the future."""
        return self.tense(i) == "ahead"

    def phrase(self, phrases: Phrases, i: int) -> int:
        """The end of the longest of `phrases` that stands at `i`, or 0."""
        found = self.longest(phrases, i)
        return found[1] if found else 0

    def longest(self, phrases: Phrases, i: int) -> tuple[str, int] | None:
        """The value and the end of the longest indexed phrase at `i`."""
        for words, value in phrases.get(self.form(i), ()):
            if all(self.form(i + k) == word for k, word in enumerate(words)):
                return value, i + len(words)
        return None

    def count(self, i: int) -> tuple[int, int] | None:
        """A small number in digits or words, and its end: "5", "twenty-three", "a couple of"."""
        if self.form(i) in ("a", "the") and self.form(i + 1) == "couple":
            return 2, i + 2 + (self.form(i + 2) == "of")
        if self.form(i) == "couple":
            return 2, i + 1 + (self.form(i + 1) == "of")
        if self.form(i) == "a" and self.form(i + 1) == "dozen":
            return 12, i + 2
        number = self.number(i)
        if number is not None:
            plain = not self.lexemes[i].ending and number <= 999 and not (self.form(i + 1) == "." and self.glued(i + 2))
            return (number, i + 1) if plain else None
        return small_number(self, i, self.words.numbers)

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """An ordinal in digits or words, and its end: "21st", "twenty-first", "third"."""
        number = self.number(i)
        if number is not None:
            return (number, i + 1) if self.lexemes[i].ending in ("st", "nd", "rd", "th") else None
        tens = self.words.numbers.get(self.form(i), 0)
        if tens >= 20:
            at = i + 1 + (self.form(i + 1) == "-")
            ones = self.words.ordinals.get(self.form(at), 0)
            return (tens + ones, at + 1) if 0 < ones < 10 else None
        value = self.words.ordinals.get(self.form(i))
        return (value, i + 1) if value else None


def small_number(reader: Reader, i: int, numbers: Mapping[str, int]) -> tuple[int, int] | None:
    """A number below a hundred in words, and its end."""
    value = numbers.get(reader.form(i))
    if value is None:
        return None
    at = i + 1 + (reader.form(i + 1) == "-")
    ones = numbers.get(reader.form(at), 0)
    if value >= 20 and 0 < ones < 10 and reader.form(at) not in ("a", "an"):
        return value + ones, at + 1
    return value, i + 1
