"""What is not taken in: what each kind of file is, and what to do with it."""

from __future__ import annotations

import re

from reportedly.errors import IntakeError

_SOUND = "sound or film: give a transcript of its words (SRT, VTT or text)"
_IMAGE = "reports are text: give the words that it shows as text"
_PROGRAM = "a program: reports are text"
_MAGIC = {
    b"%PDF-": "a PDF: convert it first, for example with pdftotext",
    b"\x89PNG\r\n": f"a PNG image: {_IMAGE}",
    b"\xff\xd8\xff": f"a JPEG image: {_IMAGE}",
    b"GIF8": f"a GIF image: {_IMAGE}",
    b"II*\0": f"a TIFF image: {_IMAGE}",
    b"MM\0*": f"a TIFF image: {_IMAGE}",
    b"<svg": f"an SVG image: {_IMAGE}",
    b"\0\0\1\0": f"an icon: {_IMAGE}",
    b"8BPS": f"a Photoshop image: {_IMAGE}",
    b"RIFF": f"a picture, sound or film: {_IMAGE}",
    b"PK\x03\x04": "a ZIP archive or an office document: save the document as text, or unpack the archive",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old office document or a message of Outlook: save it as DOCX, as text or as .eml",
    b"{\\rtf": "rich text (RTF): save it as plain text",
    b"\x1f\x8b": "compressed with gzip: unpack it first",
    b"BZh": "compressed with bzip2: unpack it first",
    b"\xfd7zXZ\0": "compressed with xz: unpack it first",
    b"\x28\xb5\x2f\xfd": "compressed with zstd: unpack it first",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive: unpack it first",
    b"Rar!\x1a\x07": "a RAR archive: unpack it first",
    b"!BDN": "a mail folder of Outlook (PST): export its mails as .eml or .mbox",
    b"SQLite format 3\0": "a database; if it is a ledger, name it with --ledger",
    b"\x7fELF": _PROGRAM,
    b"MZ\x90\0": _PROGRAM,
    b"\0asm": _PROGRAM,
    b"\xca\xfe\xba\xbe": _PROGRAM,
    b"OggS": _SOUND,
    b"ID3": _SOUND,
    b"fLaC": _SOUND,
    b"\x1aE\xdf\xa3": _SOUND,
    b"\xff\xfb": _SOUND,
    b"PAR1": "a Parquet file: write its rows as CSV or JSON Lines",
    b"ARROW1": "an Arrow file (Feather): write its rows as Parquet or CSV",
    b"wOFF": "a font",
    b"wOF2": "a font",
    b"\0\1\0\0\0": "a font",
    b"OTTO": "a font",
}
"""Beginnings that no text has."""
_BOX = re.compile(rb"....ftyp(....)", re.DOTALL)
"""How pictures, sound and film in the ISO base media format begin (HEIC, MP4, MOV)."""
_XML = re.compile(
    rb"\s*+(?:(?:<\?xml[^>]*>|(?><!--.*?-->)|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)\s*+)*+<(?:\w+:)?(\w+)[\s>/]",
    re.DOTALL,
)
_LIST = "a list of addresses and no report: give the addresses that matter to `reportedly read` or `reportedly add`"
_ROOTS = {
    b"urlset": f"a sitemap, {_LIST}",
    b"sitemapindex": f"a list of sitemaps, {_LIST}",
    b"opml": f"a list of feeds (OPML), {_LIST}",
    b"svg": f"an SVG image: {_IMAGE}",
    b"kml": "a map (KML): reports are text",
    b"gpx": "a track (GPX): reports are text",
    b"plist": "a list of settings: reports are text",
}
"""XML that is no feed, by its root."""
_OFFICE = {
    "xl/workbook.xml": "a workbook (XLSX): save the sheet as CSV",
    "ppt/presentation.xml": "a presentation (PPTX): save its words as text",
    "META-INF/container.xml": "a book (EPUB): save its words as text",
}
"""ZIP archives that are documents without a reader, by a part that they must have."""


def reason_of(beginning: bytes) -> str | None:
    """What kind of file the first bytes show, if no text begins like that, and what to do; else None."""
    for magic, what in _MAGIC.items():
        if beginning.startswith(magic):
            return what
    box = _BOX.match(beginning)
    if box:
        return f"a picture (HEIC or AVIF): {_IMAGE}" if box.group(1)[:3] in (b"hei", b"mif", b"avi") else _SOUND
    return _ROOTS.get(xml_root(beginning.removeprefix(b"\xef\xbb\xbf")))


def xml_root(beginning: bytes) -> bytes:
    """The name of the first element, without its namespace; empty if this is not the beginning of XML."""
    root = _XML.match(beginning)
    return root.group(1) if root else b""


def reason_of_archive(names: set[str]) -> str | None:
    """What a ZIP archive is, if its parts make it a document that is not read, and what to do; else None."""
    return next((what for part, what in _OFFICE.items() if part in names), None)


def refuse_other(raw: bytes, where: str) -> None:
    """Raise IntakeError if the first bytes show another kind of file (an image, a sitemap, ...), and name it."""
    reason = reason_of(raw[:1024])
    if reason:
        raise IntakeError(where, f"is {reason}")
