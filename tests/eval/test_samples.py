"""The shipped samples, marked by hand: what `read` makes of them stays above its floors."""

from __future__ import annotations

import json

import pytest

from eval.corpora import CORPORA
from eval.gate import FLOORS, compare, read_all
from eval.samples import MARKED, gold
from eval.story import score

pytestmark = pytest.mark.model


def test_every_mark_lies_in_its_report() -> None:
    marked = gold()
    assert sum(len(report["statements"]) for report in marked.values()) == 77
    for report in marked.values():
        for s in report["statements"]:
            for span in (s["source"], s["cue"], *s["content"]):
                assert span["text"] == span["text"].strip() != ""


def test_the_figures_hold_their_floors() -> None:
    (corpus,) = (c for c in CORPORA if c.name == "samples")
    marked, digest = corpus.load(MARKED)
    floor = json.loads(FLOORS.read_text("utf-8"))["samples"]
    assert (floor["sha256"], floor["items"]) == (digest, len(marked))
    measured = {"sha256": digest, "items": len(marked), "figures": score(marked, read_all(marked))}
    assert compare("samples", floor, measured) == []
