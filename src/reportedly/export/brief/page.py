"""A brief as one self-contained page: no script, nothing loaded, with styles for paper."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from reportedly.export.brief.citation import MACHINE, beyond, cited, headings
from reportedly.export.page import content_hash, environment, stylesheet

if TYPE_CHECKING:
    from reportedly.export.brief.brief import Brief


def brief_page(brief: Brief) -> str:
    """The brief as HTML; the reports are untrusted, and everything is escaped."""
    style = stylesheet() + brief_stylesheet()
    return (
        environment()
        .get_template("brief_page.html")
        .render(
            brief=brief,
            style=Markup(style),
            style_hash=content_hash(style),
            **TEMPLATE_NAMES,
        )
    )


TEMPLATE_NAMES = {"headings": headings, "MACHINE": MACHINE, "beyond": beyond, "cited": cited}
"""What `brief.html` needs besides the brief."""


@cache
def brief_stylesheet() -> str:
    """The style of a brief, on a page of its own and at the desk."""
    return resources.files("reportedly.export").joinpath("templates/brief.css").read_text("utf-8")
