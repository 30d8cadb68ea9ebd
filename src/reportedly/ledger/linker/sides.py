"""Statements as sides of pairs: those of the report that is linked, and earlier ones from the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from pydantic import TypeAdapter

from reportedly import encoder
from reportedly.linking.adjudicator import Pair, Side
from reportedly.linking.matching import to_match
from reportedly.linking.slots import Slots, opposite_words, slots_of
from reportedly.linking.vetoes import vetoes
from reportedly.reading.text.windows import one_line, with_context
from reportedly.store import readings
from reportedly.store.sides import SideRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from numpy.typing import NDArray

    from reportedly.ledger.linker.speakers import Speaker
    from reportedly.linking.embedding import StatementEmbedding
    from reportedly.model import Reading
    from reportedly.store.sides import LinkedSideRow

_SLOTS = TypeAdapter(Slots)


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

    def opposed(self, other: ComparedStatement) -> bool:
        """True if one of the two is a denial, without negations, or if they use opposite words; not if both."""
        mine, theirs = self.slots, other.slots
        one_denies = mine.denies != theirs.denies and not (mine.negated or theirs.negated)
        return one_denies != opposite_words(mine, theirs)

    def pair(self, other: ComparedStatement) -> Pair:
        """The two, as an adjudicator is given them."""
        return Pair(one=self.side, other=other.side, similarity=self.similarity(other), match=self.match(other))


def of_reading(
    reading: Reading, day: date, embeddings: Mapping[str, StatementEmbedding], speakers: Mapping[str, Speaker]
) -> dict[str, ComparedStatement]:
    """The statements of a reading by id; `day` is that of publication, embeddings and speakers are by statement."""
    given, found = reading.report, {}
    vectors = match_vectors(reading)
    for s, match_vector in zip(reading.statements, vectors, strict=True):
        content, sentence, _ = with_context(given.text, s.content)
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
        speaker = speakers[s.id]
        slots = slots_of(reading, s, speaker.party if speaker.named else None)
        found[s.id] = ComparedStatement(
            side=side, slots=slots, vector=embeddings[s.id].vector, match_vector=match_vector
        )
    return found


def match_vectors(reading: Reading) -> NDArray[np.float32]:
    """The matcher's vectors of the statements of a reading, rounded as the store keeps them: (statements, 384)."""
    texts = [to_match(reading.report, s).text() for s in reading.statements]
    return encoder.match_vectors(texts).astype(np.float16).astype(np.float32)


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
    slots = _SLOTS.validate_json(own.slots)
    return ComparedStatement(side=side, slots=slots, vector=row.vector, match_vector=own.match_vector)


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
        match_vector=compared.match_vector,
    )
