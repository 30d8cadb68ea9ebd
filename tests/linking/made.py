"""Statements made from a sentence, for tests that need no reader."""

from __future__ import annotations

from typing import Any

from reportedly.lexicon import predicates
from reportedly.model import (
    Act,
    Anchor,
    Forecast,
    Likelihood,
    PredicateClass,
    Proposition,
    Quote,
    Statement,
)


def statement(said: str, act: Act = Act.ASSERT, likelihood: Likelihood | None = None, **more: Any) -> Statement:
    """An indirect statement of that content, whose proposition holds what tables tell of the words."""
    given: dict[str, Any] = {"quote": Quote.INDIRECT, "made_by": "made", "id": f"{act} {said}", **more}
    given.setdefault("proposition", proposition(said))
    if likelihood:
        given["forecast"] = Forecast(horizon=None, likelihood=likelihood)
    return Statement(source=Anchor(0, 1, "S"), cue=None, content=(Anchor(0, len(said), said),), act=act, **given)


def proposition(said: str, **more: Any) -> Proposition:
    """A proposition in these words."""
    classes = tuple(PredicateClass(name=name, sign=sign) for name, sign in predicates.classes(said).items())
    return Proposition(wording=said, plainness=0.0, classes=classes, verdict=predicates.verdict(said), **more)
