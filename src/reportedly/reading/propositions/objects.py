"""What or whom a proposition is about besides its agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import Anchor, Object
from reportedly.reading.propositions.mentions import mentions
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS, OBJECTS

if TYPE_CHECKING:
    from reportedly.model import Agent
    from reportedly.reading.propositions.clause import Clause

_DEEPEST = 4
"""Steps down a chain of infinitives: "is believed to have tried to cut the cable"."""


def object_of(clause: Clause, agent: Agent | None) -> Object | None:
    """What the main clause is about besides its agent; None where it is about nothing else.

    That is the object of an active verb, the subject of a passive one, and the subject where nobody acts: "ten people
    were killed", "the dam burst".
    """
    s, v = clause.syntax, clause.predicate
    if not s.is_verb(v) and s.pos[v] != "AUX":
        return None
    subject = s.child(v, *NOMINAL_SUBJECTS)
    for _ in range(_DEEPEST):
        own = s.child(v, *NOMINAL_SUBJECTS)
        subject = own if own is not None else subject
        found = s.child(v, *OBJECTS)
        if found is not None and clause.holds(found):
            return _object(clause, found)
        inner = next((c for c in s.children[v] if s.dep[c] in ("xcomp", "oprd") and s.is_verb(c)), None)
        if s.passive(v) and inner is None:
            return _object(clause, subject) if subject is not None else None
        if inner is None:
            break
        v = inner
    if subject is None or agent is not None:
        return None
    return _object(clause, subject)


def _counted(clause: Clause, head: int) -> int:
    """What a number or the like is of: the fighters in "12 of their fighters"; else the token itself."""
    s = clause.syntax
    if s.tag[head] != "CD" and s.low[head] not in word_set("many"):
        return head
    of = next((c for c in s.children[head] if s.low[c] == "of"), None)
    found = s.child(of, "pobj") if of is not None else None
    return head if found is None or not clause.holds(found) else found


def _object(clause: Clause, head: int) -> Object | None:
    s = clause.syntax
    if not clause.holds(head) or s.tag[head].startswith("W"):
        return None
    first = next(i for i in range(s.left[head], head + 1) if clause.holds(i))
    words = s.span(first, head)
    if words is None:
        return None
    counted = _counted(clause, head)
    named = [m for m in mentions(s.text, words[0], s.end[s.right[head]]) if m.anchor.start < s.end[head]]
    return Object(words=Anchor.of(s.text, *words), head=s.lemma[counted], party=named[-1].party if named else None)
