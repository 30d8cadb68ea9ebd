"""Files of newspaper databases to reports: every article is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report
from tests.intake.documents import Line, docx, pdf

WORDS = ["No ferry sailed on Monday.", "The union said it would go on."]

NEXIS_COVER = [
    "Date and Time: Tuesday, May 14, 2024 10:00:00 AM EDT",
    "Job Number: 223311",
    "Documents (2)",
    "1. Ferries stop as union walks out",
    "Client/Matter: -None-",
    "Search Terms: ferry",
    "Content Type  Narrowed by",
    "2. Bridge shut: town cut off",
    "Client/Matter: -None-",
]


def nexis(title: str, body: list[str], length: int = 11) -> list[str]:
    """One article as Nexis Uni writes it."""
    return [
        title,
        "Harbour Gazette (Port Town)",
        "May 13, 2024 Monday",
        "Copyright 2024 Gazette Ltd. All Rights Reserved",
        "Section: LOCAL; Pg. A-1",
        f"Length: {length} words",
        "Byline: Ann Lee",
        "Body",
        *body,
        "Classification",
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        "Load-Date: May 14, 2024",
        "End of Document",
    ]


TITLES = ("Ferries stop as union walks out", "Bridge shut: town cut off")
NEXIS = [*NEXIS_COVER, *(line for title in TITLES for line in nexis(title, WORDS))]
LEXIS = """                               1 of 2 DOCUMENTS


                              Harbour Gazette

                         May 13, 2024 Monday
                          Late Edition - Final

Ferries stop as union walks out

BYLINE: By ANN LEE

SECTION: Section A; Pg. 1

LENGTH: 11 words

 No ferry sailed on
Monday.

 The union said it
would go on.

LOAD-DATE: May 14, 2024

LANGUAGE: ENGLISH

                   Copyright 2024 Gazette Ltd.
                             All Rights Reserved


                               2 of 2 DOCUMENTS


                              Harbour Gazette

                         May 13, 2024 Monday

Bridge shut: town cut off

LENGTH: 11 words

 No ferry sailed on Monday.

 The union said it would go on.

LOAD-DATE: May 14, 2024
"""


def factiva(title: str, number: str) -> list[str]:
    """One article as Factiva writes it, without codes."""
    return [
        title,
        "By Ann Lee",
        "11 words",
        "13 May 2024",
        "09:30",
        "Harbour Gazette",
        "HARGAZ",
        "English",
        "Copyright 2024 Gazette Ltd.",
        "",
        *WORDS,
        "",
        f"Document HARGAZ0020240513ek5d0000{number}",
    ]


FACTIVA = [*factiva("Ferries stop as union walks out", "1"), *factiva("Bridge shut: town cut off", "2")]
CODED = """HD   {title}
BY   Ann Lee
WC   11 words
PD   13 May 2024
ET   09:30
SN   Harbour Gazette
SC   HARGAZ
LA   English
CY   Copyright 2024 Gazette Ltd.
LP

No ferry sailed on Monday.
TD

The union said it would go on.
NS   gstrk : Strikes
RE   nor : Norway
AN   Document HARGAZ0020240513ek5d0000{number}

"""
FACTIVA_CODED = CODED.format(title="Ferries stop as union walks out", number=1) + CODED.format(
    title="Bridge shut: town cut off", number=2
)
FACTIVA_HTML = (
    "<html><head><title>Factiva</title></head><body>"
    + "".join(
        f'<div class="article enArticle"><div id="hd"><span class="enHeadline">{title}</span></div>'
        "<div class='author'>By Ann Lee</div><div>11 words</div><div>13 May 2024</div><div>09:30</div>"
        "<div>Harbour Gazette</div><div>HARGAZ</div><div>English</div><div>Copyright 2024 Gazette Ltd.</div>"
        f'<p class="articleParagraph enarticleParagraph">{WORDS[0]}</p>'
        f'<p class="articleParagraph enarticleParagraph">{WORDS[1]}</p>'
        f"<p>Document HARGAZ0020240513ek5d0000{number}</p></div>"
        for number, title in enumerate(("Ferries stop as union walks out", "Bridge shut: town cut off"))
    )
    + "</body></html>"
)
RULE = "_" * 60


def proquest(title: str, number: int) -> list[str]:
    """One article as ProQuest writes it."""
    return [
        f"Document {number} of 2",
        "",
        title,
        "",
        "Author: Lee, Ann",
        "",
        "Publication info: Harbour Gazette ; Port Town [Port Town]. 13 May 2024: A.1.",
        "",
        "ProQuest document link",
        "",
        f"Full text: {WORDS[0]}",
        "",
        WORDS[1],
        "",
        "Subject: Ferries; Strikes",
        "",
        f"Title: {title}",
        "",
        "Publication title: Harbour Gazette; Port Town",
        "",
        "Publication date: May 13, 2024",
        "",
        "ProQuest document ID: 331",
        "",
        f"Document URL: https://search.example/docview/{number}",
        "",
        RULE,
        "",
    ]


CONTENTS = [RULE, "", "Report Information from ProQuest", "14 May 2024 10:00", RULE, "", "Table of contents", ""]
PROQUEST = [
    *CONTENTS,
    "1. Ferries stop as union walks out",
    "",
    "2. Bridge shut: town cut off",
    "",
    RULE,
    "",
    *proquest("Ferries stop as union walks out", 1),
    *proquest("Bridge shut: town cut off", 2),
]
PROQUEST_HTML = (
    "<html><head><title>ProQuest</title></head><body><h1>Table of contents</h1>"
    "<ol><li>1. Ferries stop as union walks out</li><li>2. Bridge shut: town cut off</li></ol>"
    + "".join(
        f"<p>Document {number} of 2</p><h2>{title}</h2><p><strong>Author: </strong>Lee, Ann</p>"
        f"<p><strong>Full text: </strong></p><p>{WORDS[0]}</p><p>{WORDS[1]}</p>"
        f"<p><strong>Publication title: </strong>Harbour Gazette; Port Town</p>"
        f"<p><strong>Publication date: </strong>May 13, 2024</p><p><strong>ProQuest document ID: </strong>3</p>"
        for number, title in ((1, "Ferries stop as union walks out"), (2, "Bridge shut: town cut off"))
    )
    + "</body></html>"
)


def in_docx(lines: list[str]) -> bytes:
    """The lines as paragraphs of a Word document."""
    return docx("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))


def in_rtf(lines: list[str]) -> bytes:
    """The lines as paragraphs of rich text."""
    return ("{\\rtf1\\ansi " + "".join(f"{line}\\par " for line in lines) + "}").encode("cp1252")


def in_pdf(*articles: list[str]) -> bytes:
    """The lines of each article on pages of its own, ten to a page, each page but the first with a running head."""
    pages: list[list[Line]] = []
    for number, lines in enumerate(articles):
        for start in range(0, len(lines), 10):
            head = [f"Page {start // 10 + 1} of 2", *([lines[0]] if start else [])] if number else ["Page 1 of 1"]
            drawn: list[Line] = [(250, 785 - 12 * n, 9, line) for n, line in enumerate(head)]
            for n, line in enumerate(lines[start : start + 10]):
                drawn.append((50, 700 - 40 * n, 10, line.replace("(", "\\(").replace(")", "\\)")))
            pages.append(drawn)
    return pdf(*pages)


def found(tmp_path: Path, raw: bytes | str | list[str], name: str = "a.txt") -> list[Report | IntakeError]:
    raw = "\n".join(raw) if isinstance(raw, list) else raw
    (tmp_path / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(reportedly.open_all(tmp_path / name))


@pytest.mark.parametrize(
    ("raw", "byline"),
    [
        (in_docx(NEXIS), "By Ann Lee"),
        (in_rtf(NEXIS), "By Ann Lee"),
        (NEXIS, "By Ann Lee"),
        (in_pdf(NEXIS_COVER, *(nexis(title, WORDS) for title in TITLES)), "By Ann Lee"),
        (LEXIS, "By ANN LEE"),
        (FACTIVA, "By Ann Lee"),
        ([line.replace("11 words", "11\u00a0words") for line in FACTIVA], "By Ann Lee"),
        (in_rtf(FACTIVA), "By Ann Lee"),
        (FACTIVA_CODED, "By Ann Lee"),
        (FACTIVA_HTML, "By Ann Lee"),
        (PROQUEST, "By Ann Lee"),
        (PROQUEST_HTML, "By Ann Lee"),
    ],
)
def test_every_article_is_found(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, raw: bytes | str | list[str], byline: str
) -> None:
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        first, second = found(tmp_path, raw)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.text == "\n\n".join((byline, *WORDS))
    assert (first.title, second.title) == ("Ferries stop as union walks out", "Bridge shut: town cut off")
    assert first.outlet is not None
    assert first.outlet.startswith("Harbour Gazette")
    assert first.published_at is not None
    assert first.published_at.date().isoformat() == "2024-05-13"
    assert "2 of 2 reports found" in caplog.text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ([*NEXIS_COVER, *nexis("Ferries stop as union walks out", WORDS)], "2. Bridge shut: town cut off"),
        (LEXIS.partition("                               2 of 2")[0], "says that it has 2 articles; 1 of them"),
        (NEXIS[:-1], ""),
        (
            [
                *nexis("Ferries stop", WORDS),
                *nexis("Bridge shut", ["We are sorry but there is an error in this document"]),
            ],
            "Nexis could not display it",
        ),
        ([*nexis("Ferries stop", WORDS, length=400)], "has 12 of the 400 words"),
        ([*FACTIVA[:13], *FACTIVA[14:]], ""),
        ([*FACTIVA[:12], *FACTIVA[14:]], "runs into the article before it"),
        ([line.replace("11 words", "eleven") for line in FACTIVA], "where its words begin is not to be seen"),
        (FACTIVA_CODED.replace("AN   Document HARGAZ0020240513ek5d00001", ""), ""),
        ([line for line in PROQUEST if not line.startswith("2. ")][:-28], "says that it has 2 articles"),
        (PROQUEST[:-28], "2. Bridge shut: town cut off"),
        ([line.replace(WORDS[0], "Not available.") for line in PROQUEST if line != WORDS[1]], "gives no full text"),
    ],
)
def test_what_is_missing_is_listed(tmp_path: Path, raw: str | list[str], reason: str) -> None:
    items = found(tmp_path, raw)
    problems = [item.reason for item in items if isinstance(item, IntakeError)]
    if reason:
        assert any(reason in problem for problem in problems), problems
    else:
        assert len(items) == 2
        assert not problems


def test_other_texts_are_left_alone(tmp_path: Path) -> None:
    for raw in (
        "Full text: The mayor left.\n\nTitle: none",
        "End of Document\n\nThe mayor left.",
        "11 words\n13 May 2024",
    ):
        (report,) = found(tmp_path, raw)
        assert isinstance(report, Report)
        assert report.text == raw
