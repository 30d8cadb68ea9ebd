"""TimeML 1.2.1: the text of a report with its times marked as TIMEX3."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from reportedly.export.wording import shown

if TYPE_CHECKING:
    from reportedly.model import Anchor, Reading, Time

PUBLISHED = "t0"
"""The id of the day of publication, from which times are counted."""


def timeml(reading: Reading) -> bytes:
    """The report as a TimeML document; of times that overlap, the earlier and longer one is marked.

    Control characters, which XML cannot hold, are replaced one for one.
    """
    report = reading.report
    root = ElementTree.Element("TimeML")
    ElementTree.SubElement(root, "DOCID").text = shown(report.id)
    dct = ElementTree.SubElement(root, "DCT")
    if report.published_on:
        attributes = {"tid": PUBLISHED, "type": "DATE", "value": report.published_on.isoformat()}
        stamp = ElementTree.SubElement(
            dct, "TIMEX3", attributes | {"temporalFunction": "false", "functionInDocument": "CREATION_TIME"}
        )
        stamp.text = report.published_on.isoformat()
    if report.title:
        ElementTree.SubElement(root, "TITLE").text = shown(report.title)
    _mark(ElementTree.SubElement(root, "TEXT"), shown(report.text), _apart(reading))
    text: str = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode("utf-8", "replace")


def _apart(reading: Reading) -> list[Time]:
    """The times in text order, without those that overlap one before."""
    found: list[Time] = []
    for time in sorted(reading.times, key=lambda t: (t.anchor.start, -t.anchor.end)):
        if not found or found[-1].anchor.end <= time.anchor.start:
            found.append(time)
    return found


def _mark(element: ElementTree.Element, text: str, times: list[Time]) -> None:
    ids: dict[Anchor | None, str] = {t.anchor: f"t{n}" for n, t in enumerate(times, 1)}
    element.text, at, last = "", 0, None
    for time in times:
        between = text[at : time.anchor.start]
        if last is None:
            element.text = between
        else:
            last.tail = between
        last = ElementTree.SubElement(element, "TIMEX3", _attributes(time, ids))
        last.text = text[time.anchor.start : time.anchor.end]
        at = time.anchor.end
    if last is None:
        element.text = text[at:]
    else:
        last.tail = text[at:]


def _attributes(time: Time, ids: dict[Anchor | None, str]) -> dict[str, str]:
    made = {"tid": ids[time.anchor], "type": time.type.value, "value": time.value or ""}
    if time.mod:
        made["mod"] = time.mod
    anchor = PUBLISHED if time.anchored == "publication" else ids.get(time.anchored_on)
    made["temporalFunction"] = "true" if anchor else "false"
    made["functionInDocument"] = "NONE"
    if anchor:
        made["anchorTimeID"] = anchor
    return made
