"""What bears on a claim through its relations: who affirms the narrower affirms the broader.

A claim entails another one if whatever makes it so makes the other one so: "over 10,000 soldiers were sent" entails
"soldiers were sent".
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from reportedly.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.linking.status import Voice

MOST = 200
"""Claims that are followed from one claim at most."""


def narrower(claim: str, entails: Mapping[str, Iterable[str]]) -> list[str]:
    """The claims that entail a claim, nearest first; `entails` has for each claim those that entail it directly."""
    return _reached(claim, entails)


def broader(claim: str, entailed: Mapping[str, Iterable[str]]) -> list[str]:
    """The claims that a claim entails, nearest first; `entailed` has for each claim those that it entails directly."""
    return _reached(claim, entailed)


def bearing(own: Iterable[Voice], of_narrower: Iterable[Voice], of_broader: Iterable[Voice]) -> list[Voice]:
    """The voices that bear on a claim: its own, those that affirm a narrower one, those that deny a broader one.

    Of all of them the latest word of a party counts: who admits something narrower no longer denies the broader.
    """
    return [
        *own,
        *(v for v in of_narrower if v.stance is Stance.AFFIRM),
        *(v for v in of_broader if v.stance is Stance.DENY),
    ]


def _reached(claim: str, steps: Mapping[str, Iterable[str]]) -> list[str]:
    found: dict[str, None] = {}
    waiting = deque([claim])
    while waiting and len(found) < MOST:
        for other in sorted(steps.get(waiting.popleft(), ())):
            if other != claim and other not in found:
                found[other] = None
                waiting.append(other)
    return list(found)
