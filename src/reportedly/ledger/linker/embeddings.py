"""The embeddings of a report's statements: computed once, then stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly import encoder
from reportedly.linking import embedding
from reportedly.linking.embedding import StatementEmbedding
from reportedly.reading.text.windows import with_context
from reportedly.store import embeddings as store
from reportedly.store.embeddings import EmbeddingRow

if TYPE_CHECKING:
    from reportedly.model import Reading
    from reportedly.store.database import Connection


def embed_statements(connection: Connection, reading: Reading) -> dict[str, StatementEmbedding]:
    """The embeddings of the statements of a reading, by statement; the new ones are stored."""
    statements = reading.statements
    texts = {s.id: with_context(reading.report.text, s.content) for s in statements}
    known = store.vectors_of(connection, [s.id for s in statements])
    new = [s for s in statements if s.id not in known]
    vectors = encoder.embed([t for s in new for t in texts[s.id]])
    # Three texts each: content, sentence, paragraph.
    known |= {s.id: embedding.combine(*vectors[3 * i : 3 * i + 3]) for i, s in enumerate(new)}
    found = {s.id: embedding.of_statement(reading.report.id, s, known[s.id]) for s in statements}
    store.upsert_embeddings(connection, [_to_row(found[s.id]) for s in statements])
    return found


def _to_row(own: StatementEmbedding) -> EmbeddingRow:
    return EmbeddingRow(
        statement=own.statement, report=own.report, classes=own.classes, ahead=own.ahead, vector=own.vector
    )
