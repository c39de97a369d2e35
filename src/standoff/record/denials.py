"""Acts told not to be: "No shelling was reported in X", "the attacks stopped on Friday", "X was calm"."""

from __future__ import annotations

from standoff.record.content import best_frame, is_negated
from standoff.record.realis import Reality, find_reality, negated, reality_above, reality_of_clause
from standoff.syntax import Tree, feature, matches
from standoff.terms.frames import Frame, FrameTable
from standoff.terms.realis import RealisTable, word_class

QUIET = "quiet"  # the rule of an act denied by a word for peace, no word for the act
_DENIED = Reality("denied", "negated")
_DEEDS = frozenset({"ASSAULT", "PROTEST", "RETREAT", "COERCE"})
_FORCE = frozenset({"ASSAULT", "COERCE"})
_VERBS = ("VERB", "AUX")


def told_reality(tree: Tree, token: int, frame: Frame, table: RealisTable, frames: FrameTable) -> Reality:
    """The reality of the act that `frame` finds at `token`, `denied` where the teller tells that it was not."""
    found = find_reality(tree, token, table, frames)
    if frame.mode == QUIET:
        return Reality("denied", QUIET) if found.realis in {"occurred", "ongoing"} else Reality(None, found.rule)
    if frame.mode == "ceasefire" and frame.pos == "v" and _told_by_subject(tree, token, table, frames):
        return Reality(None, "told by its subject")
    if frame.event_type not in _DEEDS or frame.mode == "ceasefire":
        return found
    report = _report_of(tree, token)
    if found.realis in {"occurred", "ongoing", None} and _untrue(tree, token, report):
        return Reality(None if found.rule == "negated" else "denied", "untrue")
    if report is not None and found.realis is not None and _dismissed(tree, report):
        return Reality(None, "dismissed")
    if report is not None and is_negated(tree, report) and _told_not(tree, report, table, frames):
        return Reality("denied", "no reports")
    if found.realis in {"occurred", "ongoing"} and _no_longer(tree, token):
        return Reality("denied", "no longer")
    if frame.event_type in _FORCE and (ended := _ceased(tree, token, table, frames)):
        return ended
    if frame.event_type in _FORCE and (ended := _made_to_cease(tree, token, table, frames)):
        return ended
    if frame.pos == "n" and _ended_in_headline(tree, token, frames):
        return Reality(None, "ended")
    if frame.event_type == "ASSAULT" and _free_of(tree, token, table, frames):
        return Reality("denied", "free of")
    return _DENIED if found.rule == "negated" and _told_not(tree, token, table, frames) else found


def _told_not(tree: Tree, token: int, table: RealisTable, frames: FrameTable) -> bool:
    """Whether a clause plainly tells that an act was not done: none that asks, supposes, refuses or plans."""
    if tree[token].lemma.lower() in table.words["outcomes"] or tree[len(tree) - 1].form == "?":
        return False  # "nobody was killed" tells nothing of an attack
    clause = token if tree[token].upos in _VERBS else _telling(tree, token, table, frames)
    if clause is None or not _plain(tree, clause) or _in_part(tree, token, clause):
        return False
    own = reality_of_clause(tree, clause, table) if tree[clause].upos in _VERBS else None
    above = reality_above(tree, clause, table, frames)
    return all(r is None or r.realis in {"occurred", "ongoing"} for r in (own, above))


def _telling(tree: Tree, noun: int, table: RealisTable, frames: FrameTable) -> int | None:
    """The clause that tells that there was no such act: "no strike WAS REPORTED", "a DAY without strikes"."""
    head = tree[tree.first_conjunct(noun)].head
    if tree.case(noun) in word_class("without"):
        before = min(tree.subtree(noun)) - 1
        return tree.clause(noun) if before >= 0 and tree[before].lemma.lower() in word_class("spells") else None
    if head < 0 or tree[head].upos not in _VERBS or not matches(tree[noun].deprel, ("nsubj", "obj", "conj", "root")):
        return None
    lemma = tree[head].lemma.lower()
    light = any(v.subject in {"actor", "recipient"} for v in frames.light.get(lemma, ()))
    return head if light or lemma in table.words["happening"] | word_class("reporting") else None


def _free_of(tree: Tree, noun: int, table: RealisTable, frames: FrameTable) -> bool:
    """Whether a place is told to be without an act: "Kandahar was FREE OF fighting"."""
    head = tree[noun].head
    free = head >= 0 and tree[head].lemma.lower() in word_class("free_of") and tree.kids(head, "cop")
    if not free or not _led_by(tree, noun) & {"of", "from"} or negated(tree, head):
        return False
    own, above = reality_of_clause(tree, head, table), reality_above(tree, head, table, frames)
    return all(r is None or r.realis in {"occurred", "ongoing"} for r in (own, above))


def _plain(tree: Tree, clause: int) -> bool:
    """Whether a clause tells of its time in the indicative: no infinitive, order, rule or clause of condition."""
    here = tree[clause]
    if any(tree[a].lemma == "do" and feature(tree[a], "Tense") == "Pres" for a in tree.kids(clause, "aux")):
        return False  # "the army does not shell homes"
    marks = {tree[m].lemma.lower() for m in tree.kids(clause, "mark")}
    if "to" in marks or (feature(here, "Mood") == "Imp" and not tree.kids(clause, "nsubj", "nsubj:pass", "expl")):
        return False
    told = not here.deprel.startswith("advcl") or marks & word_class("telling_marks")
    bare = here.upos == "VERB" and feature(here, "VerbForm") == "Ger" and not tree.kids(clause, "aux")
    return bool(told) and not bare


def _in_part(tree: Tree, token: int, clause: int) -> bool:
    """Whether a denial is only in part: "not only", "no major attack", "not until Friday", "not by X but by Y"."""
    around = [c for t in {token, clause} for c in tree.children[t]]
    for child in around:
        lemma = tree[child].lemma.lower()
        if (tree[child].deprel == "amod" and lemma in word_class("in_part")) or lemma in word_class("up_to_then"):
            return True  # "had not been hit BEFORE" tells of no day
        if matches(tree[child].deprel, ("obl", "advcl")) and _led_by(tree, child) & word_class("but_then"):
            return True
        if lemma in word_class("negations") and tree[min(child + 1, len(tree) - 1)].lemma in word_class("not_only"):
            return True
    return any(tree[i].lemma == "but" and tree[tree[i].head].upos not in _VERBS for i in tree.subtree(clause))


def _led_by(tree: Tree, token: int) -> set[str]:
    """The prepositions and conjunctions that lead a phrase or clause."""
    return {tree[m].lemma.lower() for m in tree.kids(token, "case", "mark")}


def _no_longer(tree: Tree, token: int) -> bool:
    """Whether an act is told as going on no more: "is NO LONGER shelled"."""
    return any(
        tree[a].form.lower() == "longer" and tree[a - 1].form.lower() in word_class("negations")
        for a in tree.kids(token, "advmod")
        if a > 0
    )


def _report_of(tree: Tree, token: int) -> int | None:
    """The report that an act is told in: "REPORTS that X was shelled", "reports of fighting"."""
    above = tree[token].head
    steps = [above] if above >= 0 and matches(tree[token].deprel, ("acl", "ccomp", "nmod", "advcl")) else []
    if steps and matches(tree[token].deprel, ("nmod",)) and tree.case(token) != "of":
        return None  # "no casualties FROM the strike" leaves the strike
    if steps and matches(tree[token].deprel, ("nmod", "advcl")):
        steps.append(tree[above].head)
    return next((t for t in steps if t >= 0 and tree[t].lemma.lower() in word_class("report_words")), None)


def _untrue(tree: Tree, token: int, report: int | None) -> bool:
    """Whether what is told is called untrue: "REPORTS that X was shelled WERE FALSE", "it is NOT TRUE that …"."""
    above = tree[token].head
    if tree[token].deprel == "csubj" and feature(tree[token], "VerbForm") in {"Ger", "Part"}:
        return False  # "BOMBING the town is wrong"
    if report is None:
        clause = above >= 0 and matches(tree[token].deprel, ("csubj", "ccomp"))
        return clause and _called_untrue(tree, above)
    beside = tree.kids(tree[report].head, "ccomp") if tree[report].upos == "VERB" and tree[report].head >= 0 else []
    under = tree.kids(report, "ccomp", "xcomp", "parataxis")
    under += [x for t in (tree[report].head, *tree.kids(report, "acl")) if t >= 0 for x in tree.kids(t, "xcomp")]
    near = (tree[report].head, *beside, *under, *_above(tree, token, report))
    return any(t >= 0 and _called_untrue(tree, t) for t in near)


def _called_untrue(tree: Tree, token: int) -> bool:
    """Whether a word says "false", or "not true", of something."""
    lemma, negated = tree[token].lemma.lower(), is_negated(tree, token)
    return lemma in word_class("true") if negated else lemma in word_class("untrue")


def _dismissed(tree: Tree, report: int) -> bool:
    """Whether somebody denies a report: a statement of his, and no event."""
    verb = tree[report].head
    denied = verb >= 0 and tree[verb].lemma.lower() in word_class("dismissing") and not negated(tree, verb)
    return denied and matches(tree[report].deprel, ("obj", "nsubj:pass"))


def _above(tree: Tree, token: int, top: int) -> list[int]:
    """The words between an act and a word above it."""
    out, here = [], tree[token].head
    while here >= 0 and here != top:
        out.append(here)
        here = tree[here].head
    return out


def _ceased(tree: Tree, noun: int, table: RealisTable, frames: FrameTable) -> Reality | None:
    """The reality of attacks that "stopped": over from then on; those that "did not stop" went on."""
    verb = tree[noun].head
    if verb < 0 or not matches(tree[noun].deprel, ("nsubj", "csubj")):
        return None
    if tree[verb].upos not in _VERBS and not (tree.kids(verb, "cop") and tree[verb].lemma in word_class("over")):
        return None
    if tree.kids(verb, "aux:pass") or tree.kids(noun, "conj") or not (_goes_on(tree, noun) and _ceasing(tree, verb)):
        return None
    own = reality_of_clause(tree, verb, table)
    above = reality_above(tree, verb, table, frames)
    if any(r is not None and r.realis not in {"occurred", "ongoing"} for r in (own, above)):
        return None
    if not negated(tree, verb):
        return Reality("denied", "ended") if not _led_by(tree, verb) & word_class("until_then") else None
    return _not_ended(tree, verb)


def _made_to_cease(tree: Tree, token: int, table: RealisTable, frames: FrameTable) -> Reality | None:
    """The reality of what its doer "stopped doing", or "did not stop"; nouns that he stops have a verb of their own."""
    verb = tree[token].head
    if verb < 0 or tree[verb].lemma.lower() not in word_class("ceasing") or tree[token].deprel not in {"xcomp", "obj"}:
        return None
    own, above = reality_of_clause(tree, verb, table), reality_above(tree, verb, table, frames)
    if any(r is not None and r.realis not in {"occurred", "ongoing"} for r in (own, above)) or not _plain(tree, verb):
        return None
    if negated(tree, verb):
        return _not_ended(tree, verb)
    doing = tree[token].deprel == "xcomp" and not tree.kids(token, "mark")
    return Reality("denied", "ended") if doing and not _led_by(tree, verb) & word_class("until_then") else None


def _not_ended(tree: Tree, verb: int) -> Reality:
    """The reality of what "did not stop", or "has not stopped"."""
    past = any(feature(tree[a], "Tense") == "Past" for a in tree.kids(verb, "aux"))
    return Reality("occurred" if past else "ongoing", "not ended")


def _told_by_subject(tree: Tree, verb: int, table: RealisTable, frames: FrameTable) -> bool:
    """Whether the subject of a verb of ceasing tells of the act itself: "the SHELLING of Goma ceased"."""
    found = ((s, best_frame(tree, s, frames)) for s in tree.kids(verb, "nsubj", "nsubj:pass", "csubj"))
    acts = [s for s, best in found if best is not None and best[0].event_type in _FORCE]
    return any(_ceased(tree, noun, table, frames) is not None for noun in acts)


def _ended_in_headline(tree: Tree, noun: int, frames: FrameTable) -> bool:
    """Whether the parse takes a headline for one noun: "Houthis LIFT blockade of Taiz"."""
    verbs = [tree[c].lemma.lower() for c in tree.kids(noun, "compound") if tree[c].upos == "VERB"]
    return any((aspect := frames.aspect.get((v, "v"))) is not None and aspect.polarity == "stop" for v in verbs)


def _goes_on(tree: Tree, noun: int) -> bool:
    """Whether a noun names what goes on, and not one deed with an end: "attacks", "the shelling", not "the attack"."""
    words = {tree[noun].lemma.lower(), tree[noun].form.lower()}
    return feature(tree[noun], "Number") == "Plur" or bool(words & word_class("lasting"))


def _ceasing(tree: Tree, verb: int) -> bool:
    """Whether a verb without object tells that its subject ceased, and not how or after how long it did."""
    if tree.kids(verb, "obj", "xcomp", "ccomp"):
        return False
    particles = [tree[p].form.lower() for p in tree.kids(verb, "compound:prt", "advmod")]
    if tree.kids(verb, "cop"):
        return True  # "is OVER"
    names = {tree[verb].lemma.lower(), *(f"{tree[verb].lemma.lower()}_{p}" for p in particles)}
    ends = [o for o in tree.kids(verb, "obl", "obj") if tree[o].lemma.lower() in word_class("standstill")]
    if names & word_class("ceasing_to") and ends:
        return True  # "CAME TO AN END"
    if not names & word_class("ceasing"):
        return False
    return not any(
        (tree.case(o) in {"with", "in"} and tree[o].etype != "place" and tree[o].upos != "PROPN")
        or (tree.case(o) == "after" and tree.kids(o, "nummod"))
        for o in tree.kids(verb, "obl")
    )
