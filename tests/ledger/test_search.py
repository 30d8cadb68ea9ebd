"""Statements are found by their words, whatever the dialect thinks of letters and wildcards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger import Ledger
from tests.ledger.told import report

if TYPE_CHECKING:
    from tests.databases import NewAddress

WORDS = (
    report("a", 0, "Ana Øst said the STRASSE in Århus was 50% wider."),
    report("b", 1, "Norway said the strasse_in Oslo was 500 metres long."),
    report("c", 2, "Norway said it rained / snowed \\ hailed."),
)
EXPECTED = {
    "århus": ["a"],
    "ANA øst": ["a"],
    "straße": ["b", "a"],
    "50%": ["a"],
    "strasse_": ["b"],
    "\\": ["c"],
    "/ rained": ["c"],
    "it' OR 1=1 --": [],
}


def test_words_are_found(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(WORDS))
        assert {text: [hit.report for hit in ledger.search(text)] for text in EXPECTED} == EXPECTED
