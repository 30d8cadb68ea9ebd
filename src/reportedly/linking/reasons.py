"""The reason for a status, in one sentence: who said it, when, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.linking.status import Voice
    from reportedly.model import Status

WORDS = 12
"""The most words that are quoted of a statement."""
QUOTED, NAMED = 2, 4
"""How many parties of one side are quoted, and how many are named at all."""


def acknowledged(admission: Voice, against: Sequence[Voice]) -> str:
    """Why a claim is acknowledged: by whom, although others deny it."""
    although = f", although {_listed(against)} {_verb(against, 'denies', 'deny')} it" if against else ""
    return f"{_shown(admission)}, whose act it is, affirms it{although}"


def disputed(affirm: Sequence[Voice], deny: Sequence[Voice]) -> str:
    """Why a claim is disputed; nobody in `affirm` means that outlets or unnamed sources carry it."""
    denies = f"{_listed(deny)} {_verb(deny, 'denies', 'deny')} it"
    if not affirm:
        return f"it is reported, and {denies}"
    return f"{_listed(affirm)} {_verb(affirm, 'affirms', 'affirm')} it, {denies}"


def denied(deny: Sequence[Voice]) -> str:
    """Why a claim is denied."""
    return f"{_listed(deny)} {_verb(deny, 'denies', 'deny')} it; nobody on the record affirms it"


def perhaps_affirmed(deny: Sequence[Voice]) -> str:
    """Why a claim that is only denied is not shown as denied: what is denied may be on record, in another claim."""
    return f"{_listed(deny)} {_verb(deny, 'denies', 'deny')} it; it is not sure that nobody on the record affirms it"


def no_longer_affirmed(against: Sequence[Voice]) -> str:
    """Why a claim that nobody has denied is no longer alleged: those who affirmed it now say that it is not so."""
    return f"{_listed(against)} {_verb(against, 'says', 'say')} that it is not so; nobody affirms it any more"


def corroborated(pair: Sequence[Voice], rest: Sequence[Voice], left: Sequence[Voice]) -> str:
    """Why a claim is corroborated: the two that are independent of each other, then the others."""
    too = f", as {_verb(rest, 'does', 'do')} {_listed(rest, quoted=0)}" if rest else ""
    return f"{_listed(pair)} affirm it, independently of each other{too}{_left_open(left)}"


def alleged(affirm: Sequence[Voice], left: Sequence[Voice], *, own_success: bool) -> str:
    """Why a claim is alleged."""
    one_text = len({v.origin for v in affirm}) == 1
    how = f" ({'in one text' if one_text else 'not known to be independent'})" if len(affirm) > 1 else ""
    own = ", whose own success it would be," if own_success else ""
    return f"only {_listed(affirm)}{own} {_verb(affirm, 'affirms', 'affirm')} it{how}{_left_open(left)}"


def reported(left: Sequence[Voice], *, against: bool) -> str:
    """Why a claim is only reported: named parties leave it open, or there are none."""
    if left:
        return f"{_listed(left)} {_verb(left, 'leaves', 'leave')} it open; nobody named affirms or denies it"
    if against:
        return "only unnamed sources or outlets in their own voice speak of it, and against it"
    return "only unnamed sources or outlets in their own voice carry it"


def unsure(status: Status, chance: float, why: str) -> str:
    """Why a claim has a weak status, although what is known makes it strong if it is all of one claim."""
    return f"perhaps {status} ({chance:.0%} likely: it is not sure that all of this is one claim): {why}"


def _left_open(left: Sequence[Voice]) -> str:
    return f"; {_listed(left, quoted=0)} {_verb(left, 'leaves', 'leave')} it open" if left else "; nobody denies it"


def _listed(voices: Sequence[Voice], *, quoted: int = QUOTED) -> str:
    shown = [_shown(v) if n < quoted else v.party.name for n, v in enumerate(voices[:NAMED])]
    if len(voices) > NAMED:
        shown.append(f"{len(voices) - NAMED} others")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _shown(voice: Voice) -> str:
    """A party with day and words: `Chile (its navy, 3 May 2031: "a diver cut the cable")`.

    Words that the party denies are not its own: `Peru (4 May 2031, denying "a diver cut the cable")`.
    """
    day = f"{voice.said_on.day} {voice.said_on:%B %Y}"
    speaker = f"{voice.speaker}, " if voice.speaker and voice.speaker != voice.party.name else ""
    denied = voice.stance is not Stance.UNCERTAIN and voice.stance is not voice.worded
    words = f"{', denying' if denied else ':'} “{_clipped(voice.words)}”" if voice.words else ""
    return f"{voice.party.name} ({speaker}{day}{words})"


def _clipped(said: str) -> str:
    words = said.split()
    return " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")


def _verb(voices: Sequence[Voice], one: str, several: str) -> str:
    return one if len(voices) == 1 else several
