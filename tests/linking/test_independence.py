"""Which parties corroborate each other."""

from __future__ import annotations

import pytest

from reportedly.linking.independence import independent, opposed
from reportedly.model import Party


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        (Party("Norway"), Party("Chile"), True),
        (Party("Norway"), Party("Norway"), False),
        (Party("Kremlin"), Party("Russia"), False),
        (Party("Lund"), Party("Ana Lund"), False),
        (Party("Chile"), Party("Chile's customs"), False),
        (Party("the police", "r1"), Party("the police", "r2"), False),
        (Party("the police", "r1"), Party("Chile"), False),
        (Party("government"), Party("Chile"), False),
        (Party("police in Lisse"), Party("police in Oslo"), False),
        (Party("Interior Ministry"), Party("Chile"), False),
    ],
)
def test_two_names_are_not_always_two_voices(one: Party, other: Party, are: bool) -> None:
    assert independent(one, other) is are
    assert independent(other, one) is are


def test_sides_oppose_each_other() -> None:
    assert opposed(Party("Russia"), Party("Hamas"))
    assert not opposed(Party("Norway"), Party("Chile"))
