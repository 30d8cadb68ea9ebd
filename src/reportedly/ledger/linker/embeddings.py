"""The embeddings of a report's statements: computed once, then stored with a seal, and read back while that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly import encoder
from reportedly.linking import embedding
from reportedly.linking.matching import to_match
from reportedly.reading.text.windows import with_context
from reportedly.store import embeddings as store
from reportedly.store.embeddings import EmbeddingRow, Sealed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.linking.embedding import StatementEmbedding
    from reportedly.model import Reading
    from reportedly.store.database import Connection
    from reportedly.store.vectors import Vector

_NONE = Sealed(None, None), Sealed(None, None)


@dataclass(frozen=True, slots=True)
class EmbeddedTexts:
    """What the vectors of a statement are computed from."""

    context: tuple[str, ...]
    """Content, sentence, and the sentences of its paragraph, for the embedder."""
    matched: str
    """What the matcher reads."""


def texts_of(reading: Reading) -> dict[str, EmbeddedTexts]:
    """What the vectors of the statements of a reading are computed from, by statement."""
    given = reading.report
    return {
        s.id: EmbeddedTexts(with_context(given.text, s.content), to_match(given, s).text()) for s in reading.statements
    }


def embed_statements(
    connection: Connection, reading: Reading, texts: Mapping[str, EmbeddedTexts]
) -> dict[str, StatementEmbedding]:
    """The embeddings of the statements of a reading, by statement; those that are new or do not fit are stored."""
    stored = store.sealed(connection, [s.id for s in reading.statements])
    vectors: dict[str, Vector] = {}
    matches: dict[str, Vector] = {}
    for key, own in texts.items():
        vector, match = stored.get(key, _NONE)
        if (known := vector.opened(_embedder(), own.context)) is not None:
            vectors[key] = known
        if (known := match.opened(_matcher(), [own.matched])) is not None:
            matches[key] = known
    vectors |= combined({key: own for key, own in texts.items() if key not in vectors})
    matches |= matched({key: own for key, own in texts.items() if key not in matches})
    report, found = reading.report.id, {}
    for s in reading.statements:
        found[s.id] = embedding.of_statement(report, s, vectors[s.id], matches[s.id])
    store.upsert_embeddings(connection, [row(one, texts[key]) for key, one in found.items()])
    return found


def rows_of(reading: Reading) -> list[EmbeddingRow]:
    """The embeddings of the statements of a reading with their seals, computed now."""
    texts = texts_of(reading)
    vectors, matches = combined(texts), matched(texts)
    of = embedding.of_statement
    return [row(of(reading.report.id, s, vectors[s.id], matches[s.id]), texts[s.id]) for s in reading.statements]


def combined(texts: Mapping[str, EmbeddedTexts]) -> dict[str, Vector]:
    """The embedder's vectors, by statement, computed now."""
    return {key: embedding.embedded(own.context) for key, own in texts.items()}


def matched(texts: Mapping[str, EmbeddedTexts]) -> dict[str, Vector]:
    """The matcher's vectors, by statement, computed now."""
    vectors = encoder.match_vectors([own.matched for own in texts.values()])
    return {key: embedding.rounded(vector) for key, vector in zip(texts, vectors, strict=True)}


def row(own: StatementEmbedding, texts: EmbeddedTexts) -> EmbeddingRow:
    """What the store keeps of an embedding, with its seals."""
    return EmbeddingRow(
        statement=own.statement,
        report=own.report,
        classes=own.classes,
        ahead=own.ahead,
        vector=own.vector,
        seal=store.seal(own.vector, _embedder(), texts.context),
        match_vector=own.match_vector,
        match_seal=store.seal(own.match_vector, _matcher(), [texts.matched]),
    )


def _embedder() -> str:
    return encoder.digest(encoder.EMBEDDER)


def _matcher() -> str:
    return encoder.digest(encoder.MATCHER)
