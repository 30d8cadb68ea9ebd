"""Train the tagger: one encoder, one head for each task.

    python -m training.train_tagger --encoder MODEL_FOLDER --out FOLDER --train FILE... --dev FILE...
        [--factuality FILE --factuality-dev FILE] [--between FILE [--between-hold K/N]]

Without --train, only the branch for events and factuality is trained; the rest comes from an earlier run (--start).
MODEL_FOLDER holds all-MiniLM-L6-v2 as published. `training.attribution_data` and `training.sentences_data` make
the other files, from the training parts of gold standards only. Every `--hold`-th training report is left out and
kept for calibration. The batches of all tasks are shuffled together. Training is seeded. After each epoch the state
is saved in OUT/state.pt, and a run that was stopped continues from it. Figures on the development files are
appended to OUT/log.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from reportedly.reading.tagger.features import FEATURES
from training import tagger_figures, tagger_losses
from training.tagger_batches import (
    Batch,
    Window,
    acts_in,
    attribution_batch,
    between_batch,
    drop_features,
    encode,
    factuality_batch,
    grouped,
    load,
    windows,
)
from training.tagger_model import TaggerModel, Vocabulary, averaged_in

LOSSES = {
    "attribution": tagger_losses.of_attribution,
    "factuality": tagger_losses.of_factuality,
    "between": tagger_losses.of_between,
}
Sentences = list[dict[str, Any]]
"""Reports or sentences, as the files hold them."""

LAYERS = ("encoder.", "branch.")
"""Prefixes of the parameters that begin as published and learn at the lower rate."""


def options() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--train", type=Path, nargs="*", default=[])
    parser.add_argument("--dev", type=Path, nargs="*", default=[])
    parser.add_argument("--factuality", type=Path, nargs="*", default=[])
    parser.add_argument("--factuality-dev", type=Path, nargs="*", default=[])
    parser.add_argument("--between", type=Path, nargs="*", default=[])
    parser.add_argument("--between-hold", metavar="K/N", help="keep each N-th sentence from the K-th on out")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--passes", type=int, default=1, help="times that an epoch goes through the sentences")
    parser.add_argument("--share", type=float, default=1.0, help="of the windows of reports that an epoch takes")
    parser.add_argument("--batch", type=int, default=8, help="windows; of sentences twice as many")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--own", type=int, default=4, help="layers of the branch for events")
    parser.add_argument("--hold", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep-events", action="store_true", help="leave the branch for events as it is")
    parser.add_argument("--start", type=Path, help="begin with the averaged weights of this run (its folder)")
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Data:
    """What is learned from and what is measured on, task by task."""

    reports: Sentences
    reports_dev: Sentences
    factuality: Sentences
    factuality_dev: Sentences
    pairs: Sentences
    pairs_dev: Sentences

    @classmethod
    def load(cls, given: argparse.Namespace, tokenizer: Tokenizer) -> Data:
        """Read the files and leave out what the options hold back."""
        reports = load(given.train, tokenizer)
        pairs, pairs_dev = hold_back(load(given.between, tokenizer), given.between_hold)
        factuality = load(given.factuality, tokenizer)
        factuality.sort(key=lambda s: int(s["id"].rpartition("-")[2]))
        return cls(
            reports=[r for i, r in enumerate(reports) if i % given.hold],
            reports_dev=load(given.dev, tokenizer),
            factuality=factuality,
            factuality_dev=load(given.factuality_dev, tokenizer),
            pairs=pairs,
            pairs_dev=pairs_dev,
        )

    def encode(self, vocabulary: Vocabulary) -> None:
        """Add the feature numbers and label numbers to every report and sentence."""
        for part in (
            self.reports,
            self.reports_dev,
            self.factuality,
            self.factuality_dev,
            self.pairs,
            self.pairs_dev,
        ):
            for report in part:
                encode(report, vocabulary)

    def batches(self, epoch: int, vocabulary: Vocabulary, given: argparse.Namespace) -> list[tuple[str, Batch]]:
        """The batches of an epoch, each with its task, in random order; the same epoch always gives the same."""
        rng = random.Random(given.seed * 1000 + epoch)
        out = []
        rows = [(r, a, b) for r in self.reports for a, b in windows(r, rng) if "labelled" in r or acts_in(r, a, b)]
        rng.shuffle(rows)
        rows = of_one_size(rows[: round(given.share * len(rows))], 8 * given.batch)
        out += [("attribution", attribution_batch(part, vocabulary)) for part in full_parts(rows, given.batch)]
        for _ in range(given.passes):
            some = grouped(self.factuality, rng)
            rng.shuffle(some)
            out += [("factuality", factuality_batch(part, vocabulary)) for part in full_parts(some, 2 * given.batch)]
            some = list(self.pairs)
            rng.shuffle(some)
            out += [("between", between_batch(part, vocabulary)) for part in full_parts(some, 2 * given.batch)]
        rng.shuffle(out)
        return out


def hold_back(pairs: Sentences, rule: str | None) -> tuple[Sentences, Sentences]:
    """Sentences for training and for development; "0/5" holds back every fifth numbered one, from number 0."""
    if not rule:
        return pairs, []
    k, n = map(int, rule.split("/"))
    held = [s for s in pairs if s["id"].isdigit() and int(s["id"]) % n == k]
    return [s for s in pairs if s not in held], held


def of_one_size(rows: list[Window], block: int) -> list[Window]:
    """The rows in order of their words within each block, so that batches hold little padding."""
    return [
        row for i in range(0, len(rows), block) for row in sorted(rows[i : i + block], key=lambda row: row[2] - row[1])
    ]


def full_parts(rows: list[Any], size: int) -> list[list[Any]]:
    """Cut into parts of exactly `size`; rows that do not fill a part are left out of this epoch."""
    return [rows[i : i + size] for i in range(0, len(rows) - size + 1, size)]


def vocabulary_of(given: argparse.Namespace, reports: Sentences, tokenizer: Tokenizer) -> Vocabulary:
    """The values of the features; those of an earlier run keep their numbers."""
    vocabulary = Vocabulary.of(reports, tokenizer)
    if given.start:
        earlier = json.loads((given.start / "vocabulary.json").read_text("utf-8"))["columns"]
        for name in (*FEATURES, "starts"):
            vocabulary.columns[name] = earlier.get(name, vocabulary.columns[name])
    return vocabulary


def model_for(given: argparse.Namespace, vocabulary: Vocabulary, *, branch_only: bool) -> TaggerModel:
    """The model to train, with the weights of an earlier run where one is given."""
    model = TaggerModel(given.encoder, vocabulary, layers=given.layers, own=given.own)
    if given.start:
        model.load_state_dict({**model.state_dict(), **averaged_in(given.start)})
    if branch_only:
        model.freeze_said()
    elif given.keep_events:
        model.freeze_shared()
    return model


class Training:
    """A run in progress: the model, its moving average, the optimizer and the learning rate schedule."""

    def __init__(self, model: TaggerModel, given: argparse.Namespace, steps: int) -> None:
        learning = {n: p for n, p in model.named_parameters() if p.requires_grad}
        groups = [
            {"params": [p for n, p in learning.items() if n.startswith(LAYERS)], "lr": given.rate},
            {"params": [p for n, p in learning.items() if not n.startswith(LAYERS)], "lr": given.head_rate},
        ]
        self.model = model
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / (1.02 * steps))
        )
        self.averaged = torch.optim.swa_utils.AveragedModel(
            model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99)
        )

    def restore(self, state: Path) -> int:
        """Continue from a saved state; returns how many epochs it has seen."""
        if not state.exists():
            return 0
        saved = torch.load(state, weights_only=True)
        for name, part in self._parts().items():
            part.load_state_dict(saved[name])
        return int(saved["epoch"])

    def save(self, state: Path, epoch: int) -> None:
        """Save the state after that many epochs."""
        torch.save({**{name: part.state_dict() for name, part in self._parts().items()}, "epoch": epoch}, state)

    def step(self, task: str, batch: Batch) -> float:
        """Learn from one batch; returns its loss."""
        loss = LOSSES[task](self.model, batch)
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.averaged.update_parameters(self.model)
        return float(loss.detach())

    def _parts(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "averaged": self.averaged,
            "optimizer": self.optimizer,
            "schedule": self.schedule,
        }


class Progress:
    """The mean loss of each task, printed every 25 batches."""

    EVERY = 25

    def __init__(self) -> None:
        self.started = time.time()
        self.sums: dict[str, float] = dict.fromkeys(LOSSES, 0.0)
        self.seen: Counter[str] = Counter()

    def add(self, task: str, loss: float, epoch: int, step: int, steps: int) -> None:
        """Count a batch."""
        self.sums[task] += loss
        self.seen[task] += 1
        if step % self.EVERY == self.EVERY - 1:
            now = "  ".join(f"{t} {self.sums[t] / self.seen[t]:.4f}" for t in LOSSES if self.seen[t])
            print(f"epoch {epoch + step / steps:.2f}  {now}  {self.seconds()} s", flush=True)
            self.reset()

    def reset(self) -> None:
        """Start new means."""
        self.sums = dict.fromkeys(LOSSES, 0.0)
        self.seen.clear()

    def seconds(self) -> int:
        """Seconds since the start."""
        return round(time.time() - self.started)


def train_epoch(
    training: Training, batches: list[tuple[str, Batch]], epoch: int, seed: int, progress: Progress
) -> None:
    """Learn from all batches of an epoch."""
    progress.reset()
    generator = torch.Generator().manual_seed(seed * 1000 + epoch)
    torch.manual_seed(seed * 1000 + epoch)
    for step, (task, batch) in enumerate(batches):
        drop_features(batch, generator)
        progress.add(task, training.step(task, batch), epoch, step, len(batches))


def figures(model: TaggerModel, data: Data, vocabulary: Vocabulary) -> dict[str, Any]:
    """The figures of each task that has a development file."""
    return {
        "attribution": data.reports_dev and tagger_figures.of_attribution(model, data.reports_dev, vocabulary),
        "factuality": data.factuality_dev and tagger_figures.of_factuality(model, data.factuality_dev, vocabulary),
        "between": data.pairs_dev and tagger_figures.of_between(model, data.pairs_dev, vocabulary),
    }


def main() -> None:
    """Train, log, and save the state after every epoch."""
    given = options()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    data = Data.load(given, tokenizer)
    vocabulary = vocabulary_of(given, [*data.reports, *data.factuality, *data.pairs], tokenizer)
    (given.out / "vocabulary.json").write_text(vocabulary.to_json(), "utf-8")
    data.encode(vocabulary)
    branch_only = not data.reports
    model = model_for(given, vocabulary, branch_only=branch_only)
    training = Training(model, given, steps=len(data.batches(0, vocabulary, given)) * given.epochs)
    state = given.out / "state.pt"
    progress = Progress()
    for epoch in range(training.restore(state), given.epochs):
        model.train()
        if branch_only:
            model.encoder.eval()
        train_epoch(training, data.batches(epoch, vocabulary, given), epoch, given.seed, progress)
        training.save(state, epoch + 1)
        line = {"epoch": epoch + 1, "seconds": progress.seconds()}
        line |= figures(training.averaged.module, data, vocabulary)
        with (given.out / "log.jsonl").open("a", encoding="utf-8") as log:
            print(json.dumps(line), file=log)
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
