"""The propositions of a report's statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon import predicates
from reportedly.model import Act, Polarity, PredicateClass, Proposition, Quote, Stance
from reportedly.reading.propositions.agents import agent_of, doer_of, is_boast
from reportedly.reading.propositions.antecedents import Antecedents
from reportedly.reading.propositions.circumstances import Circumstances
from reportedly.reading.propositions.clause import Clause
from reportedly.reading.propositions.extent import join_parts, without_scraps
from reportedly.reading.propositions.mentions import mentions
from reportedly.reading.propositions.objects import object_of
from reportedly.reading.propositions.plainness import plainness
from reportedly.reading.propositions.verdicts import verdict_of
from reportedly.reading.propositions.wording import word
from reportedly.reading.speech_act.cue import has_denying_cue
from reportedly.reading.text.syntax import AUXILIARIES
from reportedly.reading.text.windows import one_line, sentence_around

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Anchor, EventMention, Statement
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.propositions.context import Context
    from reportedly.reading.propositions.wording import Wording
    from reportedly.reading.text.syntax import Syntax


def find_propositions(
    parsed: Parsed,
    statements: Sequence[Statement],
    events: Sequence[EventMention],
    context: Context,
) -> tuple[Statement, ...]:
    """The statements with what each of them is about; their polarity has to be known."""
    own: dict[str | None, list[EventMention]] = {}
    for event in events:
        own.setdefault(event.statement, []).append(event)
    around = Circumstances(parsed.syntax, context.places, context.times, context.published)
    antecedents = Antecedents(parsed, statements, context.discourse)
    return tuple(
        replace(s, proposition=_proposition(parsed, s, own.get(s.id, ()), around, antecedents)) for s in statements
    )


def _proposition(
    parsed: Parsed,
    statement: Statement,
    events: Sequence[EventMention],
    around: Circumstances,
    antecedents: Antecedents,
) -> Proposition:
    text, content = parsed.text, without_scraps(parsed.syntax, join_parts(parsed.syntax, statement), parsed.quotations)
    clause = Clause.of(parsed.syntax, content)
    said = one_line(content)
    times = tuple(around.times(content))
    worded = word(clause, statement, times, antecedents, around.published) if clause else None
    parties = tuple(m for part in content for m in mentions(text, part.start, part.end))
    # What the content does not tell, the sentence around it may.
    classes = predicates.classes(said) or predicates.classes(sentence_around(text, content[0].start, content[-1].end))
    agent = agent_of(statement, clause, events) if clause else None
    thing = object_of(clause, agent) if clause else None
    rejected = _is_rejected(statement)
    denied = rejected and _is_denied_by_cue(parsed.syntax, statement, worded)
    negated, verdict = clause is not None and clause.is_negated(), verdict_of(clause, content, said)
    return Proposition(
        wording=worded.words if worded else said,
        plainness=plainness(statement, clause, said, parties),
        stands_alone=worded is not None and worded.stands_alone,
        predicate=clause.predicate_word() if clause else None,
        agent=agent,
        doer=doer_of(clause, thing) if clause else None,
        object=thing,
        place=around.place(content),
        times=tuple(t.value for t in times if t.value is not None),
        negated=negated,
        mixed=clause is not None and clause.is_mixed(),
        against=negated or verdict is Stance.DENY or (rejected and not denied),
        denied=denied,
        ahead=clause is not None and clause.is_ahead(),
        conditional=clause is not None and clause.is_conditional(),
        verdict=verdict,
        classes=tuple(PredicateClass(name=name, sign=sign) for name, sign in classes.items()),
        boast=is_boast(clause, said),
        earlier=statement.cue is not None and _is_earlier(parsed.syntax, statement.cue),
        parties=parties,
    )


def _is_rejected(statement: Statement) -> bool:
    """True if a statement says that something is not so, or will rather not be: by act, polarity or likelihood."""
    doubted = statement.forecast is not None and statement.forecast.likelihood.is_doubt
    return doubted or statement.act is Act.DENY or statement.polarity is Polarity.NEGATIVE


def _is_denied_by_cue(syntax: Syntax, statement: Statement, worded: Wording | None) -> bool:
    """True if the cue denies what the wording says.

    A cue in the wording is a part of what it says, and what is quoted after "denied" are the speaker's own words.
    """
    own_words = statement.quote is Quote.DIRECT or (worded is not None and worded.has_cue)
    return not own_words and has_denying_cue(syntax, statement.cue)


def _is_earlier(syntax: Syntax, cue: Anchor) -> bool:
    """True if a cue tells of words said before the others: "had said", "admitted it after denying it for days"."""
    verb = next(
        (i for i in syntax.tokens_within(cue.start, cue.end) if syntax.is_verb(i) and syntax.dep[i] not in AUXILIARIES),
        None,
    )
    if verb is None:
        return False
    auxiliaries = syntax.auxiliaries(verb)
    return "had" in auxiliaries or (syntax.tag[verb] == "VBG" and not auxiliaries and syntax.low[verb] != "according")
