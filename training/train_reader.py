"""Train the reader: one encoder, a head a task.

    python training/train_reader.py --encoder MODEL_FOLDER --out FOLDER --train FILE... --dev FILE...
        [--factuality FILE --factuality-dev FILE] [--between FILE [--between-hold K/N]]

Without --train, only the branch for events and factuality is trained, beside an earlier run (--start).
MODEL_FOLDER holds all-MiniLM-L6-v2 as published; the files are made by `attribution_data.py` and
`sentences_data.py`, from training parts of gold standards only. Every `--hold`-th training report is kept out of
training (for calibration). The batches of all tasks are shuffled together. Seeded; after each epoch the state
goes to OUT/state.pt, and a run that was stopped goes on from there. Dev figures go to OUT/log.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import reader_figures
import reader_losses
import torch
from reader_batches import Batch, attributed, between, coded, drop_features, grouped, load, sure, windows
from reader_model import Reader, Vocabulary, averaged_in
from tokenizers import Tokenizer

from reportedly.reading.tagger.features import FEATURES

LOSSES = {
    "attribution": reader_losses.of_attribution,
    "factuality": reader_losses.of_factuality,
    "between": reader_losses.of_between,
}
Sentences = list[dict[str, Any]]


def options() -> argparse.Namespace:
    """What the command line says."""
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
    parser.add_argument("--start", type=Path, help="begin with the averaged weights of this run (its folder)")
    return parser.parse_args()


def started_from(model: Reader, run: Path) -> None:
    """Take over the weights of an earlier run; the branch for events begins as the encoder was published."""
    kept = averaged_in(run)
    model.load_state_dict({**model.state_dict(), **kept})


def vocabulary_of(given: argparse.Namespace, reports: Sentences, tokenizer: Tokenizer) -> Vocabulary:
    """The values of the features; those of an earlier run keep their numbers."""
    vocabulary = Vocabulary.of(reports, tokenizer)
    if given.start:
        kept = json.loads((given.start / "vocabulary.json").read_text("utf-8"))["columns"]
        for name in (*FEATURES, "starts"):
            vocabulary.columns[name] = kept.get(name, vocabulary.columns[name])
    return vocabulary


def main() -> None:
    """Train, log, keep the state after every epoch."""
    given = options()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    everything = load(given.train, tokenizer)
    train = [r for i, r in enumerate(everything) if i % given.hold]
    dev = load(given.dev, tokenizer)
    factual, factual_dev = load(given.factuality, tokenizer), load(given.factuality_dev, tokenizer)
    factual.sort(key=lambda s: int(s["id"].rpartition("-")[2]))
    pairs, pairs_dev = load(given.between, tokenizer), []
    if given.between_hold:
        k, n = map(int, given.between_hold.split("/"))
        pairs_dev = [s for s in pairs if s["id"].isdigit() and int(s["id"]) % n == k]
        pairs = [s for s in pairs if s not in pairs_dev]
    vocabulary = vocabulary_of(given, [*train, *factual, *pairs], tokenizer)
    (given.out / "vocabulary.json").write_text(vocabulary.to_json(), "utf-8")
    for report in (*train, *dev, *factual, *factual_dev, *pairs, *pairs_dev):
        coded(report, vocabulary)
    model = Reader(given.encoder, vocabulary, layers=given.layers, own=given.own)
    if given.start:
        started_from(model, given.start)
    if not train:
        model.freeze_said()
    learning = {n: p for n, p in model.named_parameters() if p.requires_grad}
    layers = [p for n, p in learning.items() if n.startswith(("encoder.", "branch."))]
    heads = [p for n, p in learning.items() if not n.startswith(("encoder.", "branch."))]
    optimizer = torch.optim.AdamW(
        [{"params": layers, "lr": given.rate}, {"params": heads, "lr": given.head_rate}], weight_decay=0.01
    )

    def batches(epoch: int) -> list[tuple[str, Batch]]:
        rng = random.Random(given.seed * 1000 + epoch)
        out = []
        rows = [(r, a, b) for r in train for a, b in windows(r, rng)]
        rng.shuffle(rows)
        rows = rows[: round(given.share * len(rows))]
        out += [("attribution", attributed(part, vocabulary)) for part in parts(rows, given.batch)]
        for _ in range(given.passes):
            some = grouped(factual, rng)
            rng.shuffle(some)
            out += [("factuality", sure(part, vocabulary)) for part in parts(some, 2 * given.batch)]
            some = list(pairs)
            rng.shuffle(some)
            out += [("between", between(part, vocabulary)) for part in parts(some, 2 * given.batch)]
        rng.shuffle(out)
        return out

    steps = len(batches(0)) * given.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / (1.02 * steps))
    )
    averaged = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99))
    state, begun = given.out / "state.pt", 0
    if state.exists():
        kept = torch.load(state, weights_only=True)
        model.load_state_dict(kept["model"])
        averaged.load_state_dict(kept["averaged"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        begun = kept["epoch"]
    started = time.time()
    for epoch in range(begun, given.epochs):
        generator = torch.Generator().manual_seed(given.seed * 1000 + epoch)
        torch.manual_seed(given.seed * 1000 + epoch)
        model.train()
        if not train:
            model.encoder.eval()
        sums: Counter[str] = Counter()
        seen: Counter[str] = Counter()
        rows = batches(epoch)
        for step, (task, batch) in enumerate(rows):
            drop_features(batch, generator)
            loss = LOSSES[task](model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(model)
            sums[task] += float(loss.detach())
            seen[task] += 1
            if step % 25 == 24:
                now = "  ".join(f"{t} {sums[t] / seen[t]:.4f}" for t in LOSSES if seen[t])
                print(f"epoch {epoch + step / len(rows):.2f}  {now}  {time.time() - started:.0f} s", flush=True)
                sums.clear()
                seen.clear()
        torch.save(
            {
                "model": model.state_dict(),
                "averaged": averaged.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch + 1,
            },
            state,
        )
        line = json.dumps(
            {
                "epoch": epoch + 1,
                "seconds": round(time.time() - started),
                "attribution": dev and reader_figures.of_attribution(averaged.module, dev, vocabulary),
                "factuality": factual_dev and reader_figures.of_factuality(averaged.module, factual_dev, vocabulary),
                "between": pairs_dev and reader_figures.of_between(averaged.module, pairs_dev, vocabulary),
            }
        )
        with (given.out / "log.jsonl").open("a", encoding="utf-8") as log:
            print(line, file=log)
        print(line, flush=True)


def parts(rows: list[Any], size: int) -> list[list[Any]]:
    """Stretches of `size`; the rest that fills none waits for another epoch."""
    return [rows[i : i + size] for i in range(0, len(rows) - size + 1, size)]


if __name__ == "__main__":
    main()
