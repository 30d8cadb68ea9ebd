"""Participants of an event by the parse: who does it, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.cues import verbs
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS, OBJECTS, has_patient_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

FARTHEST = 8
"""Steps up the tree in which a missing subject is searched."""
NAMES = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
AFTER_HEAD = frozenset({"of", "from", "in"})


def agents(verb: Token) -> list[Token]:
    """The heads of the noun phrases for the agents of a verb; empty where the text names none."""
    if has_patient_subject(verb):
        by = [o for p in verb.children if p.dep_ == "agent" or p.lower_ == "by" for o in _after(p)]
        return with_conjuncts(by[:1])
    return _subjects(verb)


def patients(verb: Token) -> list[Token]:
    """The heads of the noun phrases for the patients of a verb: its object, or the subject of its passive."""
    if has_patient_subject(verb):
        own = [c for c in verb.lefts if c.dep_ == "nsubjpass"]
        if own:
            return with_conjuncts([_antecedent(own[0], verb)])
        return [verb.head] if verb.dep_ == "acl" else _subjects(verb)
    found = _objects(verb) or _subjects_of_small_clause(verb)
    if verb.dep_ == "relcl":
        if not found and any(c.dep_ == "nsubj" for c in verb.lefts):
            gap = [c for c in verb.lefts if c.dep_ in OBJECTS and c.lower_ in word_set("relative pronoun")]
            return [verb.head] if gap else []
        found = [_antecedent(o, verb) for o in found]
    return with_conjuncts((found or _shared_objects(verb))[:1])


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.rights if c.dep_ in OBJECTS]


def _subjects_of_small_clause(verb: Token) -> list[Token]:
    """The subject of a clause without a mark, which is the verb's object: "saw them leave"."""
    inner = [c for c in verb.rights if c.dep_ in ("ccomp", "xcomp") and not _starts_clause(c)]
    return [s for c in inner[:1] for s in c.lefts if s.dep_ == "nsubj"]


def _shared_objects(verb: Token) -> list[Token]:
    """The object of coordinated verbs, which stands with one of them: "attacked and overran the base"."""
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not has_patient_subject(verb.head):
        found = [c for c in _objects(verb.head) if c.i > verb.i]
        if found:
            return found
    later = [c for c in verb.conjuncts if c.i > verb.i and c.pos_ == "VERB"]
    if not later or any(c.dep_ in NOMINAL_SUBJECTS for c in later[0].lefts):
        return []
    return [] if any(c.dep_ in ("prep", "ccomp", "xcomp", "prt") for c in verb.rights) else _objects(later[0])


def indirect(verb: Token) -> list[Token]:
    """The one whom something is given to: "gave Kyiv tanks", "gave tanks to Kyiv"."""
    found: list[Token] = []
    for child in verb.rights:
        if child.dep_ == "dative":
            found.extend(_after(child) if child.pos_ in ("ADP", "PART") else [child])
    return with_conjuncts(found[:1])


def after_preposition(head: Token, preposition: str) -> list[Token]:
    """The object of this preposition where it depends on `head`."""
    for child in head.rights:
        if child.lower_ == preposition and child.dep_ in ("prep", "agent", "dative"):
            return with_conjuncts(_after(child)[:1])
    return []


def possessor(noun: Token) -> list[Token]:
    """The 's words before a noun."""
    return [c for c in noun.lefts if c.dep_ == "poss"]


def named_modifiers(noun: Token) -> list[Token]:
    """A name before a noun that says whose it is: "Taliban attack", "Russian strikes"."""
    found = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in NAMES]
    return found[-1:]


def with_conjuncts(heads: list[Token]) -> list[Token]:
    """The same heads with those coordinated with them: "Chile and Peru"."""
    return [t for head in heads for t in (head, *(c for c in head.conjuncts if c.i > head.i))]


def extent(head: Token) -> tuple[int, int]:
    """The token range of the words for a participant: the noun, what stands before it, and its "of", "from", "in"."""
    doc = head.doc
    start = head.i
    for child in head.lefts:
        if child.dep_ not in ("punct", "cc", "preconj", "relcl", "advmod", "mark"):
            start = min(start, child.left_edge.i)
    end = head.i + 1
    if head.pos_ == "PRON":
        return head.i, end
    for child in head.rights:
        near = child.i == end
        if child.dep_ == "prep" and near and child.lower_ in AFTER_HEAD and child.right_edge.i - end < 7:
            end = child.right_edge.i + 1
    while end > start + 1 and doc[end - 1].is_punct:
        end -= 1
    return start, end


def _after(preposition: Token) -> list[Token]:
    found = [c for c in preposition.rights if c.dep_ == "pobj"]
    if found:
        return found
    return [o for p in preposition.rights if p.dep_ == "prep" for o in p.rights if o.dep_ == "pobj"]


def _starts_clause(token: Token) -> bool:
    return any(c.dep_ == "mark" for c in token.lefts)


def _subjects(verb: Token) -> list[Token]:
    for governor, subject in _climb(verb):
        if subject is not None:
            return with_conjuncts([_antecedent(subject, governor)])
    return []


def _climb(verb: Token) -> Iterator[tuple[Token, Token | None]]:
    here = verb
    for _ in range(FARTHEST):
        subject = next((c for c in here.lefts if c.dep_ in NOMINAL_SUBJECTS), None)
        if subject is None:
            subject = next((c for c in here.rights if c.dep_ in NOMINAL_SUBJECTS), None)  # "..., said the minister"
        if subject is not None:
            yield here, subject
            return
        head, dep = here.head, here.dep_
        if head.i == here.i:
            return
        if dep in ("xcomp", "ccomp") or dep == "pcomp":
            if dep == "pcomp":
                head = head.head
            objects = [c for c in head.rights if c.dep_ in OBJECTS and c.i < here.i]
            if objects and head.lemma_ not in word_set("promising") and head.pos_ == "VERB":
                yield head, objects[0]
                return
        elif dep == "acl":
            if here.tag_ == "VBG" and head.lemma_ not in word_set("written"):
                yield here, head
                return
            owner = possessor(head) or named_modifiers(head)
            if owner:
                yield head, owner[0]
                return
            head = _verb_above(head)
        elif dep == "relcl" or dep not in ("conj", "advcl", "aux", "prep", "acomp", "attr", "dep"):
            return
        if head.pos_ not in ("VERB", "AUX"):
            head = _verb_above(head)
        if head.i == here.i or head.pos_ not in ("VERB", "AUX"):
            return
        here = head


def _verb_above(token: Token) -> Token:
    here = token
    for _ in range(FARTHEST):
        if here.pos_ in ("VERB", "AUX") or here.head.i == here.i:
            break
        here = here.head
    return here


def _antecedent(subject: Token, verb: Token) -> Token:
    if subject.lower_ in word_set("relative pronoun") and verb.dep_ == "relcl":
        return verb.head
    if subject.lower_ in word_set("subject pronoun"):
        return _speaker(subject, verb) or subject
    return subject


def _speaker(pronoun: Token, verb: Token) -> Token | None:
    """The antecedent of a pronoun that is subject of a clause: the subject of the clause above, if it agrees."""
    here = verb
    for _ in range(FARTHEST):
        head = here.head
        if head.i == here.i:
            return None
        if here.dep_ in ("ccomp", "advcl"):
            cue = verbs().get(head.lemma_.lower())
            if cue is not None and cue.act is Act.ACCUSE:
                return None  # an accuser does not accuse himself
            above = next((c for c in head.children if c.dep_ in NOMINAL_SUBJECTS), None)
            if above is not None and above.lower_ not in word_set("subject pronoun"):
                return above if _can_mean(pronoun, above) else None
        elif here.dep_ not in ("conj", "xcomp"):
            return None
        here = head
    return None


def _can_mean(pronoun: Token, noun: Token) -> bool:
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    several = noun.tag_ in ("NNS", "NNPS") or any(c.i > noun.i for c in noun.conjuncts)
    said = pronoun.lower_
    if said == "it":
        return not several and noun.ent_type_ != "PERSON"
    if said in ("he", "she"):
        return not several and noun.ent_type_ not in ("GPE", "NORP")
    if said == "they":
        return several or noun.ent_type_ in ("ORG", "NORP", "GPE")
    return True
