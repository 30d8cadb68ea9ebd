"""The formats of a brief, read back by libraries of their own."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from docx import Document
from lxml import etree, html

from reportedly.export.brief.bibliography import BibliographyFormat, bibliography
from reportedly.export.brief.brief import Brief, brief_json
from reportedly.export.brief.docx import docx
from reportedly.export.brief.markdown import markdown
from reportedly.export.brief.page import brief_page
from reportedly.ledger import Ledger
from reportedly.ledger.brief import BriefFilter, brief
from reportedly.model import Report
from tests.web import shelf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def _brief() -> Brief:
    with TemporaryDirectory() as folder, Ledger(shelf.filled(Path(folder))) as ledger:
        return brief(ledger, BriefFilter(everything=True))


def test_markdown_has_a_footnote_for_each_reference() -> None:
    text = markdown(_brief())
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert [int(n) for n in defined] == [n.number for n in _brief().notes]
    assert set(re.findall(r"(?<!^)\[\^(\d+)\]", text)) == set(defined)
    assert "| affirmed by | denied by |\n|---|---|\n| **Norland**" in text
    assert "## What is contested\n" in text


def test_markdown_of_a_hostile_report_is_text() -> None:
    text = markdown(_brief())
    assert "<script" not in re.sub(r"\\<", "", text)
    assert not re.search(r"(?<!\\)\]\((?!http)", text)


def test_the_page_is_well_formed_and_runs_nothing() -> None:
    tree = html.document_fromstring(brief_page(_brief()))
    assert not tree.xpath("//script | //img | //iframe | //@style | //@*[starts-with(name(), 'on')]")
    assert {a.lstrip("#") for a in tree.xpath("//sup/a/@href")} <= set(tree.xpath("//li/@id"))
    assert len(tree.xpath("//ol[@class='footnotes']/li")) == len(_brief().notes)
    assert len(tree.xpath("//h1")) == 1
    assert all(a.startswith(("#", "https://example.org/")) for a in tree.xpath("//a/@href"))


def test_word_has_footnotes_of_its_own() -> None:
    made = docx(_brief())
    document = Document(io.BytesIO(made))
    assert document.paragraphs[0].text == _brief().title
    assert document.core_properties.title == _brief().title
    assert [c.text for c in document.tables[0].rows[0].cells] == ["affirmed by", "denied by"]
    with ZipFile(io.BytesIO(made)) as parts:
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
        body = etree.fromstring(parts.read("word/document.xml"))
        assert b"footnotes+xml" in parts.read("[Content_Types].xml")
        assert b"example.org" in parts.read("word/_rels/footnotes.xml.rels")
    written = {n.get(f"{W}id"): "".join(n.itertext()) for n in notes if n.get(f"{W}type") is None}
    assert [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")] == list(written)
    assert len(written) == len(_brief().notes)
    assert any("that its navy had sunk the ferry" in words for words in written.values())


def test_json_cites_reports_without_their_text() -> None:
    made = json.loads(json.dumps(brief_json(_brief())))
    assert [n["number"] for n in made["notes"]] == list(range(1, len(_brief().notes) + 1))
    assert set(made["notes"][0]["report"]) == {"id", "outlet", "title", "url", "published_at"}
    assert made["contested"][0]["claim"] == shelf.CLAIM


ODD = Report(
    text="x", id="odd", outlet="Ŝtormo & Sons", title="50% of {all} #1_a ~ \\input{x}", url="https://example.org/a_b"
)


def test_bibtex_is_read_back() -> None:
    library = bibtexparser.parse_string(bibliography([*_brief().reports, ODD], BibliographyFormat.BIBTEX))
    assert not library.failed_blocks
    assert len(library.entries) == len({e.key for e in library.entries}) == len(_brief().reports) + 1
    odd = library.entries_dict["stormosonsnda"]
    assert odd["title"] == r"{50\% of \{all\} \#1\_a \~{} \textbackslash{}input\{x\}}"
    assert odd["url"] == "https://example.org/a_b"


def test_ris_is_read_back() -> None:
    entries = rispy.loads(bibliography([*_brief().reports, ODD], BibliographyFormat.RIS))
    assert [e["title"] for e in entries][-1] == ODD.title
    assert {e["type_of_reference"] for e in entries} == {"NEWS"}
    assert any(e.get("date") == "2031/03/07" for e in entries)


def test_csl_is_read_back() -> None:
    written = json.loads(bibliography([*_brief().reports, ODD], BibliographyFormat.CSL))
    source = CiteProcJSON(written)
    assert len(source) == len(_brief().reports) + 1
    assert {entry["type"] for entry in written} == {"article-newspaper"}
    assert str(source["stormosonsnda"]["container_title"]) == ODD.outlet


@pytest.mark.parametrize("number", [1, 26, 27, 60])
def test_keys_of_one_outlet_and_year_are_told_apart(number: int) -> None:
    same = [Report(text=str(n), outlet="Vik Evening") for n in range(number)]
    keys = [e["id"] for e in json.loads(bibliography(same, BibliographyFormat.CSL))]
    assert len(set(keys)) == number
