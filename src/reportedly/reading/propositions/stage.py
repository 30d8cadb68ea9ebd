"""The propositions of a report's statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.model import PredicateClass, Proposition
from reportedly.reading.propositions.agents import agent_of, is_boast
from reportedly.reading.propositions.mentions import mentions
from reportedly.reading.propositions.predicate import is_ahead, is_conditional, is_earlier, is_negated
from reportedly.reading.propositions.wording import plainness, wording
from reportedly.reading.text.windows import one_line, sentence_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import EventMention, Statement
    from reportedly.reading.parsed import Parsed


def find_propositions(
    parsed: Parsed, statements: Sequence[Statement], events: Sequence[EventMention]
) -> tuple[Statement, ...]:
    """The statements with what each of them is about; their polarity has to be known."""
    own: dict[str | None, list[EventMention]] = {}
    for event in events:
        own.setdefault(event.statement, []).append(event)
    return tuple(replace(s, proposition=_proposition(parsed, s, own.get(s.id, ()))) for s in statements)


def _proposition(parsed: Parsed, statement: Statement, events: Sequence[EventMention]) -> Proposition:
    text, content = parsed.text, statement.content
    said = one_line(content)
    words = wording(said)
    # What the content does not tell, the sentence around it may.
    classes = predicates.classes(said) or predicates.classes(sentence_around(text, content[0].start, content[-1].end))
    return Proposition(
        wording=words,
        plainness=plainness(statement, words),
        agent=agent_of(statement, said, events),
        negated=is_negated(statement, said),
        ahead=is_ahead(said),
        conditional=is_conditional(statement),
        verdict=predicates.verdict(said),
        classes=tuple(PredicateClass(name=name, sign=sign) for name, sign in classes.items()),
        boast=is_boast(said),
        earlier=is_earlier(statement),
        parties=tuple(m for part in content for m in mentions(text, part.start, part.end)),
    )
