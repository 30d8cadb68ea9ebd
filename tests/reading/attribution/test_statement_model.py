"""What only looks like an attribution is left out by the trained head."""

from __future__ import annotations

import numpy as np
import pytest

from reportedly.model import Anchor, Quote
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.attribution.statement_model import statement_features, tagged_words
from reportedly.reading.parsed import parse
from tests.reading.stages import attributions

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "Orla Venn scored 21 points and Tam Rusk added 14 points in the second half.",
    ],
)
def test_deeds_are_no_statements(text: str) -> None:
    assert not attributions(parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that the bridge would reopen in May.",
        'Lindqvist added: "We will not sell the harbour."',
        "The council accused the builder of using cheap steel.",
    ],
)
def test_what_is_said_stays(text: str) -> None:
    (found,) = attributions(parse(text))
    assert 0.5 < found.confidence < 1


def test_the_head_reads_means_over_the_words_of_each_part() -> None:
    text = "Lund left."
    g = parse(text).syntax
    place = {0: 0, 1: 1}
    said = np.array([[1.0, 3.0], [5.0, 7.0]], dtype=np.float32)
    one = Attribution(
        source=None, cue=None, content=(Anchor.of(text, 0, 9),), quote=Quote.INDIRECT, confidence=0.5, made_by="made"
    )
    assert tagged_words(g, place, one.content) == (0, 1)
    features = statement_features(g, place, said, one)
    assert features.tolist() == [3.0, 5.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]


def test_what_layout_decides_is_not_judged_by_the_head() -> None:
    found = attributions(parse("Bridge unsafe - engineers"))
    assert [one.decided for one in found] == [True]
