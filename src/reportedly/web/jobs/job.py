"""A job, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event


@dataclass(slots=True)
class Job:
    """Reports that are being added, or linking after a decision, and how far it is."""

    id: str
    what: str
    by: str
    back: str = ""
    """The page that a decision was made on; empty for added reports."""
    message: str = "Waiting for its turn."
    """How far it is, for people."""
    done: int = 0
    of: int = 0
    added: list[str] = field(default_factory=list)
    """Ids of the reports that were read."""
    known: int = 0
    problems: list[str] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def ended(self) -> bool:
        """True once it is done or has failed."""
        return self.over.is_set()

    def linked(self, done: int, of: int) -> None:
        """Note how many reports are linked, of those that need it."""
        self.done, self.of = done, of
        self.message = f"Linking {done} of {of} {'report' if of == 1 else 'reports'} again."
