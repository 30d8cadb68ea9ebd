"""The count of what a file with several reports holds: what was found, what failed, what was left out and why."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.model import Report

_LOG = logging.getLogger(__name__)
_NAMED = 5
"""Names of parts that are listed for one reason; of the others the number is said."""


def show(line: str) -> None:
    """Log a line that the user sees without asking for more, such as what is taken from which column."""
    _LOG.info(line)


@dataclass(slots=True)
class Tally:
    """Reports found in one file; `say` logs "N of N reports found" and what was left out."""

    where: str
    found: int = 0
    failed: int = 0
    left_out: dict[str, list[str]] = field(default_factory=dict)
    """Names of parts without a report, by reason: pictures, style sheets."""

    def counted(self, items: Iterable[Report | IntakeError]) -> Iterator[Report | IntakeError]:
        """The items, counted as they pass."""
        try:
            for item in items:
                if isinstance(item, IntakeError):
                    self.failed += 1
                else:
                    self.found += 1
                yield item
        except IntakeError as problem:
            self.failed += 1
            yield problem

    def leave_out(self, name: str, reason: str) -> None:
        """Note a part that holds no report."""
        self.left_out.setdefault(reason, []).append(name)

    def say(self) -> None:
        """Log what was found and what was left out."""
        total = self.found + self.failed
        line = f"{self.where}: {self.found:,} of {total:,} report{'' if total == 1 else 's'} found"
        if self.left_out:
            line += f"; left out: {'; '.join(_reasons(self.left_out))}"
        _LOG.info(line)

    def say_left_out(self) -> None:
        """Log what was left out, if anything was, before the rest is opened."""
        if self.left_out:
            _LOG.info(f"{self.where}: left out: {'; '.join(_reasons(self.left_out))}")


def _reasons(left_out: dict[str, list[str]]) -> Iterator[str]:
    for reason, names in left_out.items():
        shown = [f"{name} (x{n})" if n > 1 else name for name, n in Counter(names).items()]
        more = f" and {len(shown) - _NAMED:,} more" if len(shown) > _NAMED else ""
        yield f"{len(names):,} {reason} ({', '.join(shown[:_NAMED])}{more})"
