"""Suggested topics: claims of reports that are about one matter, as far as no topic has them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.linking.topics import Profile, matters, telling
from reportedly.store import claim_days, topic_claims, topic_profiles
from reportedly.topics import TopicSuggestion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.store.claim_days import ClaimDayRow
    from reportedly.store.database import Connection
    from reportedly.store.topic_profiles import ProfileRow

MOST = 600
"""Reports that are looked at, the latest: each is compared with each."""
REPORTS = 2
CLAIMS = 3
"""The least that a suggestion has."""
TRAITS = 6
"""Traits that are named."""
_NAME = re.compile(r"(?<=[\w,] )\[?([A-Z][\w’'-]+)")
"""A word with a capital letter inside a wording; at its start every word has one."""


def suggested(connection: Connection, as_of: date | None) -> list[TopicSuggestion]:
    """The suggestions as of a date, those of most reports first."""
    rows = topic_profiles.latest(connection, as_of, MOST)
    claims = sorted({claim for row in rows for claim in row.claims})
    profiles = [profile_of(row) for row in rows]
    groups = matters(profiles, topic_profiles.related(connection, as_of, claims))
    days = claim_days.latest(connection, as_of, claims)
    taken = topic_claims.of_any(connection, as_of)
    found: list[TopicSuggestion] = []
    for group, own in zip(groups, claims_of(groups), strict=True):
        free = [days[claim] for claim in own if claim not in taken and claim in days]
        if len(group) >= REPORTS and len(free) >= CLAIMS:
            found.append(_suggestion(len(found) + 1, group, free, telling(group, profiles)))
    return found


def profile_of(row: ProfileRow) -> Profile:
    """What tells which matter a report is about."""
    names = {name.casefold() for wording in row.wordings for name in _NAME.findall(wording)}
    named = {
        "name": row.names | names,
        "actor": row.actors,
        "place": row.places,
        "country": row.countries,
        "day": row.days,
    }
    traits = frozenset(f"{kind} {value}" for kind, values in named.items() for value in values)
    return Profile(report=row.report, traits=traits, claims=frozenset(row.claims), event=row.event)


def claims_of(groups: Sequence[Sequence[Profile]]) -> list[list[str]]:
    """The claims of each group: those of which it has most reports, of equally many the larger group."""
    having: dict[str, Counter[int]] = {}
    for number, group in enumerate(groups):
        for profile in group:
            for claim in profile.claims:
                having.setdefault(claim, Counter())[number] += 1
    found: list[list[str]] = [[] for _ in groups]
    for claim, numbers in sorted(having.items()):
        found[min(numbers, key=lambda n: (-numbers[n], n))].append(claim)
    return found


def _suggestion(
    number: int, group: Sequence[Profile], claims: Sequence[ClaimDayRow], traits: Sequence[str]
) -> TopicSuggestion:
    ranked = sorted(claims, key=lambda day: (not day.shown, -day.points, day.number))
    named = dict.fromkeys(_shown(trait) for trait in traits)
    return TopicSuggestion(
        number=number,
        traits=tuple(named)[:TRAITS],
        wording=ranked[0].wording,
        claims=tuple(day.claim for day in ranked),
        reports=tuple(profile.report for profile in group),
        last=max(day.day for day in claims),
    )


def _shown(trait: str) -> str:
    """A trait as people read it: an actor without the party, a country by its name."""
    kind, _, value = trait.partition(" ")
    if kind == "country":
        return (wording.country(value) or value).casefold()
    return value.partition(" | ")[0] if kind == "actor" else value
