"""Discourses over parses written down by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Report
from reportedly.reading.speakers.discourse import Discourse
from reportedly.reading.speakers.roster import RosterMatches
from tests.reading.docs import parsed

if TYPE_CHECKING:
    from datetime import datetime

    from reportedly.reading.speakers.entity import Entity


def roster_of(rows: str) -> RosterMatches:
    """The names of the roster in the parse of these rows."""
    return RosterMatches(parsed(rows).syntax)


def discourse_of(rows: str, outlet: str | None = None, published: datetime | None = None) -> Discourse:
    """The discourse of the parse of these rows, in which nobody has spoken yet."""
    roster = roster_of(rows)
    return Discourse.of(roster, Report(text=roster.syntax.text, outlet=outlet, published_at=published), ())


def entity_of(discourse: Discourse, name: str) -> Entity:
    """The entity that is mentioned under this name."""
    return next(m.entity for m in discourse.mentions.in_order if m.entity.name == name)
