"""Statements as sides of pairs: those of the report that is linked, and earlier ones from the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from reportedly.linking.adjudicator import Pair, Side
from reportedly.linking.slots import Opposition, Slots, opposition, slots_of
from reportedly.linking.vetoes import vetoes
from reportedly.reading.text.windows import one_line
from reportedly.store import readings
from reportedly.store.sides import SideRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from reportedly.ledger.linker.embeddings import EmbeddedTexts
    from reportedly.ledger.linker.speakers import Speaker
    from reportedly.linking.embedding import StatementEmbedding
    from reportedly.model import Reading
    from reportedly.store.sides import LinkedSideRow

_SLOTS = TypeAdapter(Slots)
REMEMBERED = 4096
"""Earlier statements whose slots are remembered: those of a story are compared again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedStatement:
    """A statement with all that it is compared by."""

    side: Side
    slots: Slots
    vector: NDArray[np.float32] = field(repr=False, compare=False)
    """Its embedding."""
    match_vector: NDArray[np.float32] = field(repr=False, compare=False)
    """Its vector by the matcher."""

    def similarity(self, other: ComparedStatement) -> float:
        """The cosine of the embeddings; rounded, as its last digits differ between processors."""
        return round(float(self.vector @ other.vector), 4)

    def match(self, other: ComparedStatement) -> float:
        """The cosine of the matcher's vectors, rounded for the same reason."""
        return round(float(self.match_vector @ other.match_vector), 4)

    def vetoes(self, other: ComparedStatement) -> tuple[str, ...]:
        """Why the two cannot say the same."""
        return vetoes(self.slots, other.slots)

    def opposition(self, other: ComparedStatement) -> Opposition:
        """Whether the two are on opposite sides of one matter, as far as slots tell."""
        return opposition(self.slots, other.slots)

    def pair(self, other: ComparedStatement) -> Pair:
        """The two, as an adjudicator is given them."""
        return Pair(one=self.side, other=other.side, similarity=self.similarity(other), match=self.match(other))


def of_reading(
    reading: Reading,
    day: date,
    texts: Mapping[str, EmbeddedTexts],
    embeddings: Mapping[str, StatementEmbedding],
    speakers: Mapping[str, Speaker],
) -> dict[str, ComparedStatement]:
    """The statements of a reading by id; `day` is that of publication, all others are by statement."""
    given, found = reading.report, {}
    for s in reading.statements:
        content, sentence, *_ = texts[s.id].context
        named = s.source is not None or s.cue is not None
        source = s.actor.name if s.actor else one_line((s.source,)) if s.source else None
        side = Side(
            statement=s.id,
            report=given.id,
            actor=source if named else None,
            act=s.act,
            wording=s.proposition.wording if s.proposition else content,
            content=content,
            sentence=sentence,
            title=given.title,
            outlet=given.outlet,
            day=readings.said_on(s, day),
        )
        slots = slots_of(reading, s, speakers[s.id].about)
        own = embeddings[s.id]
        found[s.id] = ComparedStatement(side=side, slots=slots, vector=own.vector, match_vector=own.match_vector)
    return found


def from_row(row: LinkedSideRow) -> ComparedStatement:
    """An earlier statement, as the store keeps it."""
    own = row.side
    side = Side(
        statement=own.statement,
        report=own.report,
        actor=own.actor,
        act=own.act,
        wording=own.wording,
        content=own.content,
        sentence=own.sentence,
        title=row.title,
        outlet=row.outlet,
        day=own.said_on,
    )
    return ComparedStatement(side=side, slots=_slots(own.slots), vector=row.vector, match_vector=row.match_vector)


@lru_cache(maxsize=REMEMBERED)
def _slots(stored: str) -> Slots:
    return _SLOTS.validate_json(stored)


def to_row(compared: ComparedStatement) -> SideRow:
    """What the store keeps of a statement; report and embedding it has already."""
    own = compared.side
    return SideRow(
        statement=own.statement,
        report=own.report,
        actor=own.actor,
        act=own.act,
        wording=own.wording,
        content=own.content,
        sentence=own.sentence,
        said_on=own.day,
        slots=_SLOTS.dump_json(compared.slots).decode(),
    )
