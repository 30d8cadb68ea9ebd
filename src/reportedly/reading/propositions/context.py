"""Context: what earlier stages found in the report around a statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.model import Place, Time
    from reportedly.reading.speakers.discourse import Discourse


@dataclass(frozen=True, slots=True)
class Context:
    """The times and places of a report, who is named and described in it, and when it was published."""

    times: Sequence[Time] = ()
    places: Sequence[Place] = ()
    discourse: Discourse | None = None
    """None in a report without statements."""
    published: date | None = None
