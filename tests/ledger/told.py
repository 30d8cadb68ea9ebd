"""Reports of a small invented story, and a reader that needs no model: one sentence a line, source and verb first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from reportedly.lexicon import actors
from reportedly.model import (
    Act,
    Actor,
    ActorKind,
    Agent,
    Anchor,
    Forecast,
    Likelihood,
    Party,
    Polarity,
    Proposition,
    Quote,
    Reading,
    Report,
    Run,
    Statement,
    statement_id,
)
from reportedly.reading.propositions.mentions import mentions
from reportedly.reading.propositions.plainness import plainness
from tests.linking.made import proposition

RUN = Run(software="told 1", pipeline="none", encoder=None, lexicon="none")
_ACTS = {
    "said": Act.ASSERT,
    "confirmed": Act.CONFIRM,
    "denied": Act.DENY,
    "expects": Act.PREDICT,
    "declined to say": Act.DECLINE,
}
_LINE = re.compile(rf"^(?P<source>[A-Z][\w ]*?) (?P<cue>{'|'.join(_ACTS)}) (?P<content>.+?)\.?$", re.MULTILINE)


def report(key: str, day: int, text: str, *, outlet: str = "The Gazette", url: str | None = None) -> Report:
    """A report of so many days into March 2031."""
    when = datetime(2031, 3, 1, 9, tzinfo=UTC) + timedelta(days=day)
    return Report(id=key, text=text, outlet=outlet, url=url, published_at=when, language="en")


def read(told: Report) -> Reading:
    """The reading of a report that is written as this module wants it; "FAIL" in it makes it fail."""
    if "FAIL" in told.text:
        return Reading(report=told, run=RUN, failure="cannot be read: it says so itself")
    statements = (_statement(told, m) for m in _LINE.finditer(told.text))
    return Reading(report=told, run=RUN, statements=tuple(replace(s, proposition=_about(s)) for s in statements))


def _about(statement: Statement) -> Proposition:
    """What a statement is about; its agent stands right before the divers, its predicate after "had" and the like."""
    content = statement.content[0].exact
    words = content.removeprefix("that ")
    agent = re.search(r"\b(its|Chilean) divers\b", content)
    predicate = re.search(r"\b(?:had|has|have|was|were) (?:not )?(?:been )?(\w+)", content)
    agents = {"its": Agent(words=None, speaker=True), "Chilean": Agent(words=None, party=Party("Chile"))}
    return replace(
        proposition(words),
        plainness=plainness(statement, None, words, mentions(words)),
        predicate=predicate[1] if predicate else None,
        agent=agents[agent[1]] if agent else None,
        negated=statement.polarity is Polarity.NEGATIVE,
    )


def _statement(told: Report, found: re.Match[str]) -> Statement:
    source, cue, content = (Anchor.of(told.text, *found.span(name)) for name in ("source", "cue", "content"))
    if source.exact == "The outlet":
        return Statement(
            id=statement_id(told, None, None, (content,)),
            source=None,
            cue=None,
            content=(content,),
            actor=Actor(name=told.outlet, kind=ActorKind.OUTLET) if told.outlet else None,
            made_by="told",
        )
    act = _ACTS[cue.exact]
    negative = " not " in f" {content.exact} "
    recalled = re.search(r"\bon (\d{4}-\d\d-\d\d)", content.exact)
    entry = actors.canonical(source.exact)
    unnamed = source.exact.startswith("An ")
    actor = Actor(name=source.exact, kind=ActorKind.UNNAMED if unnamed else ActorKind.PERSON)
    return Statement(
        id=statement_id(told, source, cue, (content,)),
        source=source,
        cue=cue,
        content=(content,),
        actor=entry.actor() if entry else actor,
        anonymous=unnamed,
        quote=Quote.INDIRECT,
        act=act,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        said_at=date.fromisoformat(recalled[1]) if recalled else None,
        forecast=Forecast(horizon="2031-03-20", likelihood=Likelihood.LIKELY) if act is Act.PREDICT else None,
        made_by="told",
    )


STORY = (
    report("a", 0, "Norway said Chilean divers had cut the cable off Bergen.\nAn official said a tanker was late."),
    report("b", 1, "Chile denied that its divers had cut the cable off Bergen.\nIt will rain."),
    report("c", 1, "Kenya said the tea harvest had doubled.\nMaria Holt expects the cable off Bergen to be repaired."),
    report("d", 2, "Portugal confirmed that Chilean divers had cut the cable off Bergen."),
    report("e", 4, "Chile said its divers had cut the cable off Bergen.\nThe outlet said the tea was late."),
    report("f", 19, "Norway said the cable off Bergen had been repaired.\nNobody else spoke FAIL"),
    report("g", 20, "Norway confirmed that the cable off Bergen had been repaired."),
    report("h", 21, "Kenya said the tea harvest had not doubled."),
)
