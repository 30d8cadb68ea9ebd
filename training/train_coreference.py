"""Train the ranking of what pronouns and descriptions refer to, and write its table of weights.

    python -m training.train_coreference STORIES OUT.tsv [--labels SOURCES.tsv REPORTS.jsonl...] [--hold 6] [--seed 7]

STORIES has a folder a story with `reports.jsonl` and `gold.json`: statements with their content and actor, actors with
their other names. Every sixth story is held out; the figures are printed for both parts. SOURCES.tsv has statements of
real reports with the place where the text names the actor; those of part "build" are learned from, too, those of part
"choose" are held out, the others are not read. Runs in the environment of the package, needs numpy alone, and takes
some minutes, nearly all of them for reading the reports once.

A candidate is right if the gold gives the actor its name, or the labels show where that stands. Where none is right, a
new entity is. In each round the reports are resolved with the weights of the round before, so that the ranking learns
from its own mistakes.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np

from reportedly import Report
from reportedly.intake import open_all
from reportedly.intake.jsonl import read_jsonl
from reportedly.lexicon import coreference
from reportedly.reading.attribution.own_voice import find_own_voice
from reportedly.reading.attribution.stage import find_attributions
from reportedly.reading.parsed import parse
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.speakers.salience import Anaphor, AnaphorKind, Salience
from reportedly.reading.speakers.stage import SourceResolver
from reportedly.reading.triggers.stage import find_triggers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.speakers.entity import Entity

_PRONOUNS = frozenset({AnaphorKind.HE, AnaphorKind.IT, AnaphorKind.THEY})
_ALIKE = 0.5
"""Share of characters that a statement found and one of the gold have in common to be the same."""
_UNSURE = {False: 0.1, True: 0.02}
"""Weight of an example without a right candidate, for descriptions and for pronouns."""
_NAMED_SO = 0.4
"""The same where the gold calls the actor what the description says."""


_FEWEST = 30
"""Examples below which a kind of anaphor keeps the weights of salience."""
_SALIENCE = {
    "last source": 3.0,
    "last subject": 2.5,
    "last other": 1.2,
    "last quoted": 0.5,
    "last own": 0.1,
    **{f"distance {d}": -float(d) for d in (0, 1, 2, 3, 5, 8)},
    "distance far": -12.0,
    "fit -1": -1.0,
    "fit -1.8": -1.8,
    "fit -2": -2.0,
    "fit -0.8": -0.8,
    "new": -99.0,
}
"""Salience by place, less the distance and what agreement leaves in doubt; nothing is new while something fits."""


@dataclass(frozen=True, slots=True)
class Story:
    """One report with the statements that reading finds in it, and the gold of its story."""

    story: str
    report: Report
    parsed: Parsed
    found: list[Attribution]
    actors: dict[int, frozenset[str]]
    """By the number of the statement found, the names of its actor in the gold, in small letters."""
    places: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    """The same by the characters where the report names the actor; None where it names nobody."""
    held: bool = False
    """True if it is not learned from."""

    def forms(self, number: int, discourse: Discourse) -> frozenset[str] | None:
        """The names of the right actor of a statement, in small letters; None where it is not known."""
        if number not in self.places:
            return self.actors.get(number)
        place = self.places[number]
        if place is None:
            return frozenset()
        roster = discourse.roster
        named = {
            m.entity.name.casefold()
            for m in discourse.mentions.in_order
            if roster.syntax.char[m.start] < place[1] and roster.syntax.end[m.end - 1] > place[0]
        }
        return frozenset({*named, self.report.text[place[0] : place[1]].casefold()})


@dataclass(frozen=True, slots=True)
class Example:
    """One anaphor: the features of its candidates, which of them are right, and how much it counts."""

    story: str
    kind: str
    candidates: list[list[str]]
    right: list[bool]
    weight: float


def read_stories(folder: Path, hold: int) -> Iterator[Story]:
    """Every report of every story, read once; of every so many stories one is held out."""
    for number, path in enumerate(sorted(folder.glob("*/gold.json"))):
        held = bool(hold) and number % hold == hold - 1
        gold = json.loads(path.read_text("utf-8"))
        with (path.parent / "reports.jsonl").open("rb") as stream:
            reports = [r for r in read_jsonl(stream, path.parent.name) if not isinstance(r, Exception)]
        for report in reports:
            parsed, found = read_once(report)
            yield Story(path.parent.name, report, parsed, found, actors_of(found, report, gold), held=held)


def read_labelled(labels: Path, reports: Iterable[Path]) -> Iterator[Story]:
    """Every labelled real report of the parts "build" and "choose", read once."""
    with labels.open(encoding="utf-8") as lines:
        rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["part"] in {"build", "choose"} and row["actor"] != "none":
                rows[row["report"].partition(":")[2]].append(row)
    for path in reports:
        for report in open_all(path):
            if isinstance(report, Report) and report.id in rows:
                parsed, found = read_once(report)
                mine = rows[report.id]
                yield Story(report.id, report, parsed, found, {}, places_of(found, mine), mine[0]["part"] == "choose")


def places_of(found: list[Attribution], rows: Iterable[dict[str, str]]) -> dict[int, tuple[int, int] | None]:
    """Where the actors of the statements that are labelled are named, by the number of the statement found."""
    out: dict[int, tuple[int, int] | None] = {}
    for row in rows:
        start, end = (int(part) for part in row["content"].split("-"))
        best = max(range(len(found)), key=lambda n: _shared(found[n], start, end), default=None)
        if best is not None and _shared(found[best], start, end) >= _ALIKE:
            first, _, last = row["actor"].partition("-")
            out[best] = (int(first), int(last)) if last else None
    return out


def read_once(report: Report) -> tuple[Parsed, list[Attribution]]:
    """The syntax of a report and its statements in text order, before any source is resolved."""
    parsed = parse(report.text)
    said = find_attributions(parsed, gather_evidence(parsed, find_triggers(parsed)))
    return parsed, sorted((*said, *find_own_voice(parsed, said)), key=lambda a: a.content[0])


def actors_of(found: list[Attribution], report: Report, gold: dict[str, Any]) -> dict[int, frozenset[str]]:
    """The names of the actors of the statements that the gold has too."""
    names = {a["name"]: frozenset(n.casefold() for n in (a["name"], *a.get("also", ()))) for a in gold["actors"]}
    out: dict[int, frozenset[str]] = {}
    for statement in gold["statements"]:
        if statement["report"] != report.id or not statement.get("actor"):
            continue
        start = report.text.find(statement["content"], max(statement.get("at", 0) - 2, 0))
        end = start + len(statement["content"])
        best = max(range(len(found)), key=lambda n: _shared(found[n], start, end), default=None)
        if best is not None and _shared(found[best], start, end) >= _ALIKE:
            out[best] = names.get(statement["actor"], frozenset({statement["actor"].casefold()}))
    return out


def _shared(said: Attribution, start: int, end: int) -> float:
    """Twice the characters in common, by the characters of both."""
    inside = sum(max(0, min(c.end, end) - max(c.start, start)) for c in said.content)
    return 2 * inside / (end - start + sum(c.end - c.start for c in said.content))


def examples_of(story: Story) -> Iterator[Example | bool]:
    """The anaphors among the sources of a report, and for every statement with an actor if it came out right."""
    if not story.found or not story.parsed.syntax.n:
        return
    calls: list[tuple[Anaphor, list[tuple[Entity | None, list[str]]]]] = []
    ranked = Salience.most_likely

    def recorded(salience: Salience, anaphor: Anaphor) -> Entity | None:
        calls.append((anaphor, salience.candidates(anaphor)))
        return ranked(salience, anaphor)

    with mock.patch.object(Salience, "most_likely", recorded):
        resolver = SourceResolver(story.parsed, story.found, story.report)
        for number in sorted(range(len(story.found)), key=lambda n: _place(story.found[n])):
            calls.clear()
            said = story.found[number]
            actor = resolver.resolve(said).actor
            forms = story.forms(number, resolver.discourse)
            if forms is None:
                continue
            yield actor is not None and actor.name.casefold() in forms
            if said.source is None:
                continue
            words = story.report.text[said.source.start : said.source.end]
            for anaphor, candidates in calls:
                if anaphor.kind in _PRONOUNS and " " in words.strip():
                    continue  # "his lawyer": the gold has the lawyer, not the owner
                yield _example(story.story, anaphor, candidates, forms, words)


def _example(
    story: str,
    anaphor: Anaphor,
    candidates: list[tuple[Entity | None, list[str]]],
    forms: frozenset[str],
    words: str,
) -> Example:
    right = [e is not None and e.name.casefold() in forms for e, _ in candidates]
    weight = 1.0
    if candidates and not any(right):
        right[-1] = True
        weight = _NAMED_SO if words.casefold() in forms else _UNSURE[anaphor.kind in _PRONOUNS]
    return Example(story, anaphor.kind.value, [features for _, features in candidates], right, weight)


def _place(said: Attribution) -> int:
    return (said.source or said.cue or said.content[0]).start


def fit(examples: Iterable[Example], seed: int, penalty: float = 1.6, steps: int = 400) -> dict[str, float]:
    """The weights that make the right candidates of one kind of anaphor most probable."""
    used = [e for e in examples if len(e.candidates) > 1 and any(e.right) and not all(e.right)]
    if sum(e.weight == 1.0 for e in used) < _FEWEST:
        return _SALIENCE
    names = sorted({f for e in used for c in e.candidates for f in c})
    place = {name: i for i, name in enumerate(names)}
    rows = [[place[f] for f in c] for e in used for c in e.candidates]
    x = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        x[i, row] = 1.0
    group = np.repeat(np.arange(len(used)), [len(e.candidates) for e in used])
    right = np.array([r for e in used for r in e.right])
    share = np.array([e.weight for e in used])
    w = np.random.default_rng(seed).normal(0.0, 0.01, len(names))
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        score = x @ w
        top = np.full(len(used), -np.inf)
        np.maximum.at(top, group, score)
        power = np.exp(score - top[group])
        of_all = power / np.bincount(group, power)[group]
        of_right = power * right / np.bincount(group, power * right)[group]
        gradient = x.T @ ((of_all - of_right) * share[group]) / share.sum() + penalty * w / len(used) ** 0.5
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        w -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, w.tolist(), strict=True))


def write(weights: dict[str, dict[str, float]], out: Path) -> None:
    """Write the table of weights."""
    head = (
        "# Weights of the ranking of what a pronoun or description refers to, by kind of expression and feature of the"
        "\n"
        "# candidate; made by training/train_coreference.py from told stories and labels (training/README.md).\n"
        "feature\tweight\n"
    )
    rows = [
        f"{kind}: {name}\t{w:.2f}\n" for kind, known in sorted(weights.items()) for name, w in sorted(known.items())
    ]
    out.write_text(head + "".join(rows), "utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("stories", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--labels", type=Path, nargs="+", default=[], help="SOURCES.tsv, then REPORTS.jsonl")
    options.add_argument("--only", nargs="+", default=[], help="kinds that are trained; the others keep their weights")
    options.add_argument("--hold", type=int, default=6)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    stories = list(read_stories(given.stories, given.hold))
    if given.labels:
        stories += read_labelled(given.labels[0], given.labels[1:])
    train(stories, given.out, given.rounds, given.seed, given.only)


def train(stories: list[Story], out: Path, rounds: int, seed: int, only: Sequence[str]) -> None:
    """Train round after round, print the figures of each, and write the last weights.

    `only` are the kinds that are trained, the others keep their weights; none are all.
    """
    kept_weights = {k.value: dict(coreference.weights(k.value)) for k in AnaphorKind if only and k.value not in only}
    held = {s.story for s in stories if s.held}
    weights: dict[str, dict[str, float]] = dict(kept_weights)
    seen: list[Example] = []
    for number in range(rounds + 1):
        with mock.patch.object(coreference, "_weights", return_value=weights):
            coreference.weights.cache_clear()
            told: dict[str, list[bool]] = defaultdict(list)
            fresh: list[Example] = []
            for story in stories:
                for example in examples_of(story):
                    if isinstance(example, Example):
                        fresh.append(example)
                    else:
                        told[story.story].append(example)
        figures = {s: 100 * sum(v) / len(v) for s, v in told.items()}
        kept = [figures[s] for s in told if s in held]
        built = [figures[s] for s in told if s not in held]
        print(f"round {number}: built {np.mean(built):.1f}, held out {np.mean(kept) if kept else 0:.1f}", flush=True)
        if number == rounds:
            break
        seen = (
            [*seen, *(e for e in fresh if e.story not in held)] if number else [e for e in fresh if e.story not in held]
        )
        weights = {
            kind.value: kept_weights.get(kind.value) or fit((e for e in seen if e.kind == kind.value), seed)
            for kind in AnaphorKind
        }
    coreference.weights.cache_clear()
    write(weights, out)


if __name__ == "__main__":
    main()
