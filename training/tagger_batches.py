"""Training batches: windows of reports, and sentences with factuality or with two parties."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from reportedly.model import Act
from reportedly.reading.speech_act.act_model import ACTS, bounds_of_context
from reportedly.reading.tagger.decoding import LABELS
from reportedly.reading.tagger.tagger import LONGEST, pieces_of_words, with_borders
from training.tagger_model import TYPES, Vocabulary, piece_id

Batch = dict[str, torch.Tensor]
Window = tuple[dict[str, Any], int, int]
"""A report, the first word, one past the last."""
GIVEN = ("input_ids", "attention_mask", "word_of", "first_piece", "features")
"""The inputs of the encoder in a batch, in their order."""


def load(paths: list[Path], tokenizer: Tokenizer) -> list[dict[str, Any]]:
    """All reports of the files with their word pieces, in the order of their ids."""
    out = []
    unknown = piece_id(tokenizer, "[UNK]")
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                pieces = tokenizer.encode(report["text"], add_special_tokens=False)
                report["pieces"] = pieces_of_words(pieces.ids, pieces.offsets, report["spans"], unknown=unknown)
                report["sizes"] = [len(p) for p in report["pieces"]]
                out.append(report)
    return sorted(out, key=lambda r: str(r["id"]))


def encode(report: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """Add its feature numbers and label numbers to a report."""
    report["coded"] = vocabulary.coded(report)
    if report.get("labels"):
        report["labelled"] = [LABELS.index(label) for label in report["labels"]]
    return report


def windows(report: dict[str, Any], rng: random.Random) -> list[tuple[int, int]]:
    """Windows of at most LONGEST pieces that cover a report, cut at paragraphs or anywhere."""
    sizes = report["sizes"]
    anywhere = rng.random() < 0.3
    out = []
    first, room = 0, rng.randint(LONGEST // 3, LONGEST)
    while first < len(sizes):
        last, used = first, 0
        while last < len(sizes) and used + sizes[last] <= room:
            used += sizes[last]
            last += 1
        last = max(last, first + 1)
        if not anywhere and last < len(sizes):
            cut = last
            while cut > first and report["paragraphs"][cut] == report["paragraphs"][cut - 1]:
                cut -= 1
            last = cut if cut > first else last
        out.append((first, last))
        first, room = last, LONGEST
    return out


def inputs_of(rows: list[Window], vocabulary: Vocabulary) -> Batch:
    """The inputs of the encoder, padded to one size, and a mask of the words that are no padding."""
    longest = max(sum(r["sizes"][a:b]) for r, a, b in rows) + 2
    widest = max(b - a for _, a, b in rows)
    n = len(rows)
    ids = torch.zeros(n, longest, dtype=torch.long)
    mask = torch.zeros(n, longest, dtype=torch.long)
    words = torch.full((n, longest), -1, dtype=torch.long)
    starts = torch.zeros(n, widest, dtype=torch.long)
    features = torch.zeros(n, widest, len(vocabulary.columns), dtype=torch.long)
    real = torch.zeros(n, widest)
    for k, (report, a, b) in enumerate(rows):
        given = with_borders((vocabulary.first, vocabulary.last), report["pieces"], report["coded"], range(a, b))
        size = len(given.ids)
        ids[k, :size] = torch.tensor(given.ids)
        mask[k, :size] = 1
        words[k, :size] = torch.tensor(given.word_of)
        starts[k, : b - a] = torch.tensor(given.first_piece)
        features[k, : b - a] = torch.tensor(given.features)
        real[k, : b - a] = 1
    return {
        "input_ids": ids,
        "attention_mask": mask,
        "word_of": words,
        "first_piece": starts,
        "features": features,
        "real": real,
    }


def attribution_batch(rows: list[Window], vocabulary: Vocabulary) -> Batch:
    """Windows with the labels of their words and the cue of each; -1 if the cue is outside the window."""
    batch = inputs_of(rows, vocabulary)
    labels = torch.full(batch["real"].shape, -100, dtype=torch.long)
    links = torch.full(batch["real"].shape, -1, dtype=torch.long)
    for k, (report, a, b) in enumerate(rows):
        if "labelled" in report:
            labels[k, : b - a] = torch.tensor(report["labelled"][a:b])
        tied = torch.tensor(report["links"][a:b]) - a
        links[k, : b - a] = torch.where((tied >= 0) & (tied < b - a), tied, -1)
    return {**batch, "labels": labels, "links": links, **acts_of(rows, widest=labels.shape[1])}


def acts_of(rows: list[Window], widest: int) -> Batch:
    """The statements of the windows that are marked with an act, and the window of each."""
    found = [
        (k, {role: [i - a for i in said[role]] for role in ("source", "cue", "content")}, said)
        for k, (report, a, b) in enumerate(rows)
        for said in acts_in(report, a, b)
    ]
    out = {role: torch.zeros(len(found), widest) for role in ("source", "cue", "content", "around")}
    for n, (k, places, _) in enumerate(found):
        for role, inside in places.items():
            out[role][n, inside] = 1
        out["around"][n, : rows[k][2] - rows[k][1]] = 1
        out["around"][n] *= context_of(places, widest)
    return {
        **out,
        "row": torch.tensor([k for k, _, _ in found], dtype=torch.long),
        "rule": torch.tensor([said["rule"] for _, _, said in found], dtype=torch.long),
        "act": torch.tensor([ACTS.index(Act(said["act"])) for _, _, said in found], dtype=torch.long),
    }


def acts_in(report: dict[str, Any], a: int, b: int) -> list[dict[str, Any]]:
    """The statements marked with an act whose words all lie in a window."""
    roles = ("source", "cue", "content")
    return [s for s in report.get("acts", ()) if s["content"] and all(a <= i < b for role in roles for i in s[role])]


def context_of(places: dict[str, list[int]], words: int) -> torch.Tensor:
    """Ones for the words that are context of a statement."""
    out = torch.zeros(words)
    first, last = bounds_of_context([i for inside in places.values() for i in inside])
    out[first:last] = 1
    return out


def factuality_batch(rows: list[dict[str, Any]], vocabulary: Vocabulary) -> Batch:
    """Sentences with the factuality of their predicates; NaN where it is not annotated."""
    batch = inputs_of([(r, 0, len(r["sizes"])) for r in rows], vocabulary)
    values = torch.full(batch["real"].shape, torch.nan)
    for k, sentence in enumerate(rows):
        for i, value in enumerate(sentence["factuality"]):
            if value is not None:
                values[k, i] = value
    return {**batch, "factuality": values}


def between_batch(rows: list[dict[str, Any]], vocabulary: Vocabulary) -> Batch:
    """Sentences with the words of two parties, and the type of what the one does to the other."""
    batch = inputs_of([(r, 0, len(r["sizes"])) for r in rows], vocabulary)
    out = {**batch, "type": torch.tensor([TYPES.index(r["type"]) for r in rows])}
    for role in ("source", "target"):
        out[role] = torch.zeros_like(batch["real"])
        for k, sentence in enumerate(rows):
            out[role][k, sentence[role]] = 1
    return out


def grouped(sentences: list[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Join one to three neighbouring sentences, in one paragraph or several, since reports have more than one."""
    out, at = [], 0
    while at < len(sentences):
        some = sentences[at : at + rng.choice((1, 1, 2, 3))]
        at += len(some)
        one = {"factuality": [v for s in some for v in s["factuality"]]}
        for key in ("pieces", "sizes", "coded"):
            one[key] = [v for s in some for v in s[key]]
        if rng.random() < 0.5:
            firsts = {sum(len(s["sizes"]) for s in some[:k]) for k in range(1, len(some))}
            no = some[0]["coded"][1][-1] if len(some[0]["coded"]) > 1 else 0
            one["coded"] = [[*row[:-1], no] if i in firsts else row for i, row in enumerate(one["coded"])]
        out.append(one)
    return [one for one in out if sum(one["sizes"]) <= LONGEST]


def drop_features(batch: dict[str, torch.Tensor], generator: torch.Generator) -> None:
    """Hide some features, of words and of whole windows, so that the model does not depend on any one of them."""
    features = batch["features"]
    hidden = torch.rand(features.shape, generator=generator) < 0.05
    whole = torch.rand((features.shape[0], 1, features.shape[2]), generator=generator) < 0.1
    features[hidden | whole] = 0
