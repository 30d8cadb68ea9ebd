"""Whether a regular expression is super-linear: whether its time grows faster than its input.

Two forms are: a part that can be repeated in several ways (`(a*)*b`), and a search that starts again at every place of
a run and reads to its end each time (`\\s+x` on blanks).
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Any

from tools.regular_expressions.attacks import Attack, Variety, attacks
from tools.regular_expressions.found import SCANS, Found

REPEATED = (8, 12, 16, 20, 24, 28, 34, 42, 52, 64, 128, 256, 512, 1024)
"""Repetitions: on so few an exponential or cubic one is found before it takes minutes."""
FIRST = 4096
"""Characters on which what is surely fast is told from what has to be measured."""
FAST = 0.0008
"""Seconds for them below which growth cannot be super-linear."""
SLOW = 0.06
"""Seconds for so few characters that nothing more need be measured: many times what the slowest linear one takes."""
LEAST = 0.004
"""Seconds; shorter times are not compared."""
GROWTH = 2.5
"""Most growth of time where the input doubles; a linear one has 2, a quadratic one 4."""
ATTEMPTS = 3
"""Measurements in a row that have to show growth, since a busy machine shows it now and then."""


@dataclass(frozen=True, slots=True)
class Scan:
    """How much is tried on one expression."""

    variety: Variety
    lengths: tuple[int, ...]
    """Each twice as long as the one before."""


QUICK = Scan(Variety(leads=2, samples=4, endings=("\0", "\n\0\n")), (1024, 2048, 4096, 8192, 16_384))
DEEP = Scan(Variety(leads=5, samples=10, endings=("", "\0", "\n\0\n")), (5000, 10_000, 20_000, 40_000, 80_000))


def slow_on(found: Found, scan: Scan) -> str | None:
    """The first string on which a regular expression is super-linear, with the times; None if there is none."""
    for method in sorted({"finditer" if m in SCANS else m for m in found.methods}):
        for attack in attacks(found.pattern, scan.variety):
            if times := _slow_on(found.pattern, method, attack, scan.lengths):
                return f"{method} of {attack}: {times}"
    return None


def _slow_on(pattern: re.Pattern[Any], method: str, attack: Attack, lengths: tuple[int, ...]) -> str | None:
    taken = 0.0
    for n in (*(k * len(attack.pump) for k in REPEATED if k * len(attack.pump) < FIRST), FIRST):
        taken = _seconds(pattern, method, attack, n)
        if taken > SLOW and (taken := _seconds(pattern, method, attack, n)) > SLOW:
            return f"{taken:.2f} s for {n:,} characters"
    if taken <= FAST or _seconds(pattern, method, attack, 2 * FIRST) <= GROWTH * taken:
        return None
    times = None
    for _ in range(ATTEMPTS):
        times = _growth(pattern, method, attack, lengths)
        if times is None:
            return None
    return times


def _growth(pattern: re.Pattern[Any], method: str, attack: Attack, lengths: tuple[int, ...]) -> str | None:
    """The first two lengths between which time grows more than allowed; longer ones are not tried."""
    last = 0.0
    for n in lengths:
        taken = _seconds(pattern, method, attack, n)
        if taken < SLOW:
            taken = min(taken, *(_seconds(pattern, method, attack, n) for _ in range(2)))
        if last > LEAST and taken > GROWTH * last:
            return f"{last:.3f}, {taken:.3f} s for {n // 2:,}, {n:,} characters"
        last = taken
    return None


def _seconds(pattern: re.Pattern[Any], method: str, attack: Attack, length: int) -> float:
    text = attack.text(length)
    given = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    before = time.process_time()
    if method == "finditer":
        for _ in pattern.finditer(given):
            pass
    else:
        getattr(pattern, method)(given)
    return time.process_time() - before
