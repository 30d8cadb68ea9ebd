"""The reports that a brief cites, for reference managers: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.export.plain import Json
    from reportedly.model import Report


class BibliographyFormat(StrEnum):
    """The formats that bibliographies are written in."""

    BIBTEX = "bibtex"
    RIS = "ris"
    CSL = "csl"

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return {"bibtex": ".bib", "ris": ".ris", "csl": ".json"}[self.value]


def bibliography(reports: Sequence[Report], form: BibliographyFormat) -> str:
    """The reports as entries of that format, in their order; each is a newspaper article with a key of its own."""
    keyed = list(zip(_keys(reports), reports, strict=True))
    if form is BibliographyFormat.CSL:
        return json.dumps([_csl(key, report) for key, report in keyed], ensure_ascii=False, indent=2) + "\n"
    write = _bibtex if form is BibliographyFormat.BIBTEX else _ris
    return "".join(write(key, report) for key, report in keyed)


def _keys(reports: Sequence[Report]) -> Iterator[str]:
    """levantwire2020a: outlet, year, a letter; none twice."""
    given: dict[str, int] = {}
    for report in reports:
        folded = unicodedata.normalize("NFKD", report.outlet or "report").encode("ascii", "ignore").decode()
        name = re.sub(r"[^a-z0-9]", "", folded.lower()) or "report"
        stem = f"{name}{report.published_on.year if report.published_on else 'nd'}"
        given[stem] = given.get(stem, -1) + 1
        yield stem + _letters(given[stem])


def _letters(number: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("a") + last)


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "^": r"\^{}",
    "~": r"\~{}",
    **{c: f"\\{c}" for c in "&%$#_"},
}


def _tex(text: str) -> str:
    return "".join(_TEX.get(c, c) for c in wording.plain(text))


def _bibtex(key: str, report: Report) -> str:
    day = report.published_on
    fields = {
        "title": f"{{{_tex(report.title or 'Untitled')}}}",
        "journal": _tex(report.outlet or ""),
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "url": (wording.link(report.url) or "").translate({ord(c): f"%{ord(c):02X}" for c in "{}\\"}),
        "language": report.language or "",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{key},\n{lines}}}\n\n"


def _ris(key: str, report: Report) -> str:
    day = report.published_on
    fields = (
        ("TY", "NEWS"),
        ("ID", key),
        ("TI", wording.plain(report.title or "Untitled")),
        ("T2", wording.plain(report.outlet or "")),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("UR", wording.link(report.url) or ""),
        ("LA", report.language or ""),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n\r\n"


def _csl(key: str, report: Report) -> Json:
    day = report.published_on
    fields: Json = {
        "id": key,
        "type": "article-newspaper",
        "title": wording.plain(report.title or "Untitled"),
        "container-title": wording.plain(report.outlet or ""),
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": wording.link(report.url),
        "language": report.language,
    }
    return {name: value for name, value in fields.items() if value}
