"""Who does what a statement tells, and whether it is a success to boast of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.lexicon.cues import verbs
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Agent, Anchor, EventType
from reportedly.reading.propositions.mentions import mentions
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import EventMention, Object, Statement
    from reportedly.reading.propositions.clause import Clause
    from reportedly.reading.text.syntax import Syntax

_TELLS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.CONSULT})
"""Types of what somebody says rather than does."""


def agent_of(statement: Statement, clause: Clause, events: Sequence[EventMention]) -> Agent | None:
    """Who does what the main clause tells; None where nobody does, or it is not said who.

    Whom something befalls, who is counted, where it happens: that is nobody's act, nor is what somebody says or thinks
    ("it shared the view that divers had cut the cable").
    """
    if _tells_what(clause):
        return None
    heads = (*_actors(statement, clause, events), *_doers(clause))
    return next((agent for head in heads if (agent := _named(clause, head)) is not None), None)


def doer_of(clause: Clause, thing: Object | None) -> str | None:
    """The base form of the head of the words for who does it to the object; None where nobody does it to another."""
    head = next(_doers(clause), None)
    if head is None or thing is None or thing.words.overlaps(Anchor.of(clause.syntax.text, *_characters(clause, head))):
        return None
    return clause.syntax.lemma[head]


def _characters(clause: Clause, i: int) -> tuple[int, int]:
    return clause.syntax.char[i], clause.syntax.end[i]


def _tells_what(clause: Clause) -> bool:
    """True if the predicate, or a noun that it governs, has a clause with "that": words and thoughts have one."""
    s, v = clause.syntax, clause.predicate
    governors = [v, *(c for c in s.children[v] if s.dep[c] == "dobj")]
    clauses = (c for g in governors for c in s.children[g] if s.dep[c] in ("ccomp", "acl") and s.is_finite(c))
    return any(s.low[m] == "that" and s.dep[m] == "mark" for c in clauses for m in s.children[c])


def is_boast(clause: Clause | None, said: str) -> bool:
    """True if the content tells of a success that its doer is glad to tell of; to have been beaten is none."""
    return predicates.boasts(said) and not (clause is not None and _is_beaten(clause))


def _actors(statement: Statement, clause: Clause, events: Sequence[EventMention]) -> Iterator[int]:
    """The heads of the actors of the main clause's events.

    They stand in the content, or the content is a bare verb whose subject stands before it: "denied sending troops".
    """
    s = clause.syntax
    for event in events:
        trigger = s.token_at(event.trigger.start)
        if event.type in _TELLS or not clause.in_main(trigger):
            continue
        for actor in event.actors:
            if any(part.contains(actor) for part in statement.content) or _is_bare(clause, trigger):
                yield _head(s, actor)


def _doers(clause: Clause) -> Iterator[int]:
    """The head of the subject of an active verb of action, or of the agent of a passive one.

    What somebody is believed or likely to have done is an act, too: "was believed to have been cut by divers".
    """
    s, v = clause.syntax, clause.predicate
    if not s.is_verb(v) and s.pos[v] != "AUX":
        yield from _doers_of_noun(clause)
        return
    subject = _subject(clause)
    while s.passive(v) or not s.is_verb(v) or predicates.is_no_act(s.low[v]):
        if s.passive(v):
            agent = _agent(clause, v)
            if agent is not None:
                yield agent
                return
            cue = verbs().get(s.lemma[v])
            if cue is None or "pass-inf" not in cue.frames:
                return  # "was forced to leave", "had been ordered to leave": the subject does not act
        inner = next((c for c in s.children[v] if s.dep[c] in ("xcomp", "acomp", "oprd")), None)
        if inner is None:
            return
        v = inner
    if subject is not None:
        yield subject


def _doers_of_noun(clause: Clause) -> Iterator[int]:
    """Who does what stands beside a noun: "Moscow of burning the bridge", "Moscow’s claim to have taken it"."""
    s, noun = clause.syntax, clause.root
    if any(s.dep[c] in ("acl", "relcl") for c in s.children[noun]):
        yield from (c for c in s.children[noun] if s.dep[c] == "poss")
    accused = (i for i in range(noun + 1, s.right[s.head[noun]] + 1) if s.dep[i] == "pcomp" and clause.holds(i))
    if any(s.low[s.head[i]] in ("of", "for") and s.head[s.head[i]] in (noun, s.head[noun]) for i in accused):
        yield noun


def _subject(clause: Clause) -> int | None:
    """The subject of the predicate; where the parser gives it none, the noun phrase right before it."""
    s, v = clause.syntax, clause.predicate
    subject = s.subject(v)  # of several, the nearest: the parser takes a dateline for a subject, too
    if subject is not None and clause.holds(subject):
        return subject if s.dep[subject] in NOMINAL_SUBJECTS else None
    before = v - 1
    while before >= 0 and s.head[before] == v and s.dep[before] in ("aux", "auxpass", "neg", "advmod"):
        before -= 1
    if before < 0 or s.pos[before] not in ("PROPN", "NOUN"):
        return None
    while (
        s.dep[before] in ("pobj", "prep", "compound", "poss") and clause.holds(s.head[before]) and s.head[before] != v
    ):
        before = s.head[before]
    return before if clause.holds(before) and s.dep[before] != "prep" else None


def _agent(clause: Clause, v: int) -> int | None:
    """The head of the phrase after "by", also where the parser has it depend on another word of the main clause."""
    s = clause.syntax
    by = (i for i in range(v + 1, s.right[v] + 1) if s.low[i] == "by" and clause.in_main(i))
    return next((noun for i in by if (noun := s.child(i, "pobj")) is not None), None)


def _is_bare(clause: Clause, trigger: int) -> bool:
    """True if the trigger opens the content, or only "to", "having", "not" and the like stand before it."""
    s = clause.syntax
    first = trigger
    while first > 0 and clause.holds(first - 1):
        first -= 1
        if s.dep[first] not in ("aux", "auxpass", "neg", "prep", "advmod", "mark", "punct"):
            return False
    return True


def _head(s: Syntax, anchor: Anchor) -> int:
    """The token of an anchor that the others depend on."""
    inside = s.tokens_within(anchor.start, anchor.end)
    return next((i for i in inside if s.head[i] not in inside or s.head[i] == i), inside.start)


def _named(clause: Clause, head: int) -> Agent | None:
    """Whom a noun phrase stands for: "its divers" for the speaker, "Chilean divers" for Chile; None where nobody."""
    s = clause.syntax
    owners = [c for c in s.children[head] if s.dep[c] == "poss"]
    words = s.span(next(i for i in range(s.left[head], head + 1) if clause.holds(i) or i == head), head)
    if words is None:
        return None
    anchor = Anchor.of(s.text, *words)
    if any(s.low[i] in word_set("own side") for i in (head, *owners)):
        return None if _has_noun_before(clause, s.left[head]) else Agent(words=anchor, speaker=True)
    found = [m for m in mentions(s.text, words[0], s.end[s.right[head]]) if m.anchor.start < s.end[head]]
    if not found and s.lemma[head] in word_set("forces of"):
        of = next((c for c in s.children[head] if s.low[c] == "of"), None)
        owner = s.child(of, "pobj") if of is not None else None
        return _named(clause, owner) if owner is not None else None
    return Agent(words=anchor, party=found[0].party) if found else None


def _has_noun_before(clause: Clause, first: int) -> bool:
    """True if the clause has a noun before a pronoun that the pronoun may stand for."""
    s = clause.syntax
    before = range(s.left[clause.predicate], first)
    return any(clause.holds(i) and s.pos[i] in ("NOUN", "PROPN") for i in before)


def _is_beaten(clause: Clause) -> bool:
    """True if the content tells that somebody was beaten, and not by whom."""
    s = clause.syntax
    return any(
        s.passive(v) and s.lemma[v] in word_set("beating") and s.agent(v) is None
        for v in clause.tokens()
        if s.is_verb(v) and clause.holds(v)
    )
