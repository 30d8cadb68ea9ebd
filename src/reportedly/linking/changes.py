"""What a day changed in a claim, and whether an analyst would act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.linking.status import STRONG
from reportedly.model import ChangeKind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

_MINOR = frozenset({ChangeKind.NEW, ChangeKind.SOURCE})
_LEADS = {
    ChangeKind.ADMISSION: "first admission",
    ChangeKind.OPPOSITION: "new opposition",
    ChangeKind.DENIAL: "first denial",
    ChangeKind.CORROBORATION: "newly corroborated",
    ChangeKind.FIGURES: "figures that moved",
    ChangeKind.SOURCE: "first word of somebody named",
    ChangeKind.NEW: "new claim",
}
_NAMED = 3
"""How many new parties of one side are named."""


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


def why_new(
    kind: ChangeKind | None,
    before: Status | None,
    why: str,
    *,
    affirm: Sequence[str],
    deny: Sequence[str],
    origins: int,
) -> str:
    """What is new on a claim, in one sentence: "new opposition: Peru (...) affirms it, Chile (...) denies it".

    `why` is the reason for its status, or for figures which ones moved. Without a change of status or figures it is who
    has joined: "Kenya affirms it, too, in 2 more texts".
    """
    if kind is not None:
        lead = f"no longer {before.value}" if kind is ChangeKind.WITHDRAWAL and before else _LEADS.get(kind, kind.value)
        return f"{lead}: {why}"
    joined = [
        f"{_listed(names)} {one if len(names) == 1 else many} it, too"
        for names, one, many in ((affirm, "affirms", "affirm"), (deny, "denies", "deny"))
        if names
    ]
    texts = "" if origins < 1 else f"{origins} more text{'' if origins == 1 else 's'}"
    if not joined:
        return f"{texts} carr{'ies' if origins == 1 else 'y'} it" if texts else why
    return ", and ".join(joined) + (f", in {texts}" if texts else "")


def _listed(names: Sequence[str]) -> str:
    shown = [*names[:_NAMED], *([f"{len(names) - _NAMED} others"] if len(names) > _NAMED else [])]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
