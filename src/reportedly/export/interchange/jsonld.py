"""JSON-LD: statements as W3C Web Annotations, their provenance as PROV-O, claims as schema.org."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.model import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.export.interchange.holdings import Holdings
    from reportedly.export.plain import Json
    from reportedly.model import Anchor, Report
    from reportedly.record import Claim, ClaimStatement

AROUND = 32
"""Characters before and after the words, by which they are found again in a page that changed."""
VOCABULARY = "urn:reportedly:vocabulary:"


def _urn(kind: str, key: str) -> str:
    return f"urn:reportedly:{kind}:{wording.address(key)}"


def web_annotations(holdings: Holdings) -> Json:
    """Each part of the content of each statement, found by its words and by its place in the text."""
    placed = holdings.placed
    items = []
    for reading, s in holdings.statements:
        claim = placed.get(s.id)
        body: Json = {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": s.proposition.wording if s.proposition else wording.content_text(s.content),
            "saidBy": wording.name_of(s.actor, s.source) or reading.report.outlet,
            "act": s.act.value,
            "polarity": s.polarity.value,
            "certainty": s.certainty.value,
        }
        if claim:
            body |= {
                "stance": claim[0].stance.value,
                "claim": _urn("claim", claim[1].id),
                "status": claim[1].status.value,
            }
        targets = [_target(reading.report, part) for part in s.content]
        items.append(
            {
                "id": _urn("statement", s.id),
                "type": "Annotation",
                "motivation": "describing",
                "body": body,
                "target": targets,
            }
        )
    terms = {
        name: VOCABULARY + name for name in ("saidBy", "act", "polarity", "certainty", "stance", "claim", "status")
    }
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld", terms],
        "id": "urn:reportedly:annotations",
        "type": "AnnotationPage",
        "items": items,
    }


def _target(report: Report, part: Anchor) -> Json:
    text = report.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": part.exact,
        "prefix": text[max(0, part.start - AROUND) : part.start],
        "suffix": text[part.end : part.end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": part.start, "end": part.end}
    return {"source": wording.link(report.url) or _urn("report", report.id), "selector": [quote, position]}


def provenance(holdings: Holdings) -> Json:
    """Which report each statement is from, who said it, which run read it, and which claims rest on it (PROV-O)."""
    nodes: dict[str, Json] = {}
    for reading in holdings.readings:
        report, run = reading.report, reading.run
        outlet = _urn("agent", report.outlet or report.id)
        nodes[outlet] = {"@type": ["prov:Agent", "prov:Organization"], "label": report.outlet or report.id}
        software = _urn("agent", run.software)
        nodes[software] = {"@type": ["prov:Agent", "prov:SoftwareAgent"], "label": run.software}
        activity = _urn("reading", report.id)
        nodes[_urn("report", report.id)] = {
            "@type": "prov:Entity",
            "label": report.title,
            "attributed": outlet,
            "location": wording.link(report.url),
            "generatedAt": report.published_at.isoformat() if report.published_at else None,
        }
        nodes[activity] = {"@type": "prov:Activity", "used": _urn("report", report.id), "associated": software}
        for s in reading.statements:
            name = wording.name_of(s.actor, s.source)
            speaker = _urn("agent", name) if name else outlet
            if name:
                nodes.setdefault(speaker, {"@type": "prov:Agent", "label": name})
            nodes[_urn("statement", s.id)] = {
                "@type": "prov:Entity",
                "value": wording.content_text(s.content),
                "quoted": _urn("report", report.id),
                "generated": activity,
                "attributed": speaker,
            }
    for claim in holdings.claims:
        derived = [_urn("statement", s.id) for s in claim.statements]
        nodes[_urn("claim", claim.id)] = {"@type": "prov:Entity", "label": claim.wording, "derived": derived}
    graph = [{"@id": key, **{k: v for k, v in node.items() if v is not None}} for key, node in nodes.items()]
    return {"@context": _PROV, "@graph": graph}


def _reference(name: str) -> Json:
    return {"@id": f"prov:{name}", "@type": "@id"}


_PROV: Json = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "label": "rdfs:label",
    "value": "prov:value",
    "attributed": _reference("wasAttributedTo"),
    "used": _reference("used"),
    "associated": _reference("wasAssociatedWith"),
    "generated": _reference("wasGeneratedBy"),
    "quoted": _reference("wasQuotedFrom"),
    "derived": _reference("wasDerivedFrom"),
    "location": _reference("atLocation"),
    "generatedAt": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
}


def schema_claims(holdings: Holdings) -> Json:
    """The claims as schema.org has them, with the articles in which they appear.

    A status is no rating of truth, so that there is no ClaimReview; it is in `description`, with its reason.
    """
    reports = holdings.reports
    return {"@context": "https://schema.org", "@graph": [_schema_claim(claim, reports) for claim in holdings.claims]}


def _schema_claim(claim: Claim, reports: Mapping[str, Report]) -> Json:
    said = sorted((s for s in claim.statements if s.through is None), key=lambda s: (s.said_on, s.id))
    articles = [_article(s, reports[s.report]) for s in said]
    authors = dict.fromkeys(wording.plain(s.party.name) for s in said if s.named and s.stance is Stance.AFFIRM)
    made: Json = {
        "@type": "Claim",
        "@id": _urn("claim", claim.id),
        "text": wording.sentence(claim.wording),
        "description": f"{claim.status.value}: {claim.why}",
        "datePublished": claim.first.isoformat(),
        "claimInterpreter": {"@type": "Organization", "name": "Reportedly"},
    }
    if authors:
        made["author"] = [{"@type": "Organization", "name": name} for name in authors]
    if articles:
        made |= {"firstAppearance": articles[0], "appearance": articles}
    return made


def _article(statement: ClaimStatement, report: Report) -> Json:
    fields: Json = {
        "@type": "NewsArticle",
        "@id": _urn("report", report.id),
        "headline": report.title,
        "url": wording.link(report.url),
        "datePublished": report.published_at.isoformat() if report.published_at else None,
        "publisher": {"@type": "NewsMediaOrganization", "name": report.outlet} if report.outlet else None,
        "abstract": wording.content_text(statement.content),
    }
    return {key: value for key, value in fields.items() if value is not None}
