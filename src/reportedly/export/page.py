"""One self-contained page of one report: its text with every statement marked, margin notes, the sheet.

It has no script and loads nothing: the style is in the page, and the content security policy allows only that
style. The report is untrusted; everything is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.export import wording
from reportedly.export.marking import paragraphs
from reportedly.export.rows import rows_of

if TYPE_CHECKING:
    from reportedly.export.marking import Paragraph
    from reportedly.export.rows import Rows
    from reportedly.model import Reading


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """What `report.html` shows: a reading, its rows in plain words, and the text with the words marked."""

    reading: Reading
    rows: Rows
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of(cls, reading: Reading) -> MarkedReport:
        """The marked report of a reading."""
        return cls(reading, rows_of(reading), tuple(paragraphs(reading)))


def page(reading: Reading) -> str:
    """The page of a Reading, as HTML."""
    marked = MarkedReport.of(reading)
    style = stylesheet() + pairing(len(marked.rows.statements))
    return (
        environment()
        .get_template("page.html")
        .render(
            reading=reading,
            report=reading.report,
            rows=marked.rows,
            paragraphs=marked.paragraphs,
            record={},
            style=Markup(style),
            style_hash=content_hash(style),
        )
    )


def pairing(notes: int) -> str:
    """CSS that highlights the words of a note under the pointer, and the note of words under the pointer."""
    rule = (
        ".marked:has(.n-{n}:is(:hover,:focus-within,:target)) mark.m-{n}{{background:var(--lit)}}"
        ".marked:has(.m-{n}:is(:hover,:target)) .n-{n}{{background:var(--raised)}}\n"
    )
    return "".join(rule.format(n=n) for n in range(1, min(notes, 400) + 1))


def content_hash(style: str) -> str:
    """The source expression by which a content security policy allows exactly this style element."""
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


@cache
def stylesheet() -> str:
    """The style that the page and the desk share."""
    return resources.files(__package__).joinpath("templates/report.css").read_text("utf-8")


@cache
def environment() -> Environment:
    """The templates of this package; everything is escaped, and an undefined name is an error."""
    made = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    add_filters(made)
    return made


def add_filters(made: Environment) -> None:
    """Add the filters that the shared templates use."""
    made.filters |= {
        "abridged": wording.abridged,
        "day": wording.day,
        "does": wording.DOES.__getitem__,
        "link": wording.link,
        "plain": wording.plain,
        "sentence": wording.sentence,
    }
