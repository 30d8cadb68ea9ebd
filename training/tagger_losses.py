"""The loss of each task."""

from __future__ import annotations

import torch

from reportedly.reading.tagger.decoding import LABELS, LINKED
from training.tagger_batches import GIVEN, Batch
from training.tagger_model import TaggerModel


def of_attribution(model: TaggerModel, batch: Batch) -> torch.Tensor:
    """Cross-entropy of the labels, of the links among gold cues and, with less weight, among all words, and of acts."""
    words = model(*(batch[name] for name in GIVEN), done=False)[0]
    roles, scores = model.said(words)
    labels, links = batch["labels"], batch["links"]
    of_roles = torch.nn.functional.cross_entropy(
        roles.flatten(0, 1), labels.flatten(), ignore_index=-100, reduction="sum"
    ) / (labels != -100).sum().clamp(min=1)
    is_cue = labels == LABELS.index("B-cue")
    real = labels != -100
    of_links = roles.sum() * 0
    for number, role in enumerate(LINKED):
        inside = (labels == LABELS.index(f"B-{role}")) | (labels == LABELS.index(f"I-{role}"))
        to_cue = (links >= 0) & torch.gather(is_cue, 1, links.clamp(min=0))
        b, i = torch.nonzero(inside & to_cue, as_tuple=True)
        if not len(b):
            continue
        rows, target = scores[b, number, i], links[b, i]
        for candidates, weight in ((is_cue, 0.5), (real, 0.15)):
            some = rows.masked_fill(~candidates[b], -1e4)
            of_links = of_links + weight * torch.nn.functional.cross_entropy(some, target)
    return of_roles + of_links + ACT_WEIGHT * of_acts(model, words, batch)


ACT_WEIGHT = 0.6
"""Weight of the loss of acts beside those of labels and links."""


def of_acts(model: TaggerModel, words: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Cross-entropy of the acts of the marked statements, with label smoothing, since readers differ."""
    if not len(batch["act"]):
        return words.sum() * 0
    given = (batch[name] for name in ("source", "cue", "content", "around", "rule"))
    scores = model.acts(words[batch["row"]], *given)
    return torch.nn.functional.cross_entropy(scores, batch["act"], label_smoothing=0.1)


def of_factuality(model: TaggerModel, batch: Batch) -> torch.Tensor:
    """Mean absolute error, on the scale of the annotators."""
    said, gold = model.factuality(_words(model, batch)), batch["factuality"]
    known = ~gold.isnan()
    return (said[known] - gold[known]).abs().sum() / known.sum().clamp(min=1)


def of_between(model: TaggerModel, batch: Batch) -> torch.Tensor:
    """Cross-entropy of the type, with label smoothing, since annotators differ."""
    scores = model.between(_words(model, batch), batch["source"], batch["target"], batch["real"])
    return torch.nn.functional.cross_entropy(scores, batch["type"], label_smoothing=0.05)


def _words(model: TaggerModel, batch: Batch) -> torch.Tensor:
    words: torch.Tensor = model(*(batch[name] for name in GIVEN), said=False)[1]
    return words
