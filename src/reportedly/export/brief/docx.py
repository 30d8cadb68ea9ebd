"""A brief as a Word document, with footnotes of Word's own; needs python-docx (extra `documents`)."""

from __future__ import annotations

import io
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from reportedly.errors import ExportError
from reportedly.export import wording
from reportedly.export.brief.citation import MACHINE, beyond, cited, headings

if TYPE_CHECKING:
    from reportedly.export.brief.brief import Brief, Footnote, Sentence

EXTRA = "reportedly[documents]"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SEPARATORS = (
    f'<w:footnotes {_NAMESPACES}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
    '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
"""The lines above footnotes, which Word expects to be there."""
_LONGEST = 255
"""Characters of a property of a document."""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def docx(brief: Brief) -> bytes:
    """The brief as the bytes of a DOCX file; ExportError if python-docx is not installed."""
    try:
        from docx import Document
    except ImportError:
        raise ExportError(f"Word documents need python-docx, which is not installed: pip install '{EXTRA}'") from None
    writer = _Writer(Document(), brief)
    writer.write()
    out = io.BytesIO()
    writer.document.save(out)
    return out.getvalue()


class _Writer:
    """Writes one brief into a document of python-docx."""

    def __init__(self, document: Any, brief: Brief) -> None:
        self.document = document
        self._brief = brief
        self._notes = {note.number: note for note in brief.notes}
        self._placed: dict[int, int] = {}
        """The id of Word's footnote at the first place of each note."""
        self._part = self._footnotes_part()
        self._styles()

    def write(self) -> None:
        """Write everything."""
        brief, document = self._brief, self.document
        document.core_properties.title = brief.title[:_LONGEST]
        document.core_properties.author = "Reportedly"
        document.core_properties.comments = brief.subtitle[:_LONGEST]
        document.add_heading(brief.title, 0)
        document.add_paragraph(brief.subtitle)
        for name, heading in headings(brief):
            document.add_heading(heading, 1)
            self._section(name)
        if brief.left_out:
            document.add_paragraph(beyond(brief.left_out))
        document.add_paragraph().add_run(MACHINE).italic = True

    def _section(self, name: str) -> None:
        found = getattr(self._brief, name)
        if name == "numbers":
            self._figures()
        elif name in {"new", "taken_back", "expected"}:
            for sentence in found:
                self._fill(self.document.add_paragraph(style="List Bullet"), sentence)
        else:
            for finding in found:
                head = self.document.add_paragraph()
                head.paragraph_format.keep_with_next = True
                self._fill(head, finding.sentence)
                if finding.voices:
                    self._fill(self.document.add_paragraph(), finding.voices)
                if finding.sides:
                    self._sides(finding)

    def _sides(self, finding: Any) -> None:
        table = self.document.add_table(rows=1, cols=len(finding.sides), style="Table Grid")
        for cell, side in zip(table.rows[0].cells, finding.sides, strict=True):
            cell.paragraphs[0].add_run(side.heading).bold = True
        for row in zip_longest(*(side.voices for side in finding.sides), fillvalue=()):
            for cell, voice in zip(table.add_row().cells, row, strict=True):
                self._fill(cell.paragraphs[0], voice)
        self.document.add_paragraph()

    def _figures(self) -> None:
        table = self.document.add_table(rows=1, cols=4, style="Table Grid")
        for cell, label in zip(table.rows[0].cells, ("Of", "Day", "Number", "By"), strict=True):
            cell.paragraphs[0].add_run(label).bold = True
        for series in self._brief.numbers:
            for n, f in enumerate(series.figures):
                cells = table.add_row().cells
                for cell, text in zip(
                    cells, (series.of if n == 0 else "", wording.day(f.day), f.value, f.who), strict=True
                ):
                    cell.paragraphs[0].add_run(text)
                self._refer(cells[2].paragraphs[0], f.notes)

    def _fill(self, paragraph: Any, sentence: Sentence) -> None:
        for phrase in sentence:
            if phrase.text:
                paragraph.add_run(phrase.text).bold = phrase.strong or None
            self._refer(paragraph, phrase.notes)

    def _refer(self, paragraph: Any, numbers: tuple[int, ...]) -> None:
        """Put footnotes there; a note that stands elsewhere already is referred to by its number."""
        from docx.oxml import parse_xml

        for place, number in enumerate(numbers):
            if place:
                paragraph.add_run(" ").font.superscript = True
            run = paragraph.add_run()
            if number in self._placed:
                run.text = str(number)
                run.font.superscript = True
                continue
            self._placed[number] = len(self._placed) + 1
            run.style = "Footnote Reference"
            run._r.append(parse_xml(f'<w:footnoteReference {_NAMESPACES} w:id="{self._placed[number]}"/>'))
            self._add_footnote(self._placed[number], self._notes[number])

    def _add_footnote(self, key: int, note: Footnote) -> None:
        from docx.oxml import OxmlElement, parse_xml
        from docx.text.paragraph import Paragraph

        made = parse_xml(f'<w:footnote {_NAMESPACES} w:id="{key}"><w:p/></w:footnote>')
        self._part.element.append(made)
        paragraph = Paragraph(made[0], self.document._body)
        paragraph.style = "Footnote Text"
        mark = paragraph.add_run()
        mark.style = "Footnote Reference"
        mark._r.append(OxmlElement("w:footnoteRef"))
        where, url = cited(note)
        paragraph.add_run(f" {where} ")
        if url:
            self._link(paragraph, url)
        paragraph.add_run(f"{note.who}: “{note.words}”")

    def _link(self, paragraph: Any, url: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import parse_xml

        key = self._part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = parse_xml(f'<w:hyperlink {_NAMESPACES} r:id="{key}"/>')
        run = paragraph.add_run(url)
        made.append(run._r)
        paragraph._p.append(made)
        paragraph.add_run(" ")

    def _footnotes_part(self) -> Any:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart
        from docx.oxml import parse_xml

        main = self.document.part
        part = XmlPart(PackURI("/word/footnotes.xml"), _TYPE, parse_xml(_SEPARATORS), main.package)
        main.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        return part

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        styles = self.document.styles
        reference = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
        reference.font.superscript = True
        text = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = styles["Normal"]
        text.font.size = Pt(9)
        text.paragraph_format.space_after = Pt(2)
