"""Times: marked sentences of news, the rulings of the contract, hostile input."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from standoff.encoder import load_encoder
from standoff.mention.time_values import Point, Stretch, edtf, first_day, last_day
from standoff.mention.times import NO_DAY, find_times
from standoff.model import Page, Sentence, Story, Time, Token
from standoff.sentence import read_sentences
from standoff.span import Span

CASES = Path(__file__).parent.parent / "cases" / "times-news.tsv"
_MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def sentences_of(text: str) -> tuple[Sentence, ...]:
    page = Page("", None, "text/plain", None, text, "", "test")
    return read_sentences(page, Story(None, (Span(0, len(text)),)), label=load_encoder())


def plain(text: str) -> Sentence:
    """A sentence of words without syntax."""
    words = [Token(Span(*m.span()), m[0], m[0].lower(), "X", "", -1, "dep") for m in re.finditer(r"\w+|\S", text)]
    return Sentence(Span(0, len(text)), 0, False, tuple(words))


def times_of(text: str, day: str | None) -> tuple[Time, ...]:
    return find_times(text, [plain(text)], published_at=day)[0]


def rows() -> list[tuple[str, str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [(day, line) for day, _, line in (row.partition("\t") for row in lines) if "[" in line or "1973" in line]


@pytest.mark.parametrize(("day", "line"), rows()[1:])
def test_news(day: str, line: str) -> None:
    text = _MARK.sub(r"\1", line)
    wanted = [m[2] or None for m in _MARK.finditer(line)]
    found, _ = find_times(text, sentences_of(text), published_at=day or None)
    assert [t.value for t in found] == wanted, [text[t.span.start : t.span.end] for t in found]


def test_ids_and_spans_follow_the_text() -> None:
    text = "It began in 2014 and ended in 2016."
    found = times_of(text, None)
    assert [(t.id, text[t.span.start : t.span.end]) for t in found] == [("t1", "2014"), ("t2", "2016")]


def test_no_day_is_told() -> None:
    text = "They met on Friday."
    assert find_times(text, [plain(text)], published_at=None)[1] == (NO_DAY,)
    assert find_times("In 2014.", [plain("In 2014.")], published_at=None)[1] == ()


def test_the_title_looks_back_on_the_story() -> None:
    text = "Troops left that day\n\nThe pact was signed on 4 May 2012."
    head = Sentence(Span(0, 20), 0, True, tuple(t for t in plain(text).tokens if t.span.end <= 20))
    body = Sentence(Span(22, len(text)), 1, False, tuple(t for t in plain(text).tokens if t.span.start >= 22))
    found, _ = find_times(text, [head, body], published_at="2013-01-01")
    assert [t.value for t in found] == ["2012-05-04", "2012-05-04"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Point(-593), "-0593"),
        (Point(1900, masked=2), "19XX"),
        (Point(2014, 22), "2014-22"),
        (Stretch(None, Point(2022, 3, 4)), "../2022-03-04"),
    ],
)
def test_edtf(value: Point | Stretch, written: str) -> None:
    assert edtf(value) == written


def test_first_and_last_day() -> None:
    winter = Point(2014, 24)
    assert (str(first_day(winter)), str(last_day(winter))) == ("2014-12-01", "2015-02-28")


@pytest.mark.parametrize("unit", ["1-", "7", "2022-03-01-", "12/12/", "1.1."])
def test_digits_and_hyphens_take_linear_time(unit: str) -> None:
    text = (unit * 1_000_000)[:1_000_000]
    sentence = Sentence(Span(0, len(text)), 0, False, (Token(Span(0, len(text)), "1", "1", "NUM", "", -1, "root"),))
    start = time.process_time()
    assert find_times(text, [sentence], published_at="2022-03-01") == ((), ())
    assert time.process_time() - start < 10  # seconds of one core; a quiet machine needs 0.1, what is quadratic an hour


def test_spaced_numbers_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "1 " * count
        token = Token(Span(0, len(text)), "1", "1", "NUM", "", -1, "root")
        start = time.process_time()
        find_times(text, [Sentence(Span(0, len(text)), 0, False, (token,))], published_at="2022-03-01")
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 12 * seconds(5_000)  # 4 times the length; 16 would be quadratic


@pytest.mark.parametrize("words", ["early May", "mid-June", "late Oct", "2 May"])
def test_the_full_stop_of_a_sentence_is_no_part_of_a_time(words: str) -> None:
    text = f"They met in {words}."
    assert [text[t.span.start : t.span.end] for t in times_of(text, "2016-05-03")] == [words]
