"""Formats of interchange, each read back by a library or a schema of its own: a small hostile ledger, and a story."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import cassis
import pytest
import rdflib
import stix2
from spacy.lang.en import English
from spacy.tokens import DocBin

from reportedly.errors import IntakeError
from reportedly.export.interchange import formats
from reportedly.export.interchange.event_rows import COLUMNS, POLECAT
from reportedly.export.interchange.holdings import Holdings
from reportedly.export.interchange.xmi import STATEMENT, JudgedStatement, judged, type_system, xmi
from reportedly.export.wording import shown
from reportedly.ledger import Ledger
from reportedly.model import Verdict
from tests import story
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")


@pytest.fixture(scope="module", params=["shelf", pytest.param("story", marks=pytest.mark.model)])
def holdings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    folder: Path = tmp_path_factory.mktemp("holdings")
    with Ledger(shelf.filled(folder) if request.param == "shelf" else story.told(folder)) as ledger:
        return Holdings.of(ledger.readings(), ledger.claims())


def _read(holdings: Holdings, form: str) -> Any:
    return json.loads(formats.WHOLE[form](holdings))


def test_events_have_a_speaker(holdings: Holdings) -> None:
    text = formats.WHOLE["events"](holdings).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert tuple(rows[0]) == COLUMNS
    assert COLUMNS[: len(POLECAT)] == POLECAT
    assert len(rows) == sum(len(r.events) for r in holdings.readings) == len({r["Event ID"] for r in rows})
    assert any(r["Said By"] and r["Party"] and r["Status"] for r in rows)
    for row in rows:
        there = holdings.reports[row["Report"]].text[int(row["Start"]) : int(row["End"])]
        assert " ".join(shown(there).split()) == row["Trigger"]


def test_geojson_has_points_with_their_precision(holdings: Holdings) -> None:
    made = _read(holdings, "geojson")
    assert made["type"] == "FeatureCollection"
    assert len({f["id"] for f in made["features"]}) == len(made["features"])
    located = [p for r in holdings.readings for p in r.places if p.lat is not None and not p.as_actor]
    assert sum(f["properties"]["kind"] == "place" for f in made["features"]) == len(located)
    for f in made["features"]:
        longitude, latitude = f["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert f["properties"]["precision"] in {"point", "city", "region", "country"}
        assert f["properties"]["kind"] in {"event", "place"}


def test_timeml_marks_times_in_the_same_text(holdings: Holdings) -> None:
    for reading, (_, content) in zip(holdings.readings, formats.files(holdings, "timeml"), strict=True):
        root = ElementTree.fromstring(content)
        text = root.find("TEXT")
        assert text is not None
        assert "".join(text.itertext()) == shown(reading.report.text)
        marked = list(text.iter("TIMEX3"))
        assert {t.get("type") for t in marked} <= {"DATE", "TIME", "DURATION", "SET"}
        ids = [t.get("tid") for t in root.iter("TIMEX3")]
        assert len(ids) == len(set(ids))
        assert {t.get("anchorTimeID") for t in marked} <= {None, *ids}


def test_annotations_find_the_words_both_ways(holdings: Holdings) -> None:
    made = _read(holdings, "annotations")
    assert (made["@context"][0], made["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    said = {f"urn:reportedly:statement:{s.id}": reading.report.text for reading, s in holdings.statements}
    assert {i["id"] for i in made["items"]} == set(said)
    for item in made["items"]:
        text = said[item["id"]]
        for target in item["target"]:
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_provenance_leads_from_claims_to_reports(holdings: Holdings) -> None:
    graph = rdflib.Graph().parse(data=formats.WHOLE["prov"](holdings).decode(), format="json-ld")
    statements = set(graph.subjects(PROV.wasQuotedFrom))
    assert len(statements) == len(list(holdings.statements))
    assert set(graph.objects(None, PROV.wasDerivedFrom)) == statements
    for one in statements:
        assert graph.value(one, PROV.wasAttributedTo)
        activity = graph.value(one, PROV.wasGeneratedBy)
        assert (activity, PROV.used, graph.value(one, PROV.wasQuotedFrom)) in graph


def test_claims_of_schema_org_name_where_they_appear(holdings: Holdings) -> None:
    made = _read(holdings, "schema.org")
    assert made["@context"] == "https://schema.org"
    assert len(made["@graph"]) == len(holdings.claims)
    for claim in made["@graph"]:
        assert claim["@type"] == "Claim"
        assert claim["firstAppearance"] == claim["appearance"][0]
        assert {a["@type"] for a in claim["appearance"]} == {"NewsArticle"}
    assert "ClaimReview" not in json.dumps(made)


def test_stix_is_valid_and_stays_the_same(holdings: Holdings) -> None:
    written = formats.WHOLE["stix"](holdings)
    bundle = stix2.parse(written.decode(), version="2.1")
    known = {o["id"] for o in bundle.objects}
    assert len(known) == len(bundle.objects)
    kinds = {o["type"] for o in bundle.objects}
    assert {"identity", "observed-data", "note", "report", "opinion", "url"} <= kinds
    for o in bundle.objects:
        assert set(o.get("object_refs", ())) <= known
    positions = sum(len(c.positions) for c in holdings.claims)
    assert sum(o["type"] == "opinion" for o in bundle.objects) == positions
    assert formats.WHOLE["stix"](holdings) == written


def test_docbin_is_read_back(holdings: Holdings) -> None:
    nlp = English()
    docs = list(DocBin().from_bytes(formats.WHOLE["docbin"](holdings)).get_docs(nlp.vocab))
    assert [d.user_data["id"] for d in docs] == [r.report.id for r in holdings.readings]
    for doc, reading in zip(docs, holdings.readings, strict=True):
        assert doc.text == reading.report.text
        assert {s.label_ for s in doc.spans["statements"]} == {s.act.value for s in reading.statements}


def test_judgements_come_back_in_xmi(holdings: Holdings) -> None:
    names = dict(formats.files(holdings, "xmi"))
    assert len(names) == len(holdings.readings) + 1
    assert names["TypeSystem.xml"] == type_system()
    reading = next(r for r in holdings.readings if len(r.statements) > 1)
    types = cassis.load_typesystem(io.BytesIO(type_system()))
    cas = cassis.load_cas_from_xmi(io.BytesIO(xmi(reading)), typesystem=types)
    rows = cas.select(STATEMENT)
    for row in rows:
        assert row.get_covered_text() in shown(reading.report.text)
    assert list(judged(cas.to_xmi().encode(), "back.xmi")) == []
    first, last = rows[0], rows[-1]
    first.verdict, first.why = "wrong", "irony"
    last.verdict = f"different {first.statement}"
    assert set(judged(cas.to_xmi().encode(), "back.xmi")) == {
        JudgedStatement(Verdict.WRONG, (first.statement,), "irony"),
        JudgedStatement(Verdict.DIFFERENT, (last.statement, first.statement), ""),
    }
    last.verdict = "nonsense"
    with pytest.raises(IntakeError, match=r"back.xmi: verdict 'nonsense': write wrong, right, same ID or different ID"):
        list(judged(cas.to_xmi().encode(), "back.xmi"))
    with pytest.raises(IntakeError, match="is no XMI of statements"):
        list(judged(b"<html>", "page.xmi"))
