"""Statements on small trees built by hand: `form|UPOS|head|deprel[|lemma]`, heads 1-based as in CoNLL-U."""

from __future__ import annotations

import pytest

from standoff.model import Entity, EntityMention, Mentions, Sentence, StatementMention, Token
from standoff.record.statement_index import innermost, tellers
from standoff.record.statements import find_statements
from standoff.span import Span
from standoff.terms.cues import load_cues


def read(*lines: str, title: bool = False) -> tuple[str, tuple[Sentence, ...]]:
    """Text and sentences of one paragraph, or of several where a line begins with "¶ "."""
    text, sentences, paragraph = "", [], 0
    for line in lines:
        if line.startswith("¶ "):
            paragraph, line, text = paragraph + 1, line[2:], text + "\n"
        start, tokens = len(text), []
        for cell in line.split(" "):
            form, upos, head, deprel, *lemma = cell.split("|")
            glued = form.startswith("~")
            form = form.lstrip("~")
            text += "" if glued or not tokens or text.endswith("\n") else " "
            at = Span(len(text), len(text) + len(form))
            text += form
            feats = "Tense=Past" if form.endswith("ed") and upos == "VERB" else "_"
            tokens.append(Token(at, form, lemma[0] if lemma else form.lower(), upos, feats, int(head) - 1, deprel))
        sentences.append(Sentence(Span(start, len(text)), paragraph, title, tuple(tokens)))
        text += " "
    return text, tuple(sentences)


def find(
    *lines: str, mentions: Mentions | None = None, title: bool = False
) -> tuple[str, tuple[StatementMention, ...]]:
    text, sentences = read(*lines, title=title)
    return text, find_statements(text, sentences, mentions or Mentions(), cues=load_cues())


def told(text: str, statement: StatementMention) -> tuple[str | None, str | None, list[str]]:
    source = None if statement.source is None else text[slice(*statement.source.span)]
    cue = None if statement.cue is None else text[slice(*statement.cue)]
    return source, cue, [text[a:b] for a, b in statement.content]


SAID = (
    "Kyiv|PROPN|2|nsubj said|VERB|0|root|say that|SCONJ|6|mark the|DET|5|det mill|NOUN|6|nsubj "
    "burned|VERB|2|ccomp|burn ~.|PUNCT|2|punct"
)


def test_a_that_clause_is_content_without_its_that() -> None:
    text, (statement,) = find(SAID)
    assert told(text, statement) == ("Kyiv", "said", ["the mill burned"])
    assert (statement.form, statement.polarity, statement.rule, statement.within) == (
        "indirect",
        "affirmed",
        "ccomp",
        None,
    )


def test_the_source_names_its_entity() -> None:
    entity = Entity("n1", "Ukraine", "state", mentions=(EntityMention(Span(0, 4), "name", 0, 0),))
    _, (statement,) = find(SAID, mentions=Mentions(entities=(entity,)))
    assert statement.source is not None
    assert statement.source.ref == "n1"


@pytest.mark.parametrize("aux", ["would", "may", "will"])
def test_a_saying_that_is_not_told_as_a_fact_is_no_statement(aux: str) -> None:
    line = f"Kyiv|PROPN|3|nsubj {aux}|AUX|3|aux say|VERB|0|root it|PRON|5|nsubj burned|VERB|3|ccomp ~.|PUNCT|3|punct"
    assert find(line)[1] == ()


def test_a_negated_saying_is_no_statement() -> None:
    line = (
        "It|PRON|4|nsubj did|AUX|4|aux not|PART|4|advmod say|VERB|0|root whether|SCONJ|7|mark "
        "it|PRON|7|nsubj burned|VERB|4|ccomp"
    )
    assert find(line)[1] == ()


def test_denied_and_gerund() -> None:
    line = (
        "Tehran|PROPN|2|nsubj denied|VERB|0|root|deny shooting|VERB|2|xcomp|shoot "
        "down|ADP|3|compound:prt the|DET|6|det plane|NOUN|3|obj"
    )
    text, (statement,) = find(line)
    assert told(text, statement) == ("Tehran", "denied", ["shooting down the plane"])
    assert statement.polarity == "denied"


def test_a_relayed_statement_stands_within_the_one_that_relays_it() -> None:
    line = (
        "Kyiv|PROPN|2|nsubj said|VERB|0|root|say Paris|PROPN|4|nsubj warned|VERB|2|ccomp|warn them|PRON|4|obj "
        "that|SCONJ|8|mark fuel|NOUN|8|nsubj ended|VERB|4|ccomp|end"
    )
    text, (outer, inner) = find(line)
    assert told(text, outer)[2] == ["Paris warned them that fuel ended"]
    assert told(text, inner) == ("Paris", "warned", ["fuel ended"])
    assert inner.within == outer.id
    assert inner.addressee is not None
    assert innermost((outer, inner), text.index("fuel")) == inner.id
    assert tellers((outer, inner), text.index("Paris")) == (outer.id,)


def test_joint_sources_are_split() -> None:
    line = (
        "Oslo|PROPN|4|nsubj and|CCONJ|3|cc Rome|PROPN|1|conj said|VERB|0|root|say it|PRON|6|nsubj burned|VERB|4|ccomp"
    )
    text, found = find(line)
    assert [told(text, s)[0] for s in found] == ["Oslo", "Rome"]
    assert {s.content for s in found} == {found[0].content}


def test_according_to_leaves_the_rest_as_content() -> None:
    line = (
        "Ten|NUM|2|nsubj died|VERB|0|root|die ~,|PUNCT|6|punct according|VERB|6|case to|ADP|4|fixed "
        "Kyiv|PROPN|2|obl ~.|PUNCT|2|punct"
    )
    text, (statement,) = find(line)
    assert told(text, statement) == ("Kyiv", "according to", ["Ten died"])


def test_speech_in_two_pieces_is_one_direct_statement() -> None:
    line = (
        '"|PUNCT|4|punct ~We|PRON|4|nsubj will|AUX|4|aux talk|VERB|8|ccomp ~,|PUNCT|4|punct '
        '~"|PUNCT|4|punct he|PRON|8|nsubj '
        'said|VERB|0|root|say ~,|PUNCT|8|punct "|PUNCT|13|punct ~when|SCONJ|13|mark it|PRON|13|nsubj '
        'stops|VERB|4|advcl ~.|PUNCT|8|punct ~"|PUNCT|13|punct'
    )
    text, (statement,) = find(line)
    assert told(text, statement) == ("he", "said", ["We will talk", "when it stops."])
    assert statement.form == "direct"


def test_a_quotation_paragraph_takes_the_speaker_of_the_remarks_after_it() -> None:
    quotation = (
        '"|PUNCT|5|punct ~They|PRON|5|nsubj have|AUX|5|aux to|PART|5|mark stop|VERB|0|root '
        'now|ADV|5|advmod ~.|PUNCT|5|punct ~"|PUNCT|5|punct'
    )
    remarks = (
        "¶ Marchuk|PROPN|2|nsubj made|VERB|0|root|make the|DET|4|det remarks|NOUN|2|obj|remark "
        "in|ADP|7|case an|DET|7|det interview|NOUN|2|obl"
    )
    text, (statement,) = find(quotation, remarks)
    assert told(text, statement) == ("Marchuk", "remarks", ["They have to stop now."])
    assert (statement.medium, statement.rule) == ("interview", "remarks")


def test_a_performative_verb_in_a_quotation_is_no_second_statement() -> None:
    line = (
        '"|PUNCT|3|punct ~We|PRON|3|nsubj warn|VERB|10|ccomp that|SCONJ|6|mark more|ADJ|6|nsubj '
        "follows|VERB|3|ccomp ~,|PUNCT|3|punct "
        '~"|PUNCT|3|punct he|PRON|10|nsubj said|VERB|0|root|say ~.|PUNCT|10|punct'
    )
    text, (statement,) = find(line)
    assert told(text, statement) == ("he", "said", ["We warn that more follows"])


def test_scare_quotes_make_content_mixed() -> None:
    line = (
        'Kyiv|PROPN|2|nsubj said|VERB|0|root|say the|DET|5|det "|PUNCT|5|punct ~republic|NOUN|7|nsubj '
        '~"|PUNCT|5|punct fell|VERB|2|ccomp|fall'
    )
    text, (statement,) = find(line)
    assert told(text, statement)[2] == ['the "republic" fell']
    assert statement.form == "mixed"


def test_a_headline_attributes_with_a_colon() -> None:
    line = "Marchuk|PROPN|0|root ~:|PUNCT|1|punct no|DET|4|det talks|NOUN|1|appos|talk now|ADV|4|advmod"
    text, (statement,) = find(line, title=True)
    assert told(text, statement) == ("Marchuk", ":", ["no talks now"])
    assert find(line)[1] == ()


def test_hearsay_has_no_source() -> None:
    line = "Ten|NUM|3|nsubj reportedly|ADV|3|advmod died|VERB|0|root|die ~.|PUNCT|3|punct"
    text, (statement,) = find(line)
    assert told(text, statement) == (None, "reportedly", ["Ten", "died"])


def test_a_cited_source_stands_within_the_one_who_cites_it() -> None:
    line = (
        "Reuters|PROPN|6|nsubj ~,|PUNCT|3|punct citing|VERB|6|advcl|cite officials|NOUN|3|obj "
        "~,|PUNCT|3|punct reported|VERB|0|root|report "
        "it|PRON|8|nsubj burned|VERB|6|ccomp"
    )
    text, found = find(line)
    relayed = next(s for s in found if told(text, s)[1] == "citing")
    outer = next(s for s in found if told(text, s)[1] == "reported")
    assert told(text, relayed) == ("officials", "citing", ["it burned"])
    assert relayed.within == outer.id


def test_the_cue_table_knows_its_shapes() -> None:
    cues = load_cues()
    deny = cues.get("deny", "VERB")
    assert deny is not None
    assert deny.takes("role")
    assert not deny.takes("access")
    assert cues.particles("point") == ("out",)
    assert len(cues.cues) > 300
