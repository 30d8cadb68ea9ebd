"""Train the matcher: the sentence embedder, fine-tuned so that statements of one claim are near each other.

    python -m training.train_matcher STATEMENTS.jsonl --encoder MODEL_FOLDER --out RUN [--half 0|1] [--epochs 4]
    python -m training.train_matcher --mean RUN... --encoder MODEL_FOLDER --out FOLDER

STATEMENTS.jsonl was written by `training.matcher_data`. A batch is a story: each statement is pulled to those of its
claim and pushed from all others of the story (softmax over cosines, all of its claim as right answers; Khosla et al.
2020). With --half every second story is left out, from the first or the second on, and figures of these are printed.
The state after each epoch is RUN/matcher.pt. With --mean the mean of the weights of some runs is exported as
FOLDER/matcher.onnx, in int8.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from training.export_embedder import Embedder, write

LONGEST = 100
"""Word pieces of a text that count in training."""
AT_ONCE = 24
"""Texts of one pass of the encoder."""
MOST = 72
"""Statements of a story in a batch."""
TEMPERATURE = 0.06
LEFT_OUT = (0.0, 0.3, 0.3, 0.4)
"""How often a part of a text is left out in training: wording, speaker and cue, headline, what stands before."""
UNMARKED, OF_NO_CLAIM = 0.05, 0.6
"""The share of the statements that nobody marked, and of those of no claim, that a batch takes."""

Story = dict[str, Any]


class Matcher:
    """The embedder in training."""

    def __init__(self, encoder: Path) -> None:
        self.model = Embedder(AutoModel.from_pretrained(encoder, attention_probs_dropout_prob=0.0))
        self.tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")

    def vectors(self, texts: list[str]) -> torch.Tensor:
        """Vectors of unit length, in the order of the texts: (texts, 384)."""
        by_length = sorted(range(len(texts)), key=lambda k: len(texts[k]))
        made = []
        for at in range(0, len(texts), AT_ONCE):
            encoded = self.tokenizer.encode_batch([texts[k] for k in by_length[at : at + AT_ONCE]])
            ids = torch.tensor([e.ids for e in encoded])
            made.append(self.model(ids, torch.tensor([e.attention_mask for e in encoded])))
        return torch.cat(made)[torch.tensor(by_length).argsort()]


def text_of(statement: dict[str, Any], rng: random.Random | None = None) -> str:
    """The text of a statement; with some parts left out at random in training."""
    parts = statement["parts"]
    if rng is not None:
        parts = [part for part, often in zip(parts, LEFT_OUT, strict=True) if rng.random() >= often]
    return " | ".join(part for part in parts if part.strip())


def loss_of(matcher: Matcher, story: Story, rng: random.Random) -> torch.Tensor | None:
    """The loss of a story; None if no claim has two of the statements drawn."""
    drawn = [
        s
        for s in story["statements"]
        if s["claim"] or rng.random() < UNMARKED or (s["marked"] and rng.random() < OF_NO_CLAIM)
    ]
    rng.shuffle(drawn)
    drawn = drawn[:MOST]
    claims = [s["claim"] for s in drawn]
    same = torch.tensor([[bool(a) and a == b and i != j for j, b in enumerate(claims)] for i, a in enumerate(claims)])
    if not same.any():
        return None
    vectors = matcher.vectors([text_of(s, rng) for s in drawn])
    scores = (vectors @ vectors.T / TEMPERATURE).masked_fill(torch.eye(len(drawn), dtype=torch.bool), -1e4)
    chances = scores.log_softmax(1)
    has = same.any(1)
    return -((chances * same).sum(1) / same.sum(1).clamp(min=1))[has].mean()


@torch.no_grad()
def report(matcher: Matcher, stories: list[Story]) -> None:
    """How many links are right if the surest share of statements is linked to the nearest one of another report."""
    matcher.model.eval()
    best = []
    for story in stories:
        marked = [s for s in story["statements"] if s["marked"]]
        vectors = matcher.vectors([text_of(s) for s in marked])
        cosines = vectors @ vectors.T
        for i, one in enumerate(marked):
            others = [
                (float(cosines[i, j]), bool(one["claim"]) and one["claim"] == other["claim"])
                for j, other in enumerate(marked)
                if one["report"] != other["report"] and (one["claim"] or other["claim"])
            ]
            best += [max(others)] if others else []
    matcher.model.train()
    best.sort(reverse=True)
    for share in (0.05, 0.1, 0.2, 0.3, 0.5):
        first = best[: max(1, int(share * len(best)))]
        print(f"{share:.0%} linked: {np.mean([right for _, right in first]):.1%} right, from {first[-1][0]:.2f}")


def train(given: argparse.Namespace) -> None:
    """Train, and save after every epoch."""
    rng = random.Random(given.seed)
    torch.manual_seed(given.seed)
    with given.statements.open(encoding="utf-8") as lines:
        stories: list[Story] = [json.loads(line) for line in lines]
    held = [s for i, s in enumerate(stories) if i % 2 == given.half]
    taken = [s for s in stories if s not in held]
    matcher = Matcher(given.encoder)
    optimizer = torch.optim.AdamW(matcher.model.parameters(), lr=given.rate, weight_decay=0.01)
    steps = given.epochs * len(taken)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 20) * max(0.0, 1 - step / (1.02 * steps))
    )
    given.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(given.epochs):
        rng.shuffle(taken)
        total = 0.0
        for story in taken:
            loss = loss_of(matcher, story, rng)
            if loss is not None:
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(matcher.model.parameters(), 1.0)
                optimizer.step()
                total += float(loss.detach())
            schedule.step()
        print(f"epoch {epoch + 1}: loss {total / len(taken):.3f}", flush=True)
        torch.save(matcher.model.model.state_dict(), given.out / "matcher.pt")
    if held:
        report(matcher, held)


def export(given: argparse.Namespace) -> None:
    """Write the mean of the weights of some runs as ONNX."""
    runs = [torch.load(run / "matcher.pt", weights_only=True) for run in given.mean]
    encoder = AutoModel.from_pretrained(given.encoder, attn_implementation="eager")
    mean = {k: sum(r[k] for r in runs) / len(runs) for k, v in runs[0].items() if v.is_floating_point()}
    encoder.load_state_dict({**runs[0], **mean})
    given.out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (2, 9))
    write(Embedder(encoder).eval(), (ids, torch.ones_like(ids)), given.out / "matcher.onnx")


def main() -> None:
    """Train, or export."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("statements", type=Path, nargs="?")
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--half", type=int, choices=(0, 1))
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--rate", type=float, default=5e-5)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--mean", type=Path, nargs="+")
    given = options.parse_args()
    if given.mean:
        export(given)
    elif given.statements:
        train(given)
    else:
        options.error("name the file of statements, or runs with --mean")


if __name__ == "__main__":
    main()
