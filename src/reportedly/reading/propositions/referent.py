"""Referent: whom or what a pronoun or a short reference stands for, in words of the report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Referent:
    """Words that name somebody or something."""

    words: str
    plural: bool = False

    @property
    def genitive(self) -> str:
        """The words as an owner: "Iran’s", "the rebels’"."""
        return f"{self.words}’" if self.words.endswith("s") else f"{self.words}’s"
