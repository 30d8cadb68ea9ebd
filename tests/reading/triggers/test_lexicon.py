"""The tables of event words hold together."""

from __future__ import annotations

from itertools import chain

import pytest

from reportedly.lexicon import table
from reportedly.reading.forecasts.likelihood import likelihood_of
from reportedly.reading.triggers.lexicon import entries, event_nouns, object_classes

KINDS = {"", "clause", "to", "own", "whom", "recipient", "mutual", "light", "bare"}


@pytest.mark.parametrize(
    "name",
    [
        "events.tsv", "event_objects.tsv", "happenings.tsv", "factuality.tsv", "likelihood.tsv", "futures.tsv",
        "opposites.tsv", "pointers.tsv",
    ],
)  # fmt: skip
def test_first_columns_are_unique_so_that_a_user_can_lay_rows_over(name: str) -> None:
    firsts = [next(iter(row.values())) for row in table(name)]
    assert len(firsts) == len(set(firsts))


def test_every_need_is_a_kind_or_a_class_of_objects() -> None:
    classes = set(chain.from_iterable(object_classes().values()))
    needs = {part for uses in entries().values() for e in uses for part in _parts(e.needs)}
    assert needs <= KINDS | classes


def _parts(needs: str) -> list[str]:
    head, _, rest = needs.partition("-")
    return [head, rest] if head == "clause" else [needs]


def test_nouns_with_a_type_name_happenings() -> None:
    typed = {lemma for (lemma, pos) in entries() if pos == "n" and " " not in lemma}
    assert typed <= event_nouns()


def test_factuality_stays_on_its_scale() -> None:
    for row in table("factuality.tsv"):
        for column in ("so", "not", "said", "said_not"):
            assert not row[column] or -3 <= float(row[column]) <= 3, row["entry"]


def test_opposites_name_senses_that_exist() -> None:
    senses = {row["sense"] for row in table("opposites.tsv")}
    assert {other for row in table("opposites.tsv") for other in row["opposes"].split()} <= senses


def test_every_phrase_of_likelihood_is_found_by_itself() -> None:
    for row in table("likelihood.tsv"):
        beside = "the chance is " if row["beside"] else ""
        assert likelihood_of(beside + row["phrase"]) == row["likelihood"], row["phrase"]
