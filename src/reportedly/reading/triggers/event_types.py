"""Event types: the PLOVER type of a trigger, by the word itself and its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import EventType
from reportedly.reading.triggers.arguments import NAMES, after_preposition, agents, patients, possessor
from reportedly.reading.triggers.lexicon import LIGHT, PASSIVE_LIGHT, Entry, entries, object_classes, typed_lemmas

if TYPE_CHECKING:
    from spacy.tokens import Token

COOPERATIVE = frozenset(
    {EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID, EventType.YIELD, EventType.AGREE}
)
HOSTILE = frozenset({EventType.COERCE, EventType.ASSAULT, EventType.SANCTION, EventType.PROTEST, EventType.MOBILIZE})
SPOKEN = frozenset({EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
"""Types whose complement is what is agreed, asked, refused or threatened: one event, not two."""
VERBAL = SPOKEN | {EventType.ACCUSE, EventType.SUPPORT}
"""Types of acts that are done by speaking to somebody."""
RELIEF = "relief"
"""The class of what is given in aid; sums of money are of it, too."""
ON = frozenset({"on-strike", "on-alert"})
PERSONS = frozenset({"PERSON", "NORP", "ORG", "GPE"})


def verb_entry(verb: Token) -> Entry | None:
    """The use of this verb that fits what it governs; None where none gives it a type."""
    lemma = verb.lemma_.lower()
    if lemma not in typed_lemmas("v"):
        return None
    keys = [f"{lemma} {c.lower_}" for c in verb.rights if c.dep_ in ("prt", "prep") and c.i - verb.i < 4]
    for key in (*keys, lemma):
        for entry in entries().get((key, "v"), ()):
            if _verb_fits(verb, entry.needs):
                return entry
    return None


def noun_entry(noun: Token) -> Entry | None:
    """The use of this noun that fits its surroundings; None where none gives it a type."""
    lemma = noun.lemma_.lower()
    for key in (noun.lower_, lemma) if noun.lower_ != lemma else (lemma,):
        for entry in entries().get((key, "n"), ()):
            if _noun_fits(noun, entry):
                return entry
    return None


def adjective_entry(adjective: Token) -> Entry | None:
    """The use of a predicate adjective ("ready to") that gives it a type."""
    for entry in entries().get((adjective.lemma_.lower(), "a"), ()):
        if entry.needs != "clause" or complement(adjective) is not None:
            return entry
    return None


def complement(governor: Token) -> Token | None:
    """The clause that a predicate governs ("to ...", "that ...", "of ...-ing"), by its verb."""
    for child in governor.rights:
        dep = child.dep_
        if dep in ("xcomp", "ccomp") or (dep in ("acl", "advcl") and _has_to(child)):
            return child
        if dep == "prep" and child.lower_ in ("to", "from", "of"):
            for inner in child.rights:
                if inner.dep_ == "pcomp":
                    return inner
    return None


def bearer(noun: Token) -> Token:
    """The noun that stands for an event noun in the sentence: "a mediation effort", "a series of attacks"."""
    head = noun.head
    if noun.dep_ in ("compound", "amod") and "carrier" in classes_of(head):
        return head
    if noun.dep_ == "pobj" and head.lower_ == "of" and "carrier" in classes_of(head.head):
        return head.head
    return noun


def light_governor(noun: Token) -> tuple[Token, str] | None:
    """The light verb of this noun ("carried out an attack"), and its kind: its subject is agent or patient."""
    noun = bearer(noun)
    head, dep = noun.head, noun.dep_
    preposition = ""
    if dep == "conj" and head.pos_ in ("NOUN", "PROPN"):
        head, dep = head.head, head.dep_
    if dep == "pobj":
        preposition = f" {head.lower_}"
        head = head.head
    elif dep not in ("dobj", "nsubjpass"):
        return None
    if head.pos_ != "VERB":
        return None
    lemma = head.lemma_.lower()
    keys = [f"{lemma}{preposition}"]
    if not preposition:
        keys += [f"{lemma} {c.lower_}" for c in head.rights if c.dep_ == "prt"]
    for key in keys:
        for kind in (LIGHT, PASSIVE_LIGHT):
            if (key, kind) in entries():
                return head, kind
    return None


def shifted(trigger: Token, kind: EventType) -> EventType | None:
    """The type of an event in the future: cooperation becomes AGREE, hostility THREATEN, refused cooperation REJECT.

    After the manual: "all cooperative actions reported in future tense" are intentions. A hostile future is a
    threat only in the mouth of whoever would act; None where the type stays as it is.
    """
    modal = _modal(trigger)
    if modal is None:
        return None
    own = _own_future(trigger)
    if modal in word_set("reported future modal") and not own:
        return None
    if any(c.dep_ == "neg" for c in trigger.lefts):
        return EventType.REJECT if own and kind in COOPERATIVE else None
    if kind in COOPERATIVE and kind is not EventType.AGREE:
        return EventType.AGREE
    return EventType.THREATEN if kind in HOSTILE and own else None


def classes_of(token: Token) -> frozenset[str]:
    """The object classes of a word, by its lemma or as it stands."""
    known = object_classes()
    return known.get(token.lemma_.lower()) or known.get(token.lower_) or frozenset()


def _modal(trigger: Token) -> str | None:
    for child in trigger.lefts:
        if child.dep_ == "aux" and (
            child.lower_ in word_set("future modal") or child.lower_ in word_set("reported future modal")
        ):
            return child.lower_
    return None


def _own_future(trigger: Token) -> bool:
    head = trigger.head
    if trigger.dep_ != "ccomp" or head.pos_ != "VERB":
        return False
    said = agents(head)
    acts = [c for c in trigger.lefts if c.dep_ == "nsubj"]
    return bool(said and acts) and (acts[0].lower_ in word_set("subject pronoun") or acts[0].lemma_ == said[0].lemma_)


def _verb_fits(verb: Token, needs: str) -> bool:
    if not needs:
        return True
    if needs.startswith("clause"):
        clause = complement(verb)
        rest = needs.removeprefix("clause").removeprefix("-")
        if clause is None or not rest:
            return clause is not None
        if rest == "to":
            return _has_to(clause) or clause.dep_ == "pcomp"
        if rest == "own":
            return _modal(clause) is not None and any(
                c.dep_ == "nsubj" and c.lower_ in word_set("subject pronoun") for c in clause.lefts
            )
        return rest in classes_of(clause) or _governs(clause, rest)
    if needs == "mutual":
        return bool(after_preposition(verb, "with")) or len(agents(verb)) > 1
    if needs == "bare":
        return not any(c.dep_ in ("dobj", "ccomp", "xcomp", "nsubjpass") for c in verb.children)
    if needs in ON:
        return any(needs in classes_of(o) for o in after_preposition(verb, "on"))
    return _governs(verb, needs)


def _governs(verb: Token, needs: str) -> bool:
    if needs == "whom":
        named = any(c.dep_ in ("oprd", "ccomp", "xcomp") for c in verb.rights)  # "they call him ..."
        return not named and any(_is_whom(o) for o in patients(verb))
    for candidate in patients(verb):
        if needs in classes_of(candidate) or (needs == RELIEF and candidate.ent_type_ == "MONEY"):
            return True
        if candidate.pos_ in ("NUM", "NOUN"):  # "two tons of aid", "dozens of soldiers"
            if any(needs in classes_of(o) for o in after_preposition(candidate, "of")):
                return True
            if any(needs in classes_of(c) for c in candidate.lefts if c.dep_ == "compound"):
                return needs not in ("restriction", "talks", "attack", "whom")
    beside = [c for c in verb.rights if c.dep_ in ("oprd", "acomp", "attr", "ccomp", "xcomp") and c.pos_ != "VERB"]
    return any(needs in classes_of(c) for c in beside)


def _is_whom(token: Token) -> bool:
    return token.ent_type_ in PERSONS or token.pos_ == "PROPN" or "people" in classes_of(token)


def _noun_fits(noun: Token, entry: Entry) -> bool:
    needs = entry.needs
    if not needs:
        return True
    if needs == "clause":
        return complement(noun) is not None
    if needs == "light":
        return light_governor(noun) is not None
    if needs == "recipient":
        found = (r for p in entry.recipient for r in (possessor(noun) if p == "poss" else after_preposition(noun, p)))
        return any(True for _ in found)
    if needs == "mutual":
        if light_governor(noun) or any(after_preposition(noun, p) for p in ("with", "between")):
            return True
        return noun.head.lemma_ in ("meet", "talk", "call") or any(c.ent_type_ in NAMES for c in noun.lefts)
    if needs == "whom":
        of = [*after_preposition(noun, "of"), *after_preposition(noun, "to"), *possessor(noun)]
        return any(_is_whom(o) for o in of)
    near = [*after_preposition(noun, "of"), *after_preposition(noun, "to"), *after_preposition(noun, "in")]
    return any(needs in classes_of(o) for o in near) or any(
        needs in classes_of(c) for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "poss")
    )


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
