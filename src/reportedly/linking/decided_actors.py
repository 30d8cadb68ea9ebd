"""What people decided about actors, for linking: who a name means, for whom it speaks, on which side it is.

The decisions that count are those that are not revoked, whatever order they were made or imported in. Names that are
merged or renamed are one, called as the last of them says. A decision for some reports, or for one party, is for these
only, and goes before one for all. Of several on one matter the latest counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import actors as roster
from reportedly.linking.actors import plain_name
from reportedly.model import ActorDecisionKind, ActorKind, Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from reportedly.actors import ActorDecision

_NAMING = frozenset({ActorDecisionKind.MERGE, ActorDecisionKind.SPLIT, ActorDecisionKind.RENAME})
_ABOUT_ONE = frozenset(
    {ActorDecisionKind.PARTY, ActorDecisionKind.OFFICE, ActorDecisionKind.SIDE, ActorDecisionKind.KIND}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedName:
    """Whom a name means in a report."""

    key: str
    """The plain form of the name that it goes by."""
    name: str
    touched: bool = False
    """True if people decided on it: then it is the same in every report."""
    apart: bool = False
    """True if people said that it is not who its words suggest."""


class DecidedActors:
    """The decisions that are not revoked."""

    def __init__(self, decisions: Iterable[ActorDecision] = ()) -> None:
        counting = sorted((d for d in decisions if d.revoked_at is None), key=lambda d: (d.at, d.id))
        naming = [d for d in counting if d.kind in _NAMING]
        self._goes_by = _goes_by([d for d in naming if _is_general(d)])
        """The plain forms of names that are merged or renamed, each with that of the name that it goes by."""
        self._special = _by_name(d for d in naming if not _is_general(d))
        """Where a name is somebody else, by its plain form."""
        self._written = {plain_name(d.value): d.value for d in naming}
        """How names are written that people gave."""
        self._apart = _by_name(d for d in counting if d.kind is ActorDecisionKind.APART)
        self._about: dict[str, list[ActorDecision]] = {}
        for d in counting:
            if d.kind in _ABOUT_ONE:
                self._about.setdefault(self._general(plain_name(d.name)), []).append(d)

    def __bool__(self) -> bool:
        return bool(self._goes_by or self._special or self._apart or self._about)

    def named(self, name: str, report: str, of: str | None = None, *, bound: bool = False) -> DecidedName:
        """Whom a name means in a report that has it speak for the party `of`.

        A `bound` name means somebody in one report only: that others go by it elsewhere says nothing of it.
        """
        key = plain_name(name)
        if not self:
            return DecidedName(key=key, name=name)
        known_apart = any(_holds(d, report, of) for d in self._apart.get(key, ()))
        at, seen, special, apart = key, set[str](), False, known_apart
        while at not in seen:
            seen.add(at)
            found = self._at(at, report, of)
            if found is not None:
                special, apart = True, apart or found.kind is ActorDecisionKind.SPLIT
                at = plain_name(found.value)
            else:
                at = self._general(at)
        general = at in self._goes_by
        touched = special or general or (at in self._written and not bound)
        return DecidedName(key=at, name=self._written.get(at, name) if touched else name, touched=touched, apart=apart)

    def kind(self, key: str, report: str) -> ActorKind | None:
        """The kind that people gave an actor; None if none."""
        found = self._latest(key, report, ActorDecisionKind.KIND)
        return ActorKind(found.value) if found else None

    def party(self, key: str, report: str, day: date) -> Party | None:
        """For whom people said that an actor speaks on a day; None if they said nothing of that day."""
        offices = (d for d in self._of(key, report, ActorDecisionKind.OFFICE) if _is_on(d, day))
        found = max(offices, key=_age, default=None) or self._latest(key, report, ActorDecisionKind.PARTY)
        return self.called(found.value, report) if found else None

    def has_party(self, key: str, report: str) -> bool:
        """True if people said for whom an actor speaks, on whatever day."""
        return any(self._of(key, report, ActorDecisionKind.OFFICE, ActorDecisionKind.PARTY))

    def called(self, name: str, report: str) -> Party:
        """The party of a name, as the roster or people know it."""
        entry = roster.canonical(name)
        if entry is not None:
            return Party(roster.party_of(entry.actor()))
        return Party(self.named(name, report).name)

    def side(self, party: Party, report: str) -> str | None:
        """The side that people put a party on, empty for none; None if they said nothing."""
        found = self._latest(self.named(party.name, report).key, report, ActorDecisionKind.SIDE)
        return found.value if found else None

    def neighbours(self, name: str) -> set[str]:
        """The plain forms of all names whose decisions may bear on a name, its own among them."""
        edges: dict[str, set[str]] = {}
        for one, other in self._edges():
            edges.setdefault(one, set()).add(other)
            edges.setdefault(other, set()).add(one)
        found, waiting = {plain_name(name)}, [plain_name(name)]
        while waiting:
            new = edges.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return found

    def _edges(self) -> Iterator[tuple[str, str]]:
        yield from self._goes_by.items()
        for at, decisions in self._special.items():
            yield from ((at, plain_name(d.value)) for d in decisions)

    def _at(self, at: str, report: str, of: str | None) -> ActorDecision | None:
        """The decision for some reports, or one party, that holds here; one for reports goes before one for a party."""
        holding = [d for d in self._special.get(at, ()) if _holds(d, report, of)]
        return max(holding, key=lambda d: (bool(d.reports), d.of is not None, *_age(d)), default=None)

    def _general(self, at: str) -> str:
        return self._goes_by.get(at, at)

    def _of(self, key: str, report: str, *kinds: ActorDecisionKind) -> Iterator[ActorDecision]:
        return (d for d in self._about.get(key, ()) if d.kind in kinds and (not d.reports or report in d.reports))

    def _latest(self, key: str, report: str, kind: ActorDecisionKind) -> ActorDecision | None:
        return max(self._of(key, report, kind), key=lambda d: (bool(d.reports), *_age(d)), default=None)


def _is_general(decision: ActorDecision) -> bool:
    """True if a decision on a name holds in every report, whatever the party."""
    return not decision.reports and decision.of is None


def _holds(decision: ActorDecision, report: str, of: str | None) -> bool:
    """True if a decision holds for a name in this report, which has it speak for that party."""
    if decision.reports and report not in decision.reports:
        return False
    return decision.of is None or (of is not None and plain_name(decision.of) == plain_name(of))


def _is_on(decision: ActorDecision, day: date) -> bool:
    return (decision.since is None or decision.since <= day) and (decision.until is None or day <= decision.until)


def _age(decision: ActorDecision) -> tuple[object, str]:
    return decision.at, decision.id


def _by_name(decisions: Iterable[ActorDecision]) -> dict[str, list[ActorDecision]]:
    found: dict[str, list[ActorDecision]] = {}
    for d in decisions:
        found.setdefault(plain_name(d.name), []).append(d)
    return found


def _goes_by(decisions: Iterable[ActorDecision]) -> Mapping[str, str]:
    """Each name that is merged or renamed, with the one that it goes by: the last that is given no other name.

    Where each is given another one, as after renaming back, it is the last that was given.
    """
    joined: dict[str, list[str]] = {}
    given: dict[str, str] = {}
    last: dict[str, int] = {}
    for number, d in enumerate(decisions):
        one, other = plain_name(d.name), plain_name(d.value)
        last[other] = number
        if one != other:
            given[one] = other
        mine, theirs = joined.setdefault(one, [one]), joined.setdefault(other, [other])
        if mine is not theirs:
            mine.extend(theirs)
            joined.update(dict.fromkeys(theirs, mine))
    found: dict[str, str] = {}
    for names in {id(group): group for group in joined.values()}.values():
        ends = [name for name in names if name in last and name not in given]
        best = max(ends or [name for name in names if name in last], key=lambda name: last[name])
        found |= dict.fromkeys(names, best)
    return found
