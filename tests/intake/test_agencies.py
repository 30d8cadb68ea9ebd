"""NITF, NewsML 1, NewsML-G2 and ninjs to reports."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report

DAY = datetime(2024, 5, 13, 9, 30, tzinfo=UTC)
NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf><head><title>x</title><docdata><date.release norm="20240513T093000Z"/></docdata>
<pubdata name="Nordwire" ex-ref="https://nordwire.example/1"/></head><body><body.head>
<hedline><hl1>Ferries stop</hl1></hedline><byline>By <person>Ann Lee</person></byline>
<dateline><location>PORT TOWN</location></dateline></body.head><body.content>
<media><media-caption>A ship.</media-caption></media>
<block><p>No ferry sailed on Monday.</p><p>The union <em>said</em> so.</p></block></body.content></body></nitf>"""
TEXT = "By Ann Lee\n\nPORT TOWN — No ferry sailed on Monday.\n\nThe union said so."
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
PARAGRAPHS = "<p>No ferry sailed on Monday.</p><p>The union <b>said</b> so.</p>"


def item(content: str, *, kind: str = "text", status: str = "usable", guid: str = "urn:newsml:nordwire:1") -> str:
    """One item of NewsML-G2."""
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="2">
<itemMeta><itemClass qcode="ninat:{kind}"/><provider qcode="nprov:NORD"><name>Nordwire</name></provider>
<versionCreated>2024-05-13T09:30:00Z</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><headline>Ferries stop</headline><by>By Ann Lee</by><dateline>PORT TOWN</dateline>
<language tag="en-GB"/></contentMeta><contentSet>{content}</contentSet></newsItem>"""


def message(*items: str) -> str:
    """A message with these items, and a package that lists them."""
    return (
        '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet>'
        f'{"".join(items)}<packageItem guid="p"/></itemSet></newsMessage>'
    )


def inline(words: str) -> str:
    return f'<inlineXML contenttype="application/xml">{words}</inlineXML>'


def first_newsml(*contents: str, status: str = "Usable") -> str:
    """A message of NewsML 1 with one item, whose parts have these contents."""
    parts = "".join(f"<NewsComponent><ContentItem>{content}</ContentItem></NewsComponent>" for content in contents)
    return (
        '<?xml version="1.0"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd"><NewsML>'
        "<NewsEnvelope><DateAndTime>20240514T000000Z</DateAndTime></NewsEnvelope>"
        "<NewsItem><Identification><NewsIdentifier><ProviderId>nordwire.example</ProviderId>"
        "<DateId>20240513</DateId><NewsItemId>1</NewsItemId><PublicIdentifier>urn:newsml:nordwire:1</PublicIdentifier>"
        "</NewsIdentifier></Identification><NewsManagement><ThisRevisionCreated>20240513T093000Z</ThisRevisionCreated>"
        f'<Status FormalName="{status}"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferries stop</HeadLine>'
        "<ByLine>By Ann Lee</ByLine><DateLine>PORT TOWN</DateLine></NewsLines><AdministrativeMetadata><Provider>"
        '<Party FormalName="Nordwire"/></Provider></AdministrativeMetadata>'
        f'<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>{parts}'
        "</NewsComponent></NewsItem></NewsML>"
    )


def data(words: str, media: str = "Text") -> str:
    return f'<MediaType FormalName="{media}"/><DataContent>{words}</DataContent>'


PLAIN = data("No ferry sailed on Monday.\n\nThe union said so.")
PICTURE = data("A ship at the quay of Port Town, seen from the mole on a morning in May last year.", "Photo")


NINJS_1 = {
    "uri": "urn:nordwire:1",
    "type": "text",
    "versioncreated": "2024-05-13T09:30:00Z",
    "headline": "Ferries stop",
    "byline": "Ann Lee",
    "provider": "Nordwire",
    "language": "en",
    "body_text": "PORT TOWN — No ferry sailed on Monday.\n\nThe union said so.",
}
NINJS_MARKUP = {k: v for k, v in NINJS_1.items() if k != "body_text"} | {
    "body_html": "<p>PORT TOWN — No ferry sailed on Monday.</p><p>The union said so.</p>"
}
NINJS_2 = {
    "uri": "urn:nordwire:1",
    "standard": {"name": "ninjs", "version": "2.1"},
    "versioncreated": "2024-05-13T09:30:00Z",
    "headlines": [{"role": "main", "value": "Ferries stop"}],
    "bylines": [{"name": "Ann Lee"}],
    "infosources": [{"name": "Nordwire"}],
    "bodies": [{"role": "main", "contenttype": "text/html", "value": NINJS_MARKUP["body_html"]}],
}


def found(tmp_path: Path, raw: object, name: str = "a.xml") -> list[Report | IntakeError]:
    (tmp_path / name).write_text(raw if isinstance(raw, str) else json.dumps(raw))
    return list(reportedly.open_all(tmp_path / name))


@pytest.mark.parametrize(
    "raw",
    [
        NITF,
        item(inline(NITF.partition("?>")[2].partition('.dtd">')[2])),
        item(inline(XHTML.format(PARAGRAPHS))),
        message(
            item('<inlineData contenttype="text/plain">No ferry sailed on Monday.\n\nThe union said so.</inlineData>')
        ),
        first_newsml(PLAIN, PICTURE),
        first_newsml(data(PARAGRAPHS)),
        first_newsml(PICTURE, data(XHTML.format(PARAGRAPHS))),
        first_newsml(data(NITF.partition('.dtd">')[2])),
        NINJS_1,
        NINJS_MARKUP,
        NINJS_2,
        {"_items": [NINJS_1]},
    ],
)
def test_reports_of_agencies(tmp_path: Path, raw: object) -> None:
    (report,) = found(tmp_path, raw, "a.xml" if isinstance(raw, str) else "a.json")
    assert isinstance(report, Report)
    assert report.text == TEXT
    assert (report.title, report.outlet, report.published_at) == ("Ferries stop", "Nordwire", DAY)
    assert report.url is not None


def test_what_is_no_report_is_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    words = inline(XHTML.format(PARAGRAPHS))
    raw = message(item(words), item("", kind="picture", guid="b"), item(words, status="canceled", guid="c"))
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        items = found(tmp_path, raw)
    assert [isinstance(i, Report) for i in items] == [True]
    left_out = "1 of the class picture (b); 1 canceled by the agency (c); 1 that only list other items (p)"
    assert f"1 of 1 report found; left out: {left_out}" in caplog.text
    caplog.clear()
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        found(
            tmp_path,
            [NINJS_1, {**NINJS_1, "uri": "b", "type": "picture"}, {**NINJS_1, "pubstatus": "canceled"}],
            "a.json",
        )
    assert "1 of 1 report found; left out: 1 of the type picture (b); 1 canceled" in caplog.text


def test_a_corrected_version_is_at_the_same_address(tmp_path: Path) -> None:
    words = inline(XHTML.format(PARAGRAPHS))
    (one,) = found(tmp_path, item(words))
    (other,) = found(tmp_path, item(words.replace("Monday", "Sunday")).replace("09:30", "10:30"), "b.xml")
    assert isinstance(one, Report)
    assert isinstance(other, Report)
    assert (one.url, one.outlet) == (other.url, other.outlet)
    assert one.published_at != other.published_at


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("<nitf><body/></nitf>", "is empty"),
        ("<nitf><body>", "is not well-formed XML"),
        (message(), "without reports"),
        (first_newsml(PICTURE), "is NewsML without reports: it holds 1 items without text"),
        (first_newsml(PLAIN, status="Canceled"), "is NewsML without reports"),
        (
            item('<remoteContent href="https://nordwire.example/1.html"/>'),
            "they are at https://nordwire.example/1.html",
        ),
        (item(""), "holds no words"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, raw: str, reason: str) -> None:
    (problem,) = found(tmp_path, raw)
    assert isinstance(problem, IntakeError)
    assert reason in problem.reason


def test_no_entity_is_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    raw = f'<!DOCTYPE nitf [<!ENTITY e SYSTEM "file://{secret}">]><nitf><body><p>He left. &e;</p></body></nitf>'
    (report,) = found(tmp_path, raw)
    assert isinstance(report, Report)
    assert report.text == "He left."


def test_utf16_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(NITF.replace("UTF-8", "UTF-16").encode("utf-16"))
    (report,) = reportedly.open_all(tmp_path / "a.xml")
    assert isinstance(report, Report)
    assert report.text == TEXT
