"""What a day changed in a claim."""

from __future__ import annotations

import pytest

from reportedly.linking.changes import is_notable, kind_of_change, why_new
from reportedly.model import ChangeKind, Status

REPORTED, ALLEGED, DENIED = Status.REPORTED, Status.ALLEGED, Status.DENIED


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, ALLEGED, ChangeKind.NEW),
        (None, DENIED, ChangeKind.DENIAL),
        (None, Status.DISPUTED, ChangeKind.OPPOSITION),
        (REPORTED, ALLEGED, ChangeKind.SOURCE),
        (ALLEGED, Status.DISPUTED, ChangeKind.OPPOSITION),
        (ALLEGED, Status.CORROBORATED, ChangeKind.CORROBORATION),
        (Status.DISPUTED, Status.CORROBORATED, ChangeKind.WITHDRAWAL),
        (Status.DISPUTED, ALLEGED, ChangeKind.WITHDRAWAL),
        (Status.DISPUTED, DENIED, ChangeKind.WITHDRAWAL),
        (Status.DISPUTED, Status.ACKNOWLEDGED, ChangeKind.ADMISSION),
        (Status.ACKNOWLEDGED, Status.DISPUTED, ChangeKind.WITHDRAWAL),
        (ALLEGED, ALLEGED, None),
    ],
)
def test_kinds_of_changes(before: Status | None, after: Status, kind: ChangeKind | None) -> None:
    assert kind_of_change(before, after, figures=False) is kind


def test_figures_that_move_are_a_change_where_the_status_stays() -> None:
    assert kind_of_change(ALLEGED, ALLEGED, figures=True) is ChangeKind.FIGURES
    assert kind_of_change(ALLEGED, Status.DISPUTED, figures=True) is ChangeKind.OPPOSITION


def test_a_status_that_is_only_less_sure_is_no_withdrawal() -> None:
    assert kind_of_change(Status.CORROBORATED, ALLEGED, figures=False, sure=False) is ChangeKind.SOURCE


def test_new_claims_and_unreadable_ones_are_not_notable() -> None:
    assert is_notable(ChangeKind.DENIAL, stands_alone=True)
    assert not is_notable(ChangeKind.DENIAL, stands_alone=False)
    assert not is_notable(ChangeKind.NEW, stands_alone=True)
    assert not is_notable(ChangeKind.SOURCE, stands_alone=True)
    assert not is_notable(None, stands_alone=True)


def test_what_is_new_is_one_sentence() -> None:
    def said(kind: ChangeKind | None, *affirm: str, deny: tuple[str, ...] = (), origins: int = 0) -> str:
        return why_new(kind, Status.CORROBORATED, "only Peru affirms it", affirm=affirm, deny=deny, origins=origins)

    assert said(ChangeKind.WITHDRAWAL) == "no longer corroborated: only Peru affirms it"
    assert said(ChangeKind.NEW, "Peru") == "new claim: only Peru affirms it"
    assert said(None, "Peru", "Chile", origins=2) == "Peru and Chile affirm it, too, in 2 more texts"
    assert said(None, "Peru", deny=("Chile",)) == "Peru affirms it, too, and Chile denies it, too"
    assert said(None, *"ABCDE") == "A, B, C and 2 others affirm it, too"
    assert said(None, origins=1) == "1 more text carries it"
