"""The vector of a statement: from its content, its sentence, and the sentences near it, each computed once."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly import encoder
from reportedly.linking.embedding import CONTENT, PARAGRAPH, SENTENCE, embedded, rounded

FIRST, SECOND = "The dam held all night.", "The mayor of Varnholm said that nobody had to leave the town."


def test_a_paragraph_is_its_sentences_by_their_lengths() -> None:
    content = "nobody had to leave"
    of_content, one, other = encoder.embed([content, FIRST, SECOND])
    paragraph = len(FIRST) * one + len(SECOND) * other
    total = CONTENT * of_content + SENTENCE * other + PARAGRAPH * paragraph / np.linalg.norm(paragraph)
    assert np.allclose(embedded([content, SECOND, FIRST, SECOND]), rounded(total / np.linalg.norm(total)), atol=1e-3)


def test_what_is_nearly_the_whole_sentence_is_not_computed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    embed = encoder.embed

    def noted(texts: list[str]) -> object:
        asked.extend(texts)
        return embed(texts)

    monkeypatch.setattr(encoder, "embed", noted)
    embedded([FIRST.removesuffix("."), FIRST, FIRST, SECOND])
    assert set(asked) == {FIRST, SECOND}
    embedded(["nobody had to leave", SECOND, SECOND])
    assert set(asked) == {FIRST, SECOND, "nobody had to leave"}


def test_a_statement_without_words_around_has_a_vector() -> None:
    assert np.isfinite(embedded(["", ""])).all()
