"""The gold standards: where they are, and which function scores each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval import (
    agreement,
    attribution,
    claims,
    events,
    factuality,
    headlines,
    places,
    quantities,
    samples,
    shared_events,
    story,
    surplus,
    times,
    topics,
)
from eval.overlap import Figures, Item, by_id

Scorer = Callable[[Mapping[str, Item], Mapping[str, Item]], Figures]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """One gold standard."""

    name: str
    path: str
    """A file, or a folder with reports.jsonl and gold.json, inside the folder of gold standards."""
    score: Scorer
    every: int = 1
    """Only each n-th item is read, so that the gate takes minutes."""
    first: int = 0
    """The first item: with `every=2`, 0 and 1 give the two halves."""
    own: str | None = None
    """A file beside this one with the project's own annotations of the reports at `path`."""

    ask: Callable[[Mapping[str, Item]], Mapping[str, Item]] | None = None
    """Gives the predictions; None means `read`."""
    shipped: Callable[[], dict[str, Item]] | None = None
    """Gives the gold if it ships with the project; then `path` is the file of marks beside this one."""

    def find(self, folder: Path) -> Path | None:
        """The corpus in `folder` or beside it; None if it is not there."""
        if self.shipped is not None:
            return Path(__file__).with_name(self.path)
        return next((p for p in (folder / self.path, folder.parent / self.path) if p.exists()), None)

    def load(self, path: Path) -> tuple[dict[str, Item], str]:
        """The items that are measured, by id, and the digest of the whole corpus."""
        if self.shipped is not None:
            return self.shipped(), _digest(*(sorted(path.iterdir()) if path.is_dir() else [path]))
        if path.is_dir():
            reports, record = path / "reports.jsonl", path / "gold.json"
            laid = story.with_offsets(by_id(_rows(reports)), json.loads(record.read_text("utf-8")))
            return laid, _digest(reports, record)
        if self.own is not None:
            own = Path(__file__).with_name(self.own)
            texts = by_id(_rows(path))
            laid = {key: {**texts[key], **item} for key, item in by_id(_rows(own)).items()}
            return dict(list(laid.items())[self.first :: self.every]), _digest(path, own)
        rows = [{"id": str(number), **row} for number, row in enumerate(_rows(path))]
        return by_id(rows[self.first :: self.every]), _digest(path)


CORPORA = (
    Corpus(name="attribution-polnear.dev", path="attribution-polnear.dev.jsonl", score=attribution.score),
    Corpus(name="times-tempeval3.train", path="times-tempeval3.train.jsonl", score=times.score, every=4),
    Corpus(name="places-lgl.dev", path="places-lgl.dev.jsonl", score=places.score, every=8),
    Corpus(name="places-geovirus.dev", path="places-geovirus.dev.jsonl", score=places.score, every=4),
    Corpus(name="factuality-uw.dev", path="factuality-uw.dev.jsonl", score=factuality.score, every=4),
    Corpus(name="events-plover-pairs.train", path="events-plover-pairs.train.jsonl", score=events.score, every=5),
    *(
        Corpus(
            name=f"quantities-re3d.{half}",
            path="entities-re3d.dev.jsonl",
            own="quantities-re3d.jsonl",
            score=quantities.score,
            every=2,
            first=first,
        )
        for first, half in enumerate(("tuning", "held"))
    ),
    Corpus(name="events-re3d", path="entities-re3d.dev.jsonl", own="events-re3d.jsonl", score=surplus.score),
    Corpus(name="samples", path="samples.jsonl", score=story.score, shipped=samples.gold),
    Corpus(name="claims", path="stories", score=claims.score, ask=claims.ask, shipped=claims.gold),
    *(
        Corpus(
            name=f"events-ecbplus.{half}",
            path="stories-ecbplus.dev.jsonl",
            score=shared_events.score_of_half(number),
            ask=shared_events.ask,
        )
        for number, half in enumerate(("tuning", "held"))
    ),
    Corpus(name="topics-ecbplus.dev", path="stories-ecbplus.dev.jsonl", score=topics.score, ask=topics.ask),
    Corpus(name="agreement-nanco.dev", path="agreement-nanco.dev.jsonl", score=agreement.score, ask=agreement.ask),
    Corpus(name="stance-fnc1.dev", path="stance-fnc1.dev.jsonl", score=headlines.score, ask=headlines.ask, every=30),
    Corpus(name="story-kursk", path="stories/kursk", score=story.score),
)
LOWER_IS_BETTER = frozenset({"MAE"})


def _rows(path: Path) -> list[Item]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _digest(*paths: Path) -> str:
    sha = hashlib.sha256()
    for path in paths:
        sha.update(path.read_bytes())
    return sha.hexdigest()
