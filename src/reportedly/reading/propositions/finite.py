"""Finite forms: an infinitive or gerund with its subject, as an editor would put it.

"Norway promised | to close its ports" becomes "[Norway will] close its ports", "Chile denied | sinking the ferry"
becomes "[Chile sank] the ferry".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.cues import nouns
from reportedly.lexicon.inflection import past_of
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act
from reportedly.reading.propositions.bound import is_plural
from reportedly.reading.propositions.brackets import Bracket
from reportedly.reading.propositions.reporting_clause import is_no_clause
from reportedly.reading.text.syntax import AUXILIARIES, NOMINAL_SUBJECTS, OBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Statement
    from reportedly.reading.propositions.antecedents import Antecedents
    from reportedly.reading.propositions.clause import Clause
    from reportedly.reading.propositions.referent import Referent
    from reportedly.reading.text.syntax import Syntax

_MODALS = {Act.PROMISE: "will", Act.PREDICT: "will", Act.DEMAND: "should"}
_TELLS = frozenset({Act.DENY, Act.ACCUSE, Act.CONFIRM, Act.ASSERT})
"""Acts whose gerund tells of what has happened."""
_OF_DEEDS = frozenset({Act.DENY, Act.ACCUSE, Act.CONFIRM})
"""Those of them that do so after a preposition, too: "of sinking the ferry"."""
_NOMINATIVES = {"them": "they", "him": "he", "her": "she", "us": "we", "me": "I"}
_DEEPEST = 4
"""Steps from a clause up to the verb that governs it."""


def finite_form(
    clause: Clause, words: Sequence[int], statement: Statement, antecedents: Antecedents
) -> tuple[Bracket, ...]:
    """The brackets that make a whole clause of an infinitive or gerund; none where that is not sure."""
    s, v = clause.syntax, _verb(clause, words)
    if v is None and statement.act is Act.EVALUATE:
        return tuple(_copula(clause, words))
    if v is None or statement.act is Act.DECLINE:
        return ()
    if statement.act is Act.DEMAND and _is_wanted(s, v, words):
        return (Bracket(v, v, "should be"),)
    if s.is_finite(v) or s.dep[v] == "prep" or _is_supposed(s, v) or not is_no_clause(s, [i for i in words if i < v]):
        return ()
    own = next((c for c in s.children[v] if s.dep[c] in NOMINAL_SUBJECTS), None)
    inside = own if own is not None and own in words else _raised(s, v, words)
    shown = s.tag[v] == "VBG" and s.child(v, *AUXILIARIES) is None and statement.act not in _OF_DEEDS
    if inside is not None and own is None and shown:
        return ()  # "polls show Lund leading"
    if inside is not None:
        formed = tuple(_verb_form(s, v, words, statement, plural=is_plural(s, inside)))
        nominative = _NOMINATIVES.get(s.low[inside])
        if not formed or nominative is None or antecedents.of(inside, statement) is not None:
            return formed
        return (Bracket(inside, inside + 1, nominative), *formed)
    subject = _subject(s, v, statement, antecedents)
    if subject is None or any(s.tag[i].startswith("NN") for i in words if i < v):
        return ()
    form = list(_verb_form(s, v, words, statement, plural=subject.plural))
    return (Bracket(words[0], words[0], subject.words), *form) if form else ()


def _verb(clause: Clause, words: Sequence[int]) -> int | None:
    """The verb of the content: its root, or what its root is to do, or has done: "Chile | to close its ports"."""
    s, root = clause.syntax, clause.root
    if s.is_verb(root):
        return root if root in words else None
    if s.dep[root] not in ("dobj", "nsubj", "nsubjpass"):
        return None
    for c in s.children[s.head[root]]:
        below = s.child(c, "pcomp") if s.dep[c] == "prep" and s.low[c] in ("of", "for") else c
        if below is not None and below > root and below in words and s.is_verb(below) and s.head[root] not in words:
            return below
    return None


def _governor(s: Syntax, v: int) -> int | None:
    """The verb that an infinitive or gerund is the complement of."""
    for _ in range(_DEEPEST):
        if s.dep[v] == "ROOT":
            return None
        above, relation = s.head[v], s.dep[v]
        if s.is_verb(above) and relation != "conj":
            return above if relation in ("xcomp", "ccomp", "prep", "pcomp", "dobj") else None
        if relation not in ("xcomp", "pcomp", "conj", "prep", "ccomp"):
            return None
        v = above
    return None


def _raised(s: Syntax, v: int, words: Sequence[int]) -> int | None:
    """The subject or object of the governing verb where the content holds it: "The cable | to have been cut"."""
    g = _governor(s, v)
    if g is None:
        return None
    raised = (c for c in s.children[g] if s.dep[c] in (*NOMINAL_SUBJECTS, "dobj") and c in words and c < v)
    return next((c for c in raised if not _takes_infinitive(s, c)), None)


def _takes_infinitive(s: Syntax, noun: int) -> bool:
    """True for a noun that the infinitive after it completes: "announced plans to leave"."""
    cue = nouns().get(s.lemma[noun])
    return cue is not None and "inf" in cue.frames


def _subject(s: Syntax, v: int, statement: Statement, antecedents: Antecedents) -> Referent | None:
    """Who is to do it, or did it: whom the governing verb urges or accuses, or its own subject."""
    g = _governor(s, v)
    if g is None:
        return None
    if s.passive(g):
        subject = s.child(g, "nsubjpass")
        return antecedents.of_noun(subject, statement) if subject is not None else None
    told = next((c for c in s.children[g] if s.dep[c] in ("dobj", "dative") and g < c < v and s.pos[c] != "ADP"), None)
    if told is None and statement.act is Act.DEMAND:
        on = next((c for c in s.children[g] if s.dep[c] == "prep" and s.low[c] in ("on", "upon", "to") and c < v), None)
        told = s.child(on, "pobj") if on is not None else None
        if told is None:
            return None
    if told is not None and s.tag[v] == "VBG" and statement.act is not Act.ACCUSE:
        return None
    if told is not None and s.lemma[g] not in word_set("promising"):
        return antecedents.of_noun(told, statement)
    subject = s.child(g, *NOMINAL_SUBJECTS)
    if subject is not None:
        return antecedents.of_noun(subject, statement)
    return antecedents.speaker(statement)


def _verb_form(s: Syntax, v: int, words: Sequence[int], statement: Statement, *, plural: bool) -> Iterator[Bracket]:
    """The brackets for the verb itself."""
    auxiliaries = _auxiliaries(s, v, words)
    to = next((c for c in auxiliaries if s.low[c] == "to"), None)
    has = "have" if plural else "has"
    if to is not None:
        after = next((c for c in auxiliaries if c > to and s.low[c] == "have"), None)
        if after is not None:
            yield Bracket(to, after + 1, has)
            return
        modal = (
            _planned(s, v)
            if statement.act is Act.PROMISE and _is_hoped(s, v)
            else _MODALS.get(statement.act) or _planned(s, v)
        )
        if modal is not None:
            negation = next((c for c in s.children[v] if s.dep[c] == "neg" and c == to - 1 and c in words), None)
            if negation is not None:
                yield Bracket(negation, negation, modal)
                yield Bracket(to, to + 1, "")
            else:
                yield Bracket(to, to + 1, modal)
            for one in _further_infinitives(s, v, words):
                yield Bracket(one, one + 1, "")
        return
    g = _governor(s, v)
    if g is not None and s.lemma[g] in word_set("taking no gerund"):
        return
    if statement.act not in _TELLS or _is_ruled_out(s, v) or any(s.dep[c] == "neg" for c in s.children[v]):
        return
    if s.dep[v] == "pcomp" and statement.act not in _OF_DEEDS:
        return
    gerund = next((c for c in auxiliaries if s.low[c] in ("having", "being")), None)
    if gerund is not None:
        was = "were" if plural else "was"
        yield Bracket(gerund, gerund + 1, has if s.low[gerund] == "having" else was)
    elif s.tag[v] == "VBG" and not auxiliaries:
        if s.dep[v] == "pcomp" and s.head[v] in words:
            yield Bracket(s.head[v], s.head[v] + 1, "")
        for one in (v, *_beside(s, v, words)):
            past = past_of(s.low[one], s.lemma[one], plural=plural)
            yield Bracket(one, one + 1, past)


def _auxiliaries(s: Syntax, v: int, words: Sequence[int]) -> list[int]:
    return [c for c in s.children[v] if s.dep[c] in AUXILIARIES and c in words]


def _copula(clause: Clause, words: Sequence[int]) -> Iterator[Bracket]:
    """The copula of a judgement: "called | Trakia well capitalised", "described | the attack as a massacre"."""
    s, noun = clause.syntax, clause.root
    g = s.head[noun]
    if s.dep[noun] not in ("dobj", "nsubj") or g in words or not s.is_verb(g) or noun != _head(s, words):
        return
    is_ = "are" if is_plural(s, noun) else "is"
    after = [c for c in (*s.children[g], *s.children[noun]) if c > noun and c in words]
    as_ = next((c for c in after if s.dep[c] == "prep" and s.low[c] == "as"), None)
    if as_ is not None:
        yield Bracket(as_, as_ + 1, is_)
        return
    judged = next((c for c in after if s.dep[c] in ("oprd", "acomp", "ccomp") and not s.is_finite(c)), None)
    if judged is not None and not s.is_verb(judged) and s.tag[s.left[judged] - 1] not in ("POS", ":"):
        yield Bracket(s.left[judged], s.left[judged], is_)


def _head(s: Syntax, words: Sequence[int]) -> int:
    """The head of the noun phrase that opens the words."""
    return next((i for i in words if s.tag[i].startswith("NN") and s.dep[i] in ("dobj", "nsubj")), -1)


def _planned(s: Syntax, v: int) -> str | None:
    g = _governor(s, v)
    return "will" if g is not None and s.lemma[g] in word_set("prospective") and not s.is_negated(g) else None


def _is_hoped(s: Syntax, v: int) -> bool:
    """True for what somebody would like to do, which is no promise: "hopes to leave"."""
    g = _governor(s, v)
    return g is not None and s.lemma[g] in word_set("wishing")


def _is_wanted(s: Syntax, v: int, words: Sequence[int]) -> bool:
    """True for a participle that tells what is to be done: "wants | the ports reopened"; the parser may say past."""
    own = s.child(v, *NOMINAL_SUBJECTS)
    bare = s.tag[v] in ("VBN", "VBD") and not _auxiliaries(s, v, words) and s.child(v, "mark", *OBJECTS) is None
    return bare and own is not None and own in words and own < v and s.dep[v] in ("ccomp", "xcomp", "oprd")


def _is_supposed(s: Syntax, v: int) -> bool:
    """True for what somebody may wish or not: "if the family wishes to seek"."""
    g = _governor(s, v)
    return g is not None and any(s.dep[c] == "mark" and s.low[c] in word_set("unreal") for c in s.children[g])


def _is_ruled_out(s: Syntax, v: int) -> bool:
    """True for what is denied of the future: "ruled out stepping aside"."""
    g = _governor(s, v)
    return g is not None and s.lemma_with_particle(g) == "rule out"


def _further_infinitives(s: Syntax, v: int, words: Sequence[int]) -> Iterator[int]:
    """Each "to" of infinitives beside the first one: "to pay and to leave" becomes "[should] pay and leave"."""
    for c in s.children[v]:
        if s.dep[c] == "conj" and s.tag[c] == "VB" and c in words and s.subject(c) is None:
            yield from (a for a in _auxiliaries(s, c, words) if s.low[a] == "to")
            yield from _further_infinitives(s, c, words)


def _beside(s: Syntax, v: int, words: Sequence[int]) -> Iterator[int]:
    """Further gerunds beside a gerund: "sinking the ferry and hiding the wreck"."""
    for c in s.children[v]:
        if s.dep[c] == "conj" and s.tag[c] == "VBG" and c in words:
            yield c
            yield from _beside(s, c, words)
