"""What a day changed in a claim, and whether an analyst would act on it."""

from __future__ import annotations

from reportedly.linking.status import STRONG
from reportedly.model import ChangeKind, Status

_MINOR = frozenset({ChangeKind.NEW, ChangeKind.SOURCE})


def kind_of_change(before: Status | None, after: Status, *, figures: bool, sure: bool = True) -> ChangeKind | None:
    """What changed when a claim went from one status to another; None if nothing did.

    `before` is None for a new claim. `figures` is true if a party gave another number than before, `sure` is false if
    the status is weak only because links are not sure: then nobody has withdrawn anything.
    """
    if before is after:
        return ChangeKind.FIGURES if figures else None
    if after is Status.ACKNOWLEDGED:
        return ChangeKind.ADMISSION
    if after is Status.DISPUTED:
        return ChangeKind.WITHDRAWAL if before is Status.ACKNOWLEDGED else ChangeKind.OPPOSITION
    if after is Status.DENIED:
        return ChangeKind.DENIAL if before in {None, Status.REPORTED} else ChangeKind.WITHDRAWAL
    if after is Status.CORROBORATED:
        return ChangeKind.WITHDRAWAL if before in STRONG else ChangeKind.CORROBORATION
    if before is None:
        return ChangeKind.NEW
    return ChangeKind.WITHDRAWAL if before in STRONG and sure else ChangeKind.SOURCE


def is_notable(kind: ChangeKind | None, *, stands_alone: bool) -> bool:
    """True if an analyst would act on a change, and its claim can be understood as it is worded."""
    return kind is not None and kind not in _MINOR and stands_alone
