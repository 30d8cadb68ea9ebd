"""Brief: what the record holds on a claim, a search, a day or in all, with footnotes; to read, print and take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from reportedly.errors import NotFound
from reportedly.export.brief.bibliography import BibliographyFormat, bibliography
from reportedly.export.brief.brief import Brief, Footnote, brief_json
from reportedly.export.brief.docx import docx
from reportedly.export.brief.markdown import markdown
from reportedly.export.brief.page import TEMPLATE_NAMES
from reportedly.export.plain import Json
from reportedly.ledger import Ledger
from reportedly.ledger.brief import BriefFilter
from reportedly.ledger.brief import brief as brief_on
from reportedly.listing import Filter
from reportedly.web.context import Context
from reportedly.web.parameters import BriefParameters, OpenLedger
from reportedly.web.rendering import address_of, render
from reportedly.web.routing import PageRouter

router = PageRouter()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = (
    ("Word", "/brief.docx", None),
    ("Markdown", "/brief.md", None),
    ("BibTeX", "/brief/bibliography", "bibtex"),
    ("RIS", "/brief/bibliography", "ris"),
    ("CSL", "/brief/bibliography", "csl"),
)
"""What can be taken away: name, address and the format that the address asks for."""


Asked = Annotated[BriefParameters, Depends()]


@dataclass(frozen=True, kw_only=True)
class BriefContext(Context):
    """A brief, and where it can be taken from in other formats."""

    template = "brief_desk.html"
    names = TEMPLATE_NAMES
    brief: Brief
    downloads: Sequence[tuple[str, str]]
    """Name and address of each format."""
    json_address: str

    @property
    def as_of(self) -> date | None:
        """The day that is looked back at; None for now."""
        return self.brief.as_of

    def claim_address(self, claim: str) -> str:
        """The address of a claim."""
        return address_of("claims", claim, as_of=self.as_of)

    def words_address(self, note: Footnote) -> str:
        """The address of the words of a footnote, in their report."""
        return address_of("reports", note.report.id, as_of=self.as_of, at=f"s-{note.statement}")


@router.json("/brief", "record")
def brief(ledger: OpenLedger, asked: Asked) -> Json:
    """What is known, contested, alleged, denied and expected, each sentence with footnotes to the words."""
    return brief_json(brief_on(ledger, _about(ledger, asked)))


@router.html("/brief.md")
def brief_markdown(ledger: OpenLedger, asked: Asked) -> Response:
    """The brief in Markdown."""
    return _file(
        markdown(brief_on(ledger, _about(ledger, asked))).encode("utf-8", "replace"), "text/markdown", "brief.md"
    )


@router.html("/brief.docx")
def brief_docx(ledger: OpenLedger, asked: Asked) -> Response:
    """The brief as a Word document."""
    return _file(docx(brief_on(ledger, _about(ledger, asked))), WORD, "brief.docx")


@router.html("/brief/bibliography")
def brief_bibliography(
    ledger: OpenLedger, asked: Asked, form: Annotated[BibliographyFormat, Query(alias="format")]
) -> Response:
    """The reports that the brief cites, for a reference manager."""
    text = bibliography(brief_on(ledger, _about(ledger, asked)).reports, form)
    return _file(text.encode("utf-8", "replace"), "text/plain", f"brief{form.suffix}")


@router.html("/brief")
def show_brief(request: Request, ledger: OpenLedger, asked: Asked) -> Response:
    """The brief, to read and to print."""
    query = request.url.query
    downloads = [
        (name, f"{path}?{'&'.join(filter(None, (query, f'format={form}' if form else '')))}")
        for name, path, form in FORMATS
    ]
    made = brief_on(ledger, _about(ledger, asked))
    return render(request, BriefContext(brief=made, downloads=downloads, json_address=f"/brief.json?{query}"))


def _about(ledger: Ledger, asked: BriefParameters) -> BriefFilter:
    """What is asked for; a case goes before all else."""
    if asked.case is None:
        return asked.about
    found = ledger.cases.get(asked.case, as_of=asked.as_of)
    if not found.known:
        raise NotFound(f"the case {found.name!r} has no claim to write on")
    wanted = Filter(as_of=asked.as_of)
    return BriefFilter(wanted=wanted, claims=found.known, since=asked.new_since, title=found.name)


def _file(content: bytes, media_type: str, name: str) -> Response:
    """A file to be saved under that name."""
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})
