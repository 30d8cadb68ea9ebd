"""Words that an answer quotes must stand in the statement."""

from __future__ import annotations

import pytest

from reportedly.adjudicators.answers import has_words
from tests.adjudicators.scripted import side

SIDE = side(
    "divers had cut\n the  “cable” off Bergen – twice", "Norway said on Monday that divers had cut the cable; it’s gone"
)


@pytest.mark.parametrize(
    "words",
    [
        "divers had cut the",
        "Divers had cut",
        'the "cable" off Bergen - twice',
        "“cable”",
        "on Monday that divers",
        " ...had cut ",
        "it's gone",
        "twice",
    ],
)
def test_words_of_the_content_or_its_sentence(words: str) -> None:
    assert has_words(SIDE, words)


@pytest.mark.parametrize(
    "words", ["", " ... ", "divers cut", "iver", "Norway divers", "off Bergen Norway", "cable offs"]
)
def test_words_that_stand_nowhere(words: str) -> None:
    assert not has_words(SIDE, words)
