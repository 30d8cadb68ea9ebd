"""Shipped samples and stories, marked by hand: statements and claims keep their floors."""

from __future__ import annotations

import json

import pytest

from eval.corpora import CORPORA
from eval.gate import FLOORS, compare, read_all
from eval.samples import MARKED, gold

pytestmark = pytest.mark.model


def test_every_mark_lies_in_its_report() -> None:
    marked = gold()
    assert sum(len(report["statements"]) for report in marked.values()) == 77
    for report in marked.values():
        for s in report["statements"]:
            for span in (s["source"], s["cue"], *s["content"]):
                assert span["text"] == span["text"].strip() != ""


@pytest.mark.parametrize("name", ["samples", "claims"])
def test_the_figures_hold_their_floors(name: str) -> None:
    (corpus,) = (c for c in CORPORA if c.name == name)
    marked, digest = corpus.load(MARKED if name == "samples" else MARKED.with_name("stories"))
    floor = json.loads(FLOORS.read_text("utf-8"))[name]
    assert (floor["sha256"], floor["items"]) == (digest, len(marked))
    figures = corpus.score(marked, (corpus.ask or read_all)(marked))
    assert compare(name, floor, {"sha256": digest, "items": len(marked), "figures": figures}) == []
