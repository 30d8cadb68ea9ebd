"""By how much one report changes what is counted: sources, statuses, outcomes of forecasts."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reportedly.linking.scoring import square
from reportedly.model import Outcome
from reportedly.store import daily_counts, source_stats
from reportedly.store.source_stats import SourceCount

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from reportedly.model import Likelihood, Status
    from reportedly.store.database import Connection
    from reportedly.store.speakers import SourceInReport


class Deltas:
    """Changes of counts, collected while a report is linked and stored at the end."""

    def __init__(self) -> None:
        self.sources: dict[str, Counter[SourceCount]] = defaultdict(Counter)
        """By what each source is counted under."""
        self.statuses: Counter[Status] = Counter()
        """Of claims."""
        self.outcomes: Counter[tuple[Likelihood, Outcome]] = Counter()
        """Of forecasts, by how likely they were said to be."""

    def add_forecast(self, source: str | None, likelihood: Likelihood, outcome: Outcome, by: int = 1) -> None:
        """Count a forecast in, or out if `by` is -1."""
        self.outcomes[likelihood, outcome] += by
        if source is not None:
            own = self.sources[source]
            own[SourceCount.FORECASTS] += by
            _score(own, likelihood, outcome, by)

    def settle(self, source: str | None, likelihood: Likelihood, outcome: Outcome) -> None:
        """Count the outcome of a forecast that was open."""
        self.outcomes[likelihood, Outcome.OPEN] -= 1
        self.outcomes[likelihood, outcome] += 1
        if source is not None:
            _score(self.sources[source], likelihood, outcome, 1)

    def save(self, connection: Connection, day: date, speaking: Mapping[str, SourceInReport]) -> None:
        """Add the changes to the counts of a day; `speaking` are the sources that the report quotes."""
        source_stats.add(connection, day, self.sources, speaking)
        daily_counts.add_statuses(connection, day, self.statuses)
        daily_counts.add_outcomes(connection, day, self.outcomes)


def _score(own: Counter[SourceCount], likelihood: Likelihood, outcome: Outcome, by: int) -> None:
    if outcome is Outcome.OPEN:
        return
    own[SourceCount.SETTLED] += by
    distance = square(likelihood, outcome)
    if distance is not None:
        own[SourceCount.SCORED] += by
        own[SourceCount.SQUARES] += by * distance
