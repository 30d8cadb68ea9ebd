"""The reading pipeline: the order of the stages from a Report to a Reading.

Every stage is a pure function over the parsed report and the results of the stages before it.
None of them knows of another report, a store or a page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly import __version__, encoder, language, lexicon, time_limit
from reportedly.errors import ReadingError
from reportedly.model import Reading, Report, Run, Statement, statement_id
from reportedly.reading.attribution.own_voice import find_own_voice
from reportedly.reading.attribution.rules import find_candidates
from reportedly.reading.attribution.stage import Evidence, find_attributions
from reportedly.reading.events.model_typing import ModelTyping
from reportedly.reading.events.stage import find_events
from reportedly.reading.forecasts.stage import find_forecast
from reportedly.reading.parsed import parse
from reportedly.reading.places.stage import find_places
from reportedly.reading.propositions.context import Context
from reportedly.reading.propositions.stage import find_propositions
from reportedly.reading.quantities.stage import find_quantities
from reportedly.reading.relations.stage import find_contradictions, find_replies
from reportedly.reading.speakers.stage import resolve_in_discourse
from reportedly.reading.speech_act.act_model import correct_acts
from reportedly.reading.speech_act.stage import find_speech_act, with_polarity
from reportedly.reading.tagger.features import word_features
from reportedly.reading.tagger.tagger import tag
from reportedly.reading.times.speech_time import speech_day
from reportedly.reading.times.stage import find_times
from reportedly.reading.triggers.stage import find_triggers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.model import Time
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.triggers.stage import Triggers


def read(report: Report) -> Reading:
    """Read one report; one that cannot be read, or not in its time, gives a Reading with the reason in `failure`."""
    run = run_now()
    spoken = language.language_of(report.text, report.language)
    report = replace(report, language=spoken)
    if spoken not in (None, language.READ):
        why = f"the text is in {language.name_of(spoken)}; only English is read so far"
        return Reading(report=report, run=run, failure=why)
    try:
        with time_limit.limited(time_limit.seconds_for(report.text)):
            return _read(report, run)
    except ReadingError as problem:
        return Reading(report=report, run=run, failure=str(problem))
    except time_limit.OutOfTime:
        return Reading(report=report, run=run, failure=time_limit.reason(report.text))


def _read(report: Report, run: Run) -> Reading:
    """The Reading of a report in English."""
    parsed = parse(report.text)
    day = report.published_on
    times = find_times(parsed, day)
    triggers = find_triggers(parsed)
    evidence = gather_evidence(parsed, triggers)
    statements, discourse = _statements(parsed, evidence, report, times, day)
    places = find_places(parsed, [s.source for s in statements if s.source])
    quantities = find_quantities(parsed, times, places, statements)
    statements = find_replies(parsed, statements)
    events = find_events(
        parsed, statements, times, places, quantities, triggers, ModelTyping(evidence.words, evidence.tags)
    )
    statements = with_polarity(parsed, statements, events)
    contradictions = find_contradictions(parsed, statements, events, quantities)
    statements = find_propositions(parsed, statements, events, Context(times, places, discourse, day))
    return Reading(
        report=report,
        run=run,
        statements=statements,
        times=times,
        places=places,
        quantities=quantities,
        events=events,
        contradictions=contradictions,
    )


def run_now() -> Run:
    """The Run of this process: versions of software, models and lexicon; ModelMissing where a model is missing."""
    return Run(
        software=f"reportedly {__version__}",
        pipeline=language.run_name(),
        encoder=encoder.tagger_card().name,
        lexicon=lexicon.digest(),
    )


def gather_evidence(parsed: Parsed, triggers: Triggers) -> Evidence:
    """Who says what by the rules, then by the tagger, which has the rules' spans among its features."""
    candidates = find_candidates(parsed)
    words = word_features(parsed, [c.spans for c in candidates], triggers)
    return Evidence(candidates, words, tag(parsed.text, words))


def _statements(
    parsed: Parsed, evidence: Evidence, report: Report, times: Sequence[Time], day: date | None
) -> tuple[tuple[Statement, ...], Discourse | None]:
    attributed = find_attributions(parsed, evidence)
    found = sorted((*attributed, *find_own_voice(parsed, attributed)), key=lambda a: a.content[0])
    resolved, discourse = resolve_in_discourse(parsed, found, report)
    ruled = [find_speech_act(parsed, said) for said in found]
    acts = correct_acts(parsed, evidence.words, evidence.tags, found, ruled)
    statements: dict[str, Statement] = {}
    for said, who, speech_act in zip(found, resolved, acts, strict=True):
        statement = Statement(
            id=statement_id(report, said.source, said.cue, said.content),
            source=said.source,
            cue=said.cue,
            content=said.content,
            via=said.via,
            actor=who.actor,
            anonymous=who.anonymous,
            quote=said.quote,
            manner=speech_act.manner,
            act=speech_act.act,
            polarity=speech_act.polarity,
            certainty=speech_act.certainty,
            said_at=speech_day(parsed, said, times, day),
            first_time=speech_act.first_time,
            forecast=find_forecast(parsed, said, speech_act, times, day),
            confidence=said.confidence,
            made_by=said.made_by,
        )
        statements.setdefault(statement.id, statement)
    return tuple(statements.values()), discourse
