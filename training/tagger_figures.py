"""Figures of the tagger on development files, for each task."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import torch

from eval.factuality import pearson
from reportedly.reading.tagger.decoding import Window, decode_spans, link_spans, softmax
from training.tagger_batches import GIVEN, attribution_batch, between_batch, factuality_batch, windows
from training.tagger_model import TYPES, TaggerModel, Vocabulary


@torch.no_grad()
def of_attribution(model: TaggerModel, reports: list[dict[str, Any]], vocabulary: Vocabulary) -> dict[str, float]:
    """F1 after decoding: tokens by role; statements found (Dice of content >= 0.5), found with their
    source, and the share of marked acts that are right."""
    model.eval()
    n: Counter[tuple[str, str]] = Counter()
    acts: list[bool] = []
    for report in reports:
        found = []
        for a, b in windows(report, random.Random(4)):
            batch = attribution_batch([(report, a, b)], vocabulary)
            words = model(*(batch[name] for name in GIVEN), done=False)[0]
            if len(batch["act"]):
                given = (batch[name] for name in ("source", "cue", "content", "around", "rule"))
                acts += (model.acts(words[batch["row"]], *given).argmax(-1) == batch["act"]).tolist()
            roles, scores = model.said(words)
            spans = decode_spans(softmax(roles[0].numpy()), report["paragraphs"][a:b])
            found += [
                {
                    "cue": _words(a, [s.cue]),
                    "source": _words(a, [s.source] if s.source else []),
                    "content": _words(a, list(s.content)),
                }
                for s in link_spans(spans, [Window(0, b - a, 0, scores[0].numpy())], [-1] * (b - a))
            ]
        count(n, found, gold_of(report), report)
    model.train()
    out = {}
    for figure in ("content", "source", "cue", "said", "who"):
        have, want, hit = n[figure, "have"], n[figure, "want"], n[figure, "hit"]
        out[figure] = round(200 * hit / max(1, have + want), 2)
    if acts:
        out["act"] = round(100 * sum(acts) / len(acts), 2)
    return out


def _words(a: int, spans: list[Any]) -> frozenset[int]:
    return frozenset(a + i for s in spans for i in range(s.first, s.last + 1))


def gold_of(report: dict[str, Any]) -> list[dict[str, frozenset[int]]]:
    """The statements that labels and links describe."""
    by_cue: dict[int, dict[str, set[int]]] = {}
    now = -1
    for i, label in enumerate(report["labels"]):
        if label == "B-cue":
            now = i
            by_cue.setdefault(i, {"cue": set(), "source": set(), "content": set()})["cue"].add(i)
        elif label == "I-cue":
            by_cue[now]["cue"].add(i)
    for i, cue in enumerate(report["links"]):
        if cue in by_cue and report["labels"][i] != "O":
            by_cue[cue][report["labels"][i][2:]].add(i)
    return [{k: frozenset(v) for k, v in s.items()} for s in by_cue.values() if s["content"]]


def count(n: Counter[tuple[str, str]], found: list[Any], gold: list[Any], report: dict[str, Any]) -> None:
    """Add one report to the counts, as the public scorer does, but by words instead of tokens."""
    real = {i for i, (s, e) in enumerate(report["spans"]) if any(c.isalnum() for c in report["text"][s:e])}
    found = [{k: v & real for k, v in s.items()} for s in found]
    gold = [{k: v & real for k, v in s.items()} for s in gold]
    for role in ("content", "source", "cue"):
        have: frozenset[int] = frozenset().union(*(s[role] for s in found))
        want: frozenset[int] = frozenset().union(*(s[role] for s in gold))
        n[role, "hit"] += len(have & want)
        n[role, "have"] += len(have)
        n[role, "want"] += len(want)
    pairs = sorted(
        ((dice(x["content"], y["content"]), i, j) for i, x in enumerate(found) for j, y in enumerate(gold)),
        reverse=True,
    )
    used: set[tuple[str, int]] = set()
    for d, i, j in pairs:
        if d < 0.5 or ("p", i) in used or ("g", j) in used:
            continue
        used |= {("p", i), ("g", j)}
        n["said", "hit"] += 1
        n["who", "hit"] += dice(found[i]["source"], gold[j]["source"]) >= 0.5
    for figure in ("said", "who"):
        n[figure, "have"] += len(found)
        n[figure, "want"] += len(gold)


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Overlap of two sets; two empty ones are the same."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


@torch.no_grad()
def of_factuality(model: TaggerModel, sentences: list[dict[str, Any]], vocabulary: Vocabulary) -> dict[str, float]:
    """Mean absolute error, Pearson's r, and the share of those below zero that are found (percent)."""
    model.eval()
    pairs: list[tuple[float, float]] = []
    for sentence in sentences:
        batch = factuality_batch([sentence], vocabulary)
        said, gold = model.factuality(model(*(batch[name] for name in GIVEN), said=False)[1])[0], batch["factuality"][0]
        known = ~gold.isnan()
        pairs += zip(gold[known].tolist(), said[known].clamp(-3, 3).tolist(), strict=True)
    model.train()
    below = [x for g, x in pairs if g < 0]
    return {
        "MAE": round(sum(abs(g - x) for g, x in pairs) / len(pairs), 3),
        "r": round(pearson(pairs), 3),
        "negative": round(100 * sum(x < 0 for x in below) / len(below), 1),
    }


@torch.no_grad()
def of_between(model: TaggerModel, sentences: list[dict[str, Any]], vocabulary: Vocabulary) -> dict[str, float]:
    """Macro-F1 and accuracy of the types, in percent, with the parties given."""
    model.eval()
    pairs = []
    for sentence in sentences:
        batch = between_batch([sentence], vocabulary)
        _, words = model(*(batch[name] for name in GIVEN), said=False)
        scores = model.between(words, batch["source"], batch["target"], batch["real"])
        pairs.append((sentence["type"], TYPES[int(scores[0].argmax())]))
    model.train()
    return {"macro-F1": macro_f1(pairs), "accuracy": round(100 * sum(g == x for g, x in pairs) / len(pairs), 1)}


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean F1 of the types, from pairs (gold, found)."""
    each = []
    for t in sorted({g for g, _ in pairs}):
        hit = sum(g == x == t for g, x in pairs)
        each.append(2 * hit / (sum(g == t for g, _ in pairs) + sum(x == t for _, x in pairs)))
    return round(100 * sum(each) / len(each), 1)
