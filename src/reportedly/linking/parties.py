"""Which parties of one claim are one: a man with and without his office, and by his surname.

"Ana Lund" of one report and "the minister Ana Lund, for Norway" of another are Norway. "Lund" in a report that does not
give her full name is she, if nobody else of that name has spoken on the claim; so is a firm that one report takes for a
person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.lexicon import actors as roster
from reportedly.model import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.linking.status import Voice


def renamed(voices: Iterable[Voice], names: Mapping[Party, Party]) -> list[Voice]:
    """The voices with the parties that their parties are by another name."""
    return [
        replace(v, party=names.get(v.party, v.party), about=names.get(v.about, v.about) if v.about else None)
        if v.party in names or v.about in names
        else v
        for v in voices
    ]


def other_names(voices: Iterable[Voice]) -> Mapping[Party, Party]:
    """The parties of these voices that are others by another name, each with that other one."""
    affiliated: dict[str, set[Party]] = {}
    people: set[str] = set()
    alone: list[Party] = []
    settled = {v.speaker for v in voices if v.fixed}
    said = [v for v in voices if v.named and v.speaker is not None and v.speaker not in settled]
    known = {v.party.name.casefold(): v.party for v in said if v.party.report is None}
    for v in said:
        assert v.speaker is not None
        if v.party.report is not None:
            alone += [] if v.apart_by_name else [v.party]
        elif v.party.name == v.speaker:
            people.add(v.speaker)
        else:
            affiliated.setdefault(v.speaker, set()).add(v.party)
    found = _of_one_man({v.speaker: affiliated[v.speaker] for v in said if v.person and v.speaker in affiliated})
    found |= {Party(name): next(iter(own)) for name in people if len(own := affiliated.get(name, set())) == 1}
    for party in alone:
        if party.name.casefold() in known:
            found[party] = known[party.name.casefold()]
            continue
        fitting = [name for name in people | affiliated.keys() if _ends_with(name, party.name)]
        if len(fitting) == 1 and len(own := affiliated.get(fitting[0], {Party(fitting[0])})) == 1:
            found[party] = next(iter(own))
    return found


def _of_one_man(affiliated: Mapping[str | None, set[Party]]) -> dict[Party, Party]:
    """The bodies that a person speaks for besides a party of the roster, each with that party.

    Who speaks for Norway and for the Harbour Board speaks for one party; of two that the roster knows, one is misread.
    """
    found: dict[Party, Party] = {}
    for own in affiliated.values():
        known = [p for p in own if roster.canonical(p.name) is not None]
        if len(known) == 1:
            found |= {p: known[0] for p in own if p != known[0]}
    return found


def _ends_with(name: str, last: str) -> bool:
    """True if a full name ends with a surname."""
    return name.casefold().split()[1:][-1:] == [last.casefold()]
