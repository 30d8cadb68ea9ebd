"""Pairs of statements of marked stories, as linking compares them, with the features that the trees are trained on.

    python -m training.pair_data STORY... --out PAIRS.npz

A STORY is a folder with `reports.jsonl` and `gold.json` (`eval/marked_story.py`). Each is added to a ledger of its own;
what linking asks the adjudicator is written down with what the marks say of it. Pairs of two statements that bear on no
marked claim are left out: nobody has judged them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.marked_story import MarkedStory
from eval.oracle import Oracle
from reportedly.ledger import Ledger
from reportedly.linking.adjudicator import Finding, Pair, Relation
from reportedly.linking.pair_model import pair_inputs


class Recorder:
    """Writes down what linking asks, and answers that nothing relates to anything."""

    name = "recorder"

    def __init__(self, oracle: Oracle) -> None:
        self._oracle = oracle
        self.features: list[NDArray[np.float32]] = []
        self.relations: list[str] = []
        self.statements: list[str] = []
        """The later statement of each pair."""

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Finding]:
        """Nothing; the pairs that the marks say something of are kept."""
        marked = [p for p in pairs if self._oracle.is_judged(p)]
        if marked:
            self.features.append(pair_inputs(marked))
            self.relations += [self._oracle.relation_of(p).value for p in marked]
            self.statements += [p.one.statement for p in marked]
        nothing = {relation: float(relation is Relation.OTHER) for relation in Relation}
        return [Finding(chances=nothing, words=None, by=self.name) for _ in pairs]


def main() -> None:
    """Link every story, and write the pairs."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("stories", type=Path, nargs="+", metavar="STORY")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    features, relations, story, statement = [], [], [], []
    for folder in given.stories:
        marked = MarkedStory.load(folder)
        oracle = Oracle(marked)
        recorder = Recorder(oracle)
        with (
            tempfile.TemporaryDirectory() as place,
            Ledger(str(Path(place, "story.db")), adjudicator=recorder) as ledger,
        ):
            for reading in ledger.add(marked.to_read()):
                oracle.match(reading)
            list(ledger.origins())
        features += recorder.features
        relations += recorder.relations
        story += [folder.name] * len(recorder.relations)
        statement += recorder.statements
        print(f"{folder.name}: {len(recorder.relations)} pairs", flush=True)
    np.savez_compressed(
        given.out,
        features=np.concatenate(features),
        relation=np.array(relations),
        story=np.array(story),
        statement=np.array(statement),
    )


if __name__ == "__main__":
    main()
