"""The gate: measure the corpora found, print the figures beside their floors, fail if one is below."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.corpora import CORPORA, LOWER_IS_BETTER, Corpus
from eval.overlap import Figures, Item

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.1
"""Points that a figure may be below its floor, since processors round differently; for errors a hundredth of it."""

Json = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 if every figure is at or above its floor, 1 if one is not, 2 if nothing could be measured."""
    options = argparse.ArgumentParser(prog="python -m eval", description="Measure reading on gold standards.")
    options.add_argument("corpora", nargs="*", metavar="CORPUS", help="names to measure; all that are there by default")
    options.add_argument(
        "--gold", type=Path, default=os.environ.get("REPORTEDLY_GOLD"), help="folder of gold standards"
    )
    options.add_argument("--floors", type=Path, default=FLOORS)
    options.add_argument("--update", action="store_true", help="write what was measured as the new floors")
    options.add_argument("--allow-regression", metavar="REASON", help="let --update lower a floor, and say why")
    given = options.parse_args(argv)
    if given.gold is None:
        print("No gold standards: name their folder with --gold or REPORTEDLY_GOLD.", file=sys.stderr)
        return 2
    floors: Json = json.loads(given.floors.read_text("utf-8")) if given.floors.exists() else {}
    chosen = [c for c in CORPORA if not given.corpora or c.name in given.corpora]
    measured = dict(_measure_all(chosen, Path(given.gold)))
    if not measured:
        print(f"None of the corpora is in {given.gold}.", file=sys.stderr)
        return 2
    fallen = [line for name, new in measured.items() for line in compare(name, floors.get(name), new)]
    for line in fallen:
        print(line, file=sys.stderr)
    if given.update:
        if fallen and not given.allow_regression:
            print("Floors not lowered: say why with --allow-regression REASON.", file=sys.stderr)
            return 1
        _write(given.floors, raised(floors, measured, given.allow_regression))
        return 0
    return 1 if fallen else 0


def _measure_all(chosen: Iterable[Corpus], folder: Path) -> Iterable[tuple[str, Json]]:
    for corpus in chosen:
        path = corpus.find(folder)
        if path is None:
            print(f"{corpus.name}: not in {folder}, skipped")
            continue
        gold, digest = corpus.load(path)
        started = time.perf_counter()
        figures = corpus.score(gold, (corpus.ask or read_all)(gold))
        spent = time.perf_counter() - started
        print(f"{corpus.name}  ({len(gold)} items, {spent:.0f} s)")
        for figure, value in figures.items():
            print(f"    {figure:18s} {value:7.2f}")
        rounded = {k: round(v, 3) for k, v in figures.items()}
        yield corpus.name, {"sha256": digest, "items": len(gold), "every": corpus.every, "figures": rounded}


def read_all(gold: Mapping[str, Item]) -> dict[str, Item]:
    """The Reading of every text, as JSON of the contract."""
    from reportedly import Report, read, to_json

    return {
        key: to_json(read(Report(id=key, text=item["text"], published_at=_moment(item.get("published_at")))))
        for key, item in gold.items()
    }


def _moment(value: str | None) -> datetime | None:
    if not value:
        return None
    when = datetime.fromisoformat(value)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def compare(name: str, floor: Json | None, new: Json) -> list[str]:
    """One sentence for every figure below its floor; a corpus with another digest has no floors here."""
    if floor is None or floor["sha256"] != new["sha256"] or floor["items"] != new["items"]:
        return []
    return [
        f"{name}: {figure} is {new['figures'][figure]:.3f}, its floor {value:.3f}"
        for figure, value in floor["figures"].items()
        if figure in new["figures"] and _worse(figure, new["figures"][figure], value)
    ]


def _worse(figure: str, new: float, floor: float) -> bool:
    return new > floor + SLACK / 100 if figure in LOWER_IS_BETTER else new < floor - SLACK


def raised(floors: Json, measured: Mapping[str, Json], reason: str | None) -> Json:
    """The floors raised to the figures measured; a lowered floor keeps its reason."""
    out = dict(floors)
    for name, new in measured.items():
        old = floors.get(name)
        lowered = dict((old or {}).get("lowered", {}))
        comparable = old is not None and old["sha256"] == new["sha256"] and old["items"] == new["items"]
        figures: Figures = dict(new["figures"])
        for figure, value in (old or {"figures": {}})["figures"].items():
            if not comparable or figure not in figures:
                continue
            if _worse(figure, figures[figure], value):
                lowered[figure] = {"from": value, "to": figures[figure], "why": reason}
            else:
                better = min if figure in LOWER_IS_BETTER else max
                figures[figure] = better(figures[figure], value)
        out[name] = {**new, "figures": figures, **({"lowered": lowered} if lowered else {})}
    return dict(sorted(out.items()))


def _write(path: Path, floors: Json) -> None:
    path.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"Wrote {path}.")
