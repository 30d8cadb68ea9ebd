"""The self-contained page: complete, well formed, loading nothing, whatever the report contains."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from lxml import etree, html

from reportedly.export.page import page, pairing, stylesheet
from reportedly.export.wording import shown
from reportedly.model import Act, Reading, Report
from tests.export.made import RUN, ferry, hostile

READINGS = [
    ferry(),
    hostile(),
    Reading(report=Report(text="Rain fell."), run=RUN),
    Reading(report=Report(text=""), run=RUN, failure="nothing to read"),
]
NAMES = ["ferry", "hostile", "no statements", "failed"]
VOID = re.compile(r"<(meta|br)\b([^>]*)>")


def parsed(reading: Reading) -> html.HtmlElement:
    return html.document_fromstring(page(reading))


def as_xml(source: str) -> Element:
    """The page parsed as strict XML; void elements are closed first."""
    body = VOID.sub(r"<\1\2/>", source.replace("<!DOCTYPE html>", "").replace("&nbsp;", " "))
    body = re.sub(r"<style>.*?</style>", "", body, flags=re.DOTALL)
    return etree.fromstring(body.strip())  # type: ignore[no-any-return]


@pytest.mark.parametrize("reading", READINGS, ids=NAMES)
def test_every_element_is_closed_and_every_attribute_quoted(reading: Reading) -> None:
    assert as_xml(page(reading)).tag == "html"


@pytest.mark.parametrize("reading", READINGS, ids=NAMES)
def test_the_article_says_what_the_report_says(reading: Reading) -> None:
    words = parsed(reading).xpath("//article//p[contains(@class, 'words')]")
    text = "".join(p.text_content() for p in words)
    assert re.sub(r"\s+", "", text) == re.sub(r"\s+", "", shown(reading.report.text))


@pytest.mark.parametrize("reading", READINGS, ids=NAMES)
def test_nothing_is_fetched_and_nothing_runs(reading: Reading) -> None:
    tree = parsed(reading)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //embed | //base | //form | //svg")
    assert not tree.xpath("//@src | //@srcset | //@style | //@*[starts-with(name(), 'on')]")
    assert not re.search(r"url\(|@import|expression\(", page(reading))
    for target in tree.xpath("//@href"):
        assert target.startswith(("#", "https://example.org/"))


@pytest.mark.parametrize("reading", READINGS, ids=NAMES)
def test_the_policy_admits_this_style_and_nothing_else(reading: Reading) -> None:
    source = page(reading)
    [style] = re.findall(r"<style>(.*?)</style>", source, flags=re.DOTALL)
    [policy] = parsed(reading).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("reading", READINGS, ids=NAMES)
def test_links_and_descriptions_lead_somewhere_and_ids_are_unique(reading: Reading) -> None:
    tree = parsed(reading)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for target in tree.xpath("//@href[starts-with(., '#')]"):
        assert target[1:] in ids, target
    for described in tree.xpath("//@aria-describedby"):
        assert set(described.split()) <= set(ids)


def test_each_statement_is_marked_and_noted() -> None:
    tree = parsed(ferry())
    spoken = [s for s in ferry().statements if s.source]
    assert len(tree.xpath("//li[contains(@class, 'note')]")) == len(spoken) == 6
    for s in ferry().statements:
        assert len(tree.xpath(f"//*[@id='s-{s.id}']")) == 1
    [note] = tree.xpath("//li[@id='n-1']")
    words = " ".join(note.text_content().split())
    assert words == "1 Norland confirms first time · certain · 4 March 2031 through the Norland News Agency"


def test_controls_that_steer_a_display_do_not_get_through() -> None:
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page(hostile())
    )
    page(Reading(report=Report(text="lone \ud800 surrogate"), run=RUN)).encode("utf-8")


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    assert "javascript:" not in " ".join(parsed(hostile()).xpath("//@href"))
    assert parsed(ferry()).xpath("//header//a/@href") == ["https://example.org/ferry?a=1&b=2"]


def test_headings_descend_one_level_at_a_time() -> None:
    levels = [int(h.tag[1]) for h in parsed(ferry()).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(scheme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", stylesheet(), flags=re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", block))
    inks = ["ink", "soft", "link", *(act.value for act in Act)]
    for ground in ("paper", "card", "raised"):
        for ink in inks:
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def test_a_note_lights_up_with_its_words() -> None:
    assert pairing(2).count("\n") == 2
    assert ".n-2" in pairing(2)
    assert len(pairing(10_000)) < 100_000
