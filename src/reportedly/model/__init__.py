"""The values of a reading, frozen: a report and what is found in it.

Standard library only. Every place in a text is an `Anchor`. `made_by` names the rule or model that made a value.
Unknown is None.
"""

from __future__ import annotations

from reportedly.model.identity import Actor, ActorKey, Identity, Party
from reportedly.model.proposition import Agent, Mention, Object, PredicateClass, Proposition
from reportedly.model.reading import Contradiction, EventMention, Forecast, Place, Quantity, Reading, Statement, Time
from reportedly.model.report import Anchor, Report, Run, content_id, statement_id
from reportedly.model.vocabulary import (
    Act,
    ActorDecisionKind,
    ActorKind,
    Anchoring,
    Certainty,
    ChangeKind,
    ClaimRelation,
    Counting,
    EventType,
    Likelihood,
    Manner,
    Outcome,
    Polarity,
    Precision,
    Quote,
    Stance,
    Status,
    TimeType,
    TollKind,
    TopicEditKind,
    Verdict,
)

__all__ = [
    "Act",
    "Actor",
    "ActorDecisionKind",
    "ActorKey",
    "ActorKind",
    "Agent",
    "Anchor",
    "Anchoring",
    "Certainty",
    "ChangeKind",
    "ClaimRelation",
    "Contradiction",
    "Counting",
    "EventMention",
    "EventType",
    "Forecast",
    "Identity",
    "Likelihood",
    "Manner",
    "Mention",
    "Object",
    "Outcome",
    "Party",
    "Place",
    "Polarity",
    "Precision",
    "PredicateClass",
    "Proposition",
    "Quantity",
    "Quote",
    "Reading",
    "Report",
    "Run",
    "Stance",
    "Statement",
    "Status",
    "Time",
    "TimeType",
    "TollKind",
    "TopicEditKind",
    "Verdict",
    "content_id",
    "statement_id",
]
