"""Propositions of a sentence that somebody is made to say, from its parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.model import Act, Anchor, Proposition, Quote, Statement
from reportedly.reading.parsed import parse
from reportedly.reading.propositions.stage import find_propositions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import EventMention


def proposition(
    said: str,
    act: Act = Act.ASSERT,
    *,
    parts: Sequence[tuple[int, int]] = (),
    cue: tuple[int, int] | None = None,
    events: Sequence[EventMention] = (),
    **more: Any,
) -> Proposition:
    """What is told by a text, or by these parts of it, as somebody's indirect words."""
    statement = Statement(
        id="told",
        source=Anchor(0, 1, said[0]),
        cue=Anchor.of(said, *cue) if cue else None,
        content=tuple(Anchor.of(said, *part) for part in parts or [(0, len(said))]),
        act=act,
        made_by="made",
        **{"quote": Quote.INDIRECT, **more},
    )
    (found,) = find_propositions(parse(said), [statement], events)
    assert found.proposition is not None
    return found.proposition
