"""A marked story of two reports and three claims, small enough to work its figures out by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from eval.marked_story import MarkedStory

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]

TEXTS = {
    "r1": "Norway said divers had cut the cable.\n\nKenya said the cable was damaged.\n\nMali said that tea was late.",
    "r2": "Chile denied that divers had cut the cable.\n\nPeru said an anchor had cut the cable.",
}
STATEMENTS = (
    ("s1", "r1", "divers had cut the cable", "cut", "affirm"),
    ("s2", "r1", "the cable was damaged", "damaged", "affirm"),
    ("s3", "r1", "tea was late", None, "affirm"),
    ("s4", "r2", "divers had cut the cable", "cut", "deny"),
    ("s5", "r2", "an anchor had cut the cable", "anchor", "affirm"),
)


def story(folder: Path) -> MarkedStory:
    """The story, loaded from files."""
    days = {"r1": "2031-03-01T09:00:00+00:00", "r2": "2031-03-02T09:00:00+00:00"}
    reports = [
        {"id": key, "outlet": "The Gazette", "title": "Cable", "published_at": days[key], "text": text}
        for key, text in TEXTS.items()
    ]
    record = {
        "statements": [
            {"id": key, "report": report, "content": content, "claim": claim, "stance": stance, "source": None}
            for key, report, content, claim, stance in STATEMENTS
        ],
        "claims": [
            {
                "id": "cut",
                "history": [
                    {"as_of": "2031-03-01", "status": "alleged"},
                    {"as_of": "2031-03-02", "status": "disputed"},
                ],
            },
            {"id": "damaged", "history": [{"as_of": "2031-03-01", "status": "corroborated"}]},
            {"id": "anchor", "history": [{"as_of": "2031-03-02", "status": "alleged"}]},
        ],
        "relations": [["cut", ">", "damaged"], ["cut", "x", "anchor"]],
    }
    (folder / "reports.jsonl").write_text("".join(json.dumps(r) + "\n" for r in reports), "utf-8")
    (folder / "gold.json").write_text(json.dumps(record), "utf-8")
    return MarkedStory.load(folder)


def statement(report: str, content: str, stance: str = "affirm", **more: Any) -> Json:
    """A statement of a claim in a ledger, as `claims --json` writes it."""
    start = TEXTS[report].index(content)
    span = {"start": start, "end": start + len(content)}
    return {"id": f"{report} {content}", "report": report, "content": [span], "stance": stance, **more}
