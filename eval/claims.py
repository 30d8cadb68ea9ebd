"""Claims of a ledger against stories in which the claim of each statement is marked.

`stories/*.txt` are short stories written for the project: `== MOMENT | OUTLET | TITLE` begins a
report, `[[claim: words]]` marks a content, `[[claim-: ...]]` one that denies the claim,
`[[claim?: ...]]` one that leaves it open. `stories/ps752.jsonl` marks the shipped sample story by offsets.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from eval.overlap import Figures, Item, pair_up, word_bounds, words_under
from eval.samples import SAMPLES
from reportedly import Report
from reportedly.ledger import Ledger

STORIES = Path(__file__).with_name("stories")
STANCES = {"": "affirm", "-": "deny", "?": "uncertain"}
_MARK = re.compile(r"\[\[(?P<claim>\w+)(?P<stance>[-?]?): (?P<words>[^\[\]]*)\]\]")


def gold() -> dict[str, Item]:
    """The reports by id, with the spans of marked contents and the claim of each."""
    items = [item for path in sorted(STORIES.glob("*.txt")) for item in _marked(path)]
    with (SAMPLES / "ps752.jsonl").open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines)}
    with (STORIES / "ps752.jsonl").open(encoding="utf-8") as lines:
        for marked in map(json.loads, lines):
            marks = [_mark(s, e, c.rstrip("-?"), c[len(c.rstrip("-?")) :]) for s, e, c in marked["claims"]]
            items.append({**rows[marked["report"]], "story": "ps752", "statements": marks})
    return {str(item["id"]): item for item in items}


def ask(marked: Mapping[str, Item]) -> dict[str, Item]:
    """The statements of each report with their claim; each story has a ledger of its own."""
    found: dict[str, Item] = {}
    for story in dict.fromkeys(item["story"] for item in marked.values()):
        reports = [_report(item) for item in marked.values() if item["story"] == story]
        with tempfile.TemporaryDirectory() as folder, Ledger(str(Path(folder, "story.db"))) as ledger:
            list(ledger.add(reports))
            said: dict[str, list[Item]] = {report.id: [] for report in reports}
            for claim in ledger.claims():
                for s in claim.statements:
                    spans = [{"start": a.start, "end": a.end} for a in s.content]
                    said[s.report].append({"content": spans, "claim": claim.id, "stance": s.stance.value})
        found.update({key: {"statements": statements} for key, statements in said.items()})
    return found


def score(marked: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """B-cubed of the claims (Bagga and Baldwin 1998), as means over stories, and the share of right stances."""
    clusters: dict[str, list[tuple[str, str]]] = {}
    right = matched = 0
    for key, item in marked.items():
        bounds = word_bounds(item["text"])
        want, have = item["statements"], predicted[key]["statements"]
        pairs = pair_up(*([words_under(s["content"], bounds) for s in side] for side in (want, have)))
        for i, s in enumerate(want):
            mine = have[pairs[i]]["claim"] if i in pairs else f"alone {key} {i}"
            clusters.setdefault(item["story"], []).append((s["claim"], mine))
        matched += len(pairs)
        right += sum(want[i]["stance"] == have[j]["stance"] for i, j in pairs.items())
    each = [_b_cubed(statements) for statements in clusters.values()]
    p, r, f = (100 * sum(figures) / (len(each) or 1) for figures in zip(*each, strict=True))
    return {"same claim P": p, "same claim R": r, "same claim F": f, "stance right": 100 * right / (matched or 1)}


def _b_cubed(statements: list[tuple[str, str]]) -> tuple[float, float, float]:
    p = r = 0.0
    for claim, found in statements:
        both = statements.count((claim, found))
        p += both / sum(f == found for _, f in statements)
        r += both / sum(c == claim for c, _ in statements)
    p, r = p / len(statements), r / len(statements)
    return p, r, 2 * p * r / (p + r)


def _marked(path: Path) -> Iterator[Item]:
    for number, block in enumerate(re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:], 1):
        head, _, body = block.partition("\n")
        moment, outlet, title = (part.strip() for part in head.split(" | "))
        text, marks, at = "", [], 0
        for found in _MARK.finditer(body.strip()):
            text += body.strip()[at : found.start()]
            marks.append(_mark(len(text), len(text) + len(found["words"]), found["claim"], found["stance"]))
            text, at = text + found["words"], found.end()
        yield {
            "id": f"{path.stem}-{number:02}",
            "story": path.stem,
            "outlet": outlet,
            "title": title,
            "published_at": moment,
            "text": text + body.strip()[at:],
            "statements": marks,
        }


def _mark(start: int, end: int, claim: str, stance: str) -> Item:
    return {"content": [{"start": start, "end": end}], "claim": claim, "stance": STANCES[stance]}


def _report(item: Item) -> Report:
    moment = datetime.fromisoformat(item["published_at"])
    published = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Report(id=item["id"], text=item["text"], outlet=item["outlet"], title=item["title"], published_at=published)
