"""Statements made from a sentence, for tests that need no reader."""

from __future__ import annotations

from typing import Any

from reportedly.model import Act, Anchor, Forecast, Likelihood, Quote, Statement


def statement(said: str, act: Act = Act.ASSERT, likelihood: Likelihood | None = None, **more: Any) -> Statement:
    """An indirect statement of that content."""
    given: dict[str, Any] = {"quote": Quote.INDIRECT, "made_by": "made", "id": f"{act} {said}", **more}
    if likelihood:
        given["forecast"] = Forecast(horizon=None, likelihood=likelihood)
    return Statement(source=Anchor(0, 1, "S"), cue=None, content=(Anchor(0, len(said), said),), act=act, **given)
