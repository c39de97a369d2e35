"""Makes `lemmas.tsv`, the table of words and endings that the runtime's lemmas stand on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from standoff.encoder.lemma import apply_script, ending_keys, lexical_key, script_of
from train.example import Example

_LEAST_ENDING = 3  # words in the treebanks that an ending must have
_HEADER = "# Words and endings of UD English EWT and GUM with their lemmas; made by train/lexicon.py; CC BY-SA 4.0"


def _words(examples: Sequence[Example]) -> Iterator[tuple[str, str, str, str]]:
    for e in examples:
        if e.upos and e.feats and e.lemmas:
            for word, upos, feats, lemma in zip(e.words, e.upos, e.feats, e.lemmas, strict=True):
                if "Typo=Yes" not in feats and "\t" not in word:
                    yield word, upos, feats, lemma


def write_lexicon(examples: Sequence[Example], out: Path) -> None:
    """Writes the words whose endings mislead, and the endings; both with the most frequent value first."""
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    endings: dict[str, Counter[str]] = defaultdict(Counter)
    feats_of: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for word, upos, feats, lemma in _words(examples):
        key = (lexical_key(word, upos), upos)
        if not lemmas[key][lemma]:  # types, not tokens: "was" must not teach all of "-as"
            for ending in ending_keys(word, upos, feats):
                endings[ending][script_of(word, lemma)] += 1
        lemmas[key][lemma] += 1
        feats_of[key].add((word, feats))
    rules = {k: _usual(c) for k, c in endings.items() if sum(c.values()) >= _LEAST_ENDING}
    rules = _without_idle(rules)
    lines = [_HEADER]
    for (word, upos), counts in sorted(lemmas.items()):
        made = {_by_rule(form, upos, feats, rules) for form, feats in feats_of[word, upos]}
        if len(counts) > 1 or made != set(counts):
            lines.append("\t".join(["word", word, upos, *(x for x, _ in counts.most_common())]))
    lines += ["\t".join(["ending", key, *scripts]) for key, scripts in sorted(rules.items())]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _usual(counts: Counter[str]) -> tuple[str, ...]:
    """The scripts of an ending, without those of a twentieth of its words or fewer."""
    total = sum(counts.values())
    return tuple(s for s, c in counts.most_common() if c * 20 > total)


def _without_idle(rules: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The rules without those that say the same as the next shorter ending."""
    return {key: scripts for key, scripts in rules.items() if rules.get(_shorter(key)) != scripts}


def _shorter(key: str) -> str:
    upos, feats, ending = key.split(" ")
    return f"{upos} {feats} {ending[1:]}" if ending else ""


def _by_rule(form: str, upos: str, feats: str, rules: dict[str, tuple[str, ...]]) -> str | None:
    if upos == "NUM":
        return form.replace(",", "")
    for key in ending_keys(form, upos, feats):
        if key in rules:
            return apply_script(form, rules[key][0]) if len(rules[key]) == 1 else None
    return None
