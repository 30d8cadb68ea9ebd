"""Circumstances of an event: the place, time and quantities in its own clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reading.text.spans import token_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from reportedly.model import Anchor, Place, Quantity, Time

FARTHEST = 12
"""Steps up the tree from a time, place or quantity to its event."""


class Circumstances:
    """Place, time and quantities of each trigger: those that depend on it or, for a noun, on its verb."""

    def __init__(
        self,
        doc: Doc,
        triggers: Sequence[Token],
        times: Sequence[Time],
        places: Sequence[Place],
        quantities: Sequence[Quantity],
    ) -> None:
        self._events = {t.i for t in triggers}
        self._times = self._attached(doc, [t.anchor for t in times])
        self._places = self._attached(doc, [p.anchor for p in places if not p.as_actor])
        self._quantities = self._attached(doc, [q.anchor for q in quantities])

    def time(self, trigger: Token) -> Anchor | None:
        """The time in its clause."""
        return self._nearest(self._times, trigger)

    def place(self, trigger: Token) -> Anchor | None:
        """The place in its clause."""
        return self._nearest(self._places, trigger)

    def quantities(self, trigger: Token) -> tuple[Anchor, ...]:
        """The quantities that depend on it."""
        return tuple(self._quantities.get(trigger.i, ()))

    def _nearest(self, attached: dict[int, list[Anchor]], trigger: Token) -> Anchor | None:
        own = attached.get(trigger.i)
        if own is None and trigger.pos_ == "NOUN":
            own = attached.get(_verb_over(trigger))
        return min(own, key=lambda a: abs(a.start - trigger.idx)) if own else None

    def _attached(self, doc: Doc, anchors: Sequence[Anchor]) -> dict[int, list[Anchor]]:
        found: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            found_at = token_range(doc, anchor)
            if found_at is None:
                continue
            start, end = found_at
            here = doc[start:end].root
            for _ in range(FARTHEST):
                if here.i in self._events and not start <= here.i < end:
                    found.setdefault(here.i, []).append(anchor)
                    break
                if here.head.i == here.i:
                    break
                here = here.head
        return found


def _verb_over(noun: Token) -> int:
    here = noun
    for _ in range(4):
        if here.head.i == here.i:
            break
        here = here.head
        if here.pos_ == "VERB":
            return here.i
    return -1
