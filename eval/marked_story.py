"""A story whose record is marked by hand: its statements with their claims and stances, claims with their histories.

A story is a folder with `reports.jsonl` (id, outlet, title, url, published_at, text) and `gold.json`: `statements`
(report, content, claim, stance), `claims` (id, history of statuses), `relations` between claims: `[a, ">", b]` if a
entails b, `[a, "x", b]` if they exclude each other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from eval import story
from eval.overlap import Item, by_id, pair_up, word_bounds, words_under
from reportedly import Report


@dataclass(frozen=True)
class MarkedStory:
    """The reports of a story and their record."""

    reports: Mapping[str, Item]
    """By id, each with its marked statements at their places."""
    claims: Sequence[Item]
    relations: frozenset[tuple[str, str, str]]

    @classmethod
    def load(cls, folder: Path) -> MarkedStory:
        """The story in a folder."""
        with (folder / "reports.jsonl").open(encoding="utf-8") as lines:
            reports = by_id(json.loads(line) for line in lines if line.strip())
        record = json.loads((folder / "gold.json").read_text("utf-8"))
        relations = frozenset((a, kind, b) for a, kind, b in record.get("relations", ()))
        return cls(story.with_offsets(reports, record), record["claims"], relations)

    @cached_property
    def statements(self) -> dict[str, Item]:
        """All marked statements by id."""
        return {s["id"]: s for report in self.reports.values() for s in report["statements"]}

    @cached_property
    def dates(self) -> list[str]:
        """The days on which the status of a claim changes."""
        return sorted({step["as_of"] for claim in self.claims for step in claim["history"]})

    def matched(
        self, report: str, predicted: Sequence[Item], *, marked: Sequence[Item] | None = None
    ) -> dict[str, Item]:
        """The predicted statement of a report for each marked one, one to one by the words of their contents.

        `marked` are those that can be matched; all of the report by default.
        """
        marked = self.reports[report]["statements"] if marked is None else marked
        bounds = word_bounds(self.reports[report]["text"])
        pairs = pair_up(*([words_under(s["content"], bounds) for s in side] for side in (marked, predicted)))
        return {marked[i]["id"]: predicted[j] for i, j in pairs.items()}

    def to_read(self) -> list[Report]:
        """The reports as they are added to a ledger."""
        return [as_report(report) for report in self.reports.values()]


def as_report(row: Mapping[str, Any]) -> Report:
    moment = datetime.fromisoformat(row["published_at"])
    return Report(
        id=row["id"],
        text=row["text"],
        outlet=row.get("outlet"),
        title=row.get("title"),
        url=row.get("url"),
        published_at=moment if moment.tzinfo else moment.replace(tzinfo=UTC),
    )
