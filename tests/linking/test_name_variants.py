"""Names that may be of one actor, and names that are not."""

from __future__ import annotations

import pytest

from reportedly.linking.name_variants import NameVariant, blocks, variant


@pytest.mark.parametrize(
    ("name", "other", "person", "how"),
    [
        ("Larrea", "Íñigo Larrea", True, NameVariant.LAST_NAME),
        ("ter Braak", "Joost ter Braak", True, NameVariant.LAST_NAME),
        ("Íñigo Larrea", "Larrea", True, None),
        ("Íñigo", "Íñigo Larrea", True, None),
        ("I. Larrea", "Íñigo Larrea", True, NameVariant.INITIAL),
        ("J. Larrea", "Íñigo Larrea", True, None),
        ("Ana Lund", "Ana Maria Lund", True, NameVariant.SHORTER),
        ("Sergei Ostrov", "Sergey Ostrov", True, NameVariant.SPELLING),
        ("Mario Ostrov", "Maria Ostrov", True, None),
        ("Erik Hansen", "Erik Jansen", True, None),
        ("Ana Lund", "ANA LUND", True, NameVariant.ONE_NAME),
        ("BHA", "Bergen Harbour Authority", False, NameVariant.ACRONYM),
        ("BHA", "Bergen Housing Board", False, None),
        ("Bergen Harbor Authority", "Bergen Harbour Authority", False, NameVariant.SPELLING),
        ("Bergen Harbour Authority", "Bergen Housing Authority", False, None),
        ("Mines", "Odda Mines", False, None),
    ],
)
def test_how_a_name_is_another_form_of_one(name: str, other: str, person: bool, how: NameVariant | None) -> None:
    assert variant(name, other, person=person) is how
    if how is not None:
        assert not set(blocks(name, person=person)).isdisjoint(blocks(other, person=person))
