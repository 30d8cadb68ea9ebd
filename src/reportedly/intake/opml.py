"""OPML: lists of feeds, as readers of feeds write and take them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.errors import IntakeError
from reportedly.intake.channel_list import link
from reportedly.intake.document import parse_xml
from reportedly.intake.encoding import LARGEST
from reportedly.intake.kind import BEGINNING
from reportedly.intake.refusals import xml_root

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list."""

    address: str
    title: str | None


def is_opml(raw: bytes) -> bool:
    """True if this is the beginning of a list of feeds."""
    return xml_root(raw[:BEGINNING].removeprefix(b"\xef\xbb\xbf")) == b"opml"


def read_opml(raw: bytes, where: str) -> list[Outline | IntakeError]:
    """The feeds of a list, each once, in their order; an outline with an unusable address is an IntakeError."""
    found: dict[str, Outline | IntakeError] = {}
    for outline in parse_xml(raw, where).iter("outline"):
        given = outline.get("xmlUrl")
        if given is None:
            continue  # a folder of outlines, or a page
        address = link(given)
        title = " ".join((outline.get("title") or outline.get("text") or "").split()) or None
        problem = IntakeError(where, f"lists {given[:200]!r}, which is not an http or https address")
        found.setdefault(given, Outline(address=address, title=title) if address else problem)
    if not found:
        raise IntakeError(where, "is a list of feeds (OPML) without feeds")
    return list(found.values())


def write_opml(outlines: Iterable[Outline], title: str) -> bytes:
    """A list of feeds, for other programs."""
    from lxml import etree

    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for outline in outlines:
        name = outline.title or outline.address
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=outline.address)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def opml_at(where: str) -> list[Outline | IntakeError]:
    """The feeds of the list in a file, or at an address that ends in .opml; none if there is no such list."""
    if "://" in where:
        if not urlsplit(where).path.lower().endswith(".opml"):
            return []
        from reportedly.intake.address import fetch

        return read_opml(fetch(where).body, where)
    path = Path(where)
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            return []
        raw = path.read_bytes()
    except OSError as problem:
        raise IntakeError(where, f"cannot be opened ({problem.strerror})") from None
    return read_opml(raw, where) if is_opml(raw) else []
