"""Name: a proper name in a report, a person's or a body's, with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name: its tokens, and what stands around it."""

    start: int
    end: int
    words: str
    person: bool
    titles: tuple[tuple[int, int], ...] = ()
    """Tokens of the titles before and after the name."""
    head: int | None = None
    """Of a body: the token that says what it is."""
    owner: int | None = None
    """Of a body: the start of the roster name that owns it."""
    acronym: str | None = None
    """Of a body: the short form given in brackets."""
    short: str | None = None
    """Of a body: the name without its seat."""
    short_only: bool = False
    """Of a person: nothing but the label of the parser says so; it counts where the report has the full name."""
    belongs: str | None = None
    """Of a person: the body named after "of", "from" or "at"."""

    @property
    def full(self) -> bool:
        """True if it has more than one word."""
        return " " in self.words
