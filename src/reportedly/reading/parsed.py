"""A parsed report: everything that follows from its text alone, built once and passed from stage to stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly import language
from reportedly.reading.text.boilerplate import find_boilerplate, find_datelines
from reportedly.reading.text.labels import attach_number_labels
from reportedly.reading.text.lexer import Tokens, tokenize
from reportedly.reading.text.quotations import Quotation, find_quotations
from reportedly.reading.text.syntax import Syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from reportedly.reading.text.syntax import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One report's text with its parse and its surface; every stage of reading takes it and none changes it."""

    doc: Doc
    """The parse by spaCy."""
    syntax: Syntax
    """The same parse as plain lists by token index."""
    tokens: Tokens
    """Classed tokens that the patterns for times and quantities are matched against; not spaCy's tokens."""
    quotations: tuple[Quotation, ...]
    boilerplate: tuple[Span, ...]
    """Characters of datelines, bylines, credit lines and the like, in text order."""
    datelines: tuple[Span, ...]
    """Characters of the datelines among them."""

    @classmethod
    def of(cls, doc: Doc) -> Parsed:
        """The parsed report of a parse, which may be built by hand."""
        attach_number_labels(doc)
        text = doc.text
        return cls(
            doc=doc,
            syntax=Syntax(doc),
            tokens=tokenize(text),
            quotations=find_quotations(text),
            boilerplate=find_boilerplate(text),
            datelines=find_datelines(text),
        )

    @property
    def text(self) -> str:
        """The text of the report."""
        return self.tokens.text


def parse(text: str) -> Parsed:
    """Parse a text by spaCy's pipeline; ReadingError where it is too long.

    A dateline is a sentence of its own: otherwise the parser makes its town the subject of the first sentence.
    """
    return Parsed.of(language.parse(text, {end for _, end in find_datelines(text)}))
