"""Propositions of a sentence that somebody is made to say, from its parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.model import Act, Anchor, Proposition, Quote, Statement
from reportedly.reading.parsed import parse
from reportedly.reading.propositions.context import Context
from reportedly.reading.propositions.stage import find_propositions
from reportedly.reading.times.stage import find_times

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.model import EventMention


def proposition(
    said: str,
    act: Act = Act.ASSERT,
    *,
    parts: Sequence[tuple[int, int]] = (),
    cue: tuple[int, int] | None = None,
    events: Sequence[EventMention] = (),
    context: Context | None = None,
    published: date | None = None,
    **more: Any,
) -> Proposition:
    """What is told by a text, or by these parts of it, as somebody's indirect words."""
    parsed = parse(said)
    statement = Statement(
        id="told",
        cue=Anchor.of(said, *cue) if cue else None,
        content=tuple(Anchor.of(said, *part) for part in parts or [(0, len(said))]),
        act=act,
        made_by="made",
        **{"quote": Quote.INDIRECT, "source": Anchor(0, 1, said[0]), **more},
    )
    (found,) = find_propositions(
        parsed, [statement], events, context or Context(find_times(parsed, published), published=published)
    )
    assert found.proposition is not None
    return found.proposition
