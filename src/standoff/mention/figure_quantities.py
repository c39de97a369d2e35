"""Numbers in words and digits with their hedges: "at least five", "between 30 and 40", "dozens", "no".

Only the number is read here; what it counts is `figure_what`'s task. "a dozen" is the number 12, exact, as it is said;
"nearly 300" and "almost 300" are 300, about; "hundreds of thousands" has the hedge `thousands`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from standoff.mention.figure_words import FigureWords, as_hedge, figure_words
from standoff.mention.time_lexemes import Reader
from standoff.model import Hedge


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number over lexemes `start` to `end`; `at` is its last numeral. `kind`: number | vague | zero | article."""

    lower: int | None
    upper: int | None
    hedge: Hedge
    start: int
    end: int
    at: int
    kind: str = "number"
    sum: bool = False  # "a total of 45"


def find_quantities(reader: Reader) -> list[Quantity]:
    """The quantities of a sentence, from left to right, none inside another."""
    out: list[Quantity] = []
    here = 0
    words = figure_words()
    while here < len(reader):
        lexeme = reader.lexemes[here]
        found = quantity(reader, here, words) if lexeme.number is not None or lexeme.form in words.starts else None
        if found is not None:
            out.append(found)
        here = found.end if found is not None else max(here + 1, _skip(reader, here))
    return out


def _skip(reader: Reader, i: int) -> int:
    """The end of a run of digits and signs that is no figure, so that its parts are not read again."""
    while (
        reader.number(i) is not None
        and reader.form(i + 1) in (",", ".", ":", "-", "–", "/")
        and reader.glued(i + 1)
        and reader.glued(i + 2)
    ):
        i += 2
    return i + 1


def quantity(reader: Reader, i: int, words: FigureWords) -> Quantity | None:
    """The quantity that starts at lexeme `i`, its hedges included."""
    hedge: Hedge = "exact"
    at = i
    told = False
    while at < i + 8 and (found := reader.longest(words.hedges, at)):
        hedge = as_hedge(found[0]) if hedge == "exact" else hedge
        told, at = True, found[1]
    total = bool(reader.longest(words.sums, i))
    core = _between(reader, at, words) or _plain(reader, at, words)
    if core is None or (core.kind in ("zero", "article") and told):
        return None
    core = replace(core, start=i, sum=total)
    return _bounded(_after(reader, core, words), hedge) if core.kind == "number" and core.hedge == "exact" else core


def _bounded(core: Quantity, hedge: Hedge) -> Quantity:
    """The number with the bounds that its hedge tells."""
    hedge = core.hedge if core.hedge != "exact" else hedge
    if hedge in ("at_least", "more_than"):
        return replace(core, upper=None, hedge=hedge)
    if hedge in ("up_to", "less_than"):
        return replace(core, lower=None, hedge=hedge)
    return replace(core, hedge=hedge)


def _after(reader: Reader, core: Quantity, words: FigureWords) -> Quantity:
    found = reader.longest(words.hedges_after, core.end)
    return replace(core, hedge=as_hedge(found[0]), end=found[1]) if found else core


def _between(reader: Reader, i: int, words: FigureWords) -> Quantity | None:
    """ "between 30 and 40", "30 to 40", "20-30"."""
    start = i + (reader.form(i) in ("between", "from"))
    at = i if reader.form(i) == "from" else i - 1
    if reader.form(at) == "from" and _moves(reader, at - 1, words):
        return None  # "the toll rose from 35 to 40": two numbers
    left = number(reader, start, words)
    if left is None or reader.form(left[1]) not in ({"and"} if reader.form(i) == "between" else words.joints | {"to"}):
        return None
    right = number(reader, left[1] + 1, words)
    if right is None:
        return None
    low = left[0] * _shared(reader, left[1], right[1], words) if left[0] < right[0] else left[0]
    low = left[0] if low >= right[0] else low
    if not low < right[0] or not fits(reader, start, right[1], words):
        return None
    return Quantity(low, right[0], "between", i, right[1], right[1] - 1)


def _moves(reader: Reader, i: int, words: FigureWords) -> bool:
    """Whether the word there is a verb by which a count changes: "rose", "climbed"."""
    word = reader.word(i)
    return word is not None and word.lemma.lower() in words.toll_verbs


def _shared(reader: Reader, left: int, right: int, words: FigureWords) -> int:
    """ "3 to 4 million": the magnitude of the right end counts for both."""
    if reader.form(left - 1) in words.magnitudes:
        return 1
    return words.magnitudes.get(reader.form(right - 1), 1)


def _plain(reader: Reader, i: int, words: FigureWords) -> Quantity | None:
    phrase = reader.longest(words.phrases, i)
    vague = reader.longest(words.vague_phrases, i)
    if vague and not (phrase and phrase[1] > vague[1]):
        return Quantity(None, None, as_hedge(vague[0]), i, vague[1], vague[1] - 1, "vague") if vague[0] else None
    if phrase:
        return _number(reader, i, int(phrase[0]), phrase[1], words)
    form = reader.form(i)
    if form in words.vague:
        return Quantity(None, None, as_hedge(words.vague[form]), i, i + 1, i, "vague")
    if form in words.zero or (form == "not" and reader.form(i + 1) == "a" and reader.form(i + 2) == "single"):
        end = i + (2 if form == "no" and reader.form(i + 1) == "one" else 3 if form == "not" else 1)
        return Quantity(0, 0, "none", i, end, end - 1, "zero")
    found = number(reader, i, words)
    if found:
        return _number(reader, i, found[0], found[1], words)
    if form in ("a", "an", "another"):
        return Quantity(1, 1, "exact", i, i + 1, i, "article")
    return None


def _number(reader: Reader, i: int, value: int, end: int, words: FigureWords) -> Quantity | None:
    if not fits(reader, i, end, words):
        return None
    return Quantity(value, value, "exact", i, end, end - 1)


def number(reader: Reader, i: int, words: FigureWords) -> tuple[int, int] | None:
    """A whole number in digits or words and its end: "2,000", "5.7 million", "three hundred and fifty"."""
    found = _digits(reader, i) or _words(reader, i, words)
    if found is None:
        return None
    value, end = found
    while reader.form(end) in words.magnitudes and not (len(reader.form(end)) <= 2 and not reader.glued(end)):
        value, end = value * words.magnitudes[reader.form(end)], end + 1
    return (round(value), end) if value == round(value) else None


def _digits(reader: Reader, i: int) -> tuple[float, int] | None:
    value = reader.number(i)
    if (
        value is None
        or reader.lexemes[i].ending
        or (reader.glued(i) and reader.form(i - 1) not in ("(", '"', "“", "'", "-", "–", "—", "[", "‘"))
    ):
        return None
    if reader.glued(i) and reader.form(i - 1) in ("-", "–") and reader.glued(i - 1) and reader.form(i - 2).isalpha():
        return None
    end = i + 1
    while _glued_number(reader, end, ",") and reader.lexemes[end + 1].digits == 3:
        value, end = value * 1000 + (reader.number(end + 1) or 0), end + 2
        if value > 10**12:
            return None
    if _glued_number(reader, end, "."):
        tail = reader.lexemes[end + 1]
        return value + (tail.number or 0) / 10**tail.digits, end + 2
    return value, end


def _glued_number(reader: Reader, i: int, sign: str) -> bool:
    return reader.form(i) == sign and reader.glued(i) and reader.glued(i + 1) and reader.number(i + 1) is not None


def _words(reader: Reader, i: int, words: FigureWords) -> tuple[int, int] | None:
    """A number in words: tens with ones, hundreds, thousands; "and" only inside."""
    total, part, end, some = 0, 0, i, False
    while end < i + 16:
        form = reader.form(end)
        if form in ("and", "-") and some and reader.form(end + 1) in words.numbers and _joins(reader, end, words):
            end += 1
            continue
        if form in words.numbers and not (some and part % 100 >= 1 and not (part % 100 >= 20 and part % 10 == 0)):
            part += words.numbers[form]
        elif some and form in words.magnitudes and len(form) > 2:
            part, total = _grow(part, total, words.magnitudes[form])
        else:
            break
        some, end = True, end + 1
    return (total + part, end) if some else None


def _joins(reader: Reader, i: int, words: FigureWords) -> bool:
    """ "twenty-three", "two hundred and fifty"; not "two and three"."""
    before = reader.form(i - 1)
    return before in words.magnitudes if reader.form(i) == "and" else words.numbers.get(before, 0) >= 20


def _grow(part: int, total: int, magnitude: int) -> tuple[int, int]:
    if magnitude in (12, 100):
        return (part or 1) * magnitude, total
    return 0, total + (part or 1) * magnitude


def fits(reader: Reader, start: int, end: int, words: FigureWords) -> bool:
    """Whether the words around leave the number a figure: no age, money, measure, label, score or clock."""
    before, after = reader.form(start - 1), reader.form(end)
    if before in words.not_before and not (before == "under" or (before == "." and not reader.glued(start - 1))):
        return False
    if before == "." and reader.form(start - 2) == "no" and reader.capital(start - 2):
        return False
    hyphen = after in ("-", "–", "—") and reader.glued(end) and reader.glued(end + 1)
    if hyphen or after in ("%", "°", ":", "/", "€", "£") or (after in words.not_after and not _counts(reader, end)):
        return False
    if after and reader.glued(end) and (after.isalpha() or reader.number(end) is not None):
        return False
    address = (
        reader.capital(end)
        and reader.form(end + 1) in ("street", "road", "avenue", "square", "lane")
        and reader.capital(end + 1)
    )
    return not (address or (before == "-" and reader.glued(start) and reader.glued(start - 1)))


def _counts(reader: Reader, end: int) -> bool:
    """ "second" and "local" may be the words of a counted noun: "three local journalists"."""
    return reader.form(end) == "local" and reader.form(end + 1) not in ("time", "currency")
