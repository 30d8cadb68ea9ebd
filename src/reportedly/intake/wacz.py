"""Web archives in a package (WACZ): the pages of its own list, from the WARC files in it, each file checked."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, cast
from urllib.parse import urldefrag

from reportedly.errors import IntakeError
from reportedly.intake.tally import Tally
from reportedly.intake.warc import pages_in
from reportedly.intake.zip import UNPACKING_ERRORS, open_zip

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

_ARCHIVE = "archive/"
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_LONGEST_LIST = 100_000_000


def read_wacz(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the pages in the package's list, or of all pages if it has none; missing pages are errors."""
    tally = Tally(given.where)
    within = replace(given, depth=given.depth + 1)
    with open_zip(stream, given.where, "web archive") as package:
        pages = dict.fromkeys(_pages(package, given.where), False)
        digests = _digests(package, given.where)
        for name in sorted(n for n in package.namelist() if n.startswith(_ARCHIVE) and not n.endswith("/")):
            damage = _damage(package, name, digests.get(name, ""), f"{given.where}!{name}")
            if damage:
                tally.failed += 1
                yield damage
                continue
            with package.open(name) as part:
                yield from pages_in(io.BufferedReader(cast("io.RawIOBase", part)), within, tally, pages or None)
    for address in (address for address, found in pages.items() if not found):
        tally.failed += 1
        yield IntakeError(f"{given.where}!{address}", "is in the list of pages, but was not captured")
    if not tally.found and not tally.failed:
        yield IntakeError(given.where, "is a web archive without pages")
    tally.say()


def _pages(package: zipfile.ZipFile, where: str) -> list[str]:
    """The addresses in the lists of pages."""
    found = []
    for name in _LISTS:
        for line in _part(package, name, where).decode("utf-8", "replace").splitlines():
            try:
                page = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                found.append(urldefrag(page["url"]).url)
    return found


def _digests(package: zipfile.ZipFile, where: str) -> dict[str, str]:
    """The digest of each file, as `datapackage.json` gives it: "sha256:..."."""
    try:
        described = json.loads(_part(package, "datapackage.json", where))
    except (ValueError, RecursionError):
        return {}
    resources = described.get("resources") if isinstance(described, dict) else None
    return {
        str(r.get("path")): str(r.get("hash") or "")
        for r in (resources if isinstance(resources, list) else ())
        if isinstance(r, dict)
    }


def _part(package: zipfile.ZipFile, name: str, where: str) -> bytes:
    """One file of the package; nothing if there is none."""
    try:
        if package.getinfo(name).file_size > _LONGEST_LIST:
            raise IntakeError(f"{where}!{name}", f"is larger than {_LONGEST_LIST // 1_000_000} MB")
        return package.read(name)
    except KeyError:
        return b""
    except UNPACKING_ERRORS as problem:
        raise IntakeError(f"{where}!{name}", f"cannot be unpacked ({problem})") from None


def _damage(package: zipfile.ZipFile, name: str, digest: str, where: str) -> IntakeError | None:
    """What is wrong with a file: it cannot be unpacked, or its digest is another than the package says."""
    kind, _, wanted = digest.partition(":")
    sha = hashlib.sha256()
    try:
        with package.open(name) as part:
            while piece := part.read(1 << 20):
                sha.update(piece)
    except UNPACKING_ERRORS as problem:
        return IntakeError(where, f"cannot be unpacked ({problem})")
    if kind == "sha256" and sha.hexdigest() != wanted.removeprefix("0x"):
        return IntakeError(where, "does not fit its digest: it was damaged or altered after it was packed")
    return None
