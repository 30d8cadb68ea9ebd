"""Train the reader: one encoder, a head a task.

    python training/train_reader.py --encoder MODEL_FOLDER --train FILE... --dev FILE... --out FOLDER

MODEL_FOLDER holds all-MiniLM-L6-v2 as published; the files are made by
`attribution_data.py`, from training parts of gold standards only. Every
`--hold`-th training report is kept out of training (for calibration). Seeded; after each epoch the
state goes to OUT/state.pt, and a run that was stopped goes on from there. Dev figures
go to OUT/log.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from reader_model import Reader, Vocabulary
from tokenizers import Tokenizer

from reportedly.reading.reader import LONGEST, pieces_of_words
from reportedly.reading.reader_decode import LABELS, LINKED, View, link, softmax, spans_of

GIVEN = ("input_ids", "attention_mask", "word_of", "first_piece", "features")
"""What the model takes of a batch, in its order."""


def windows(report: dict[str, Any], rng: random.Random) -> list[tuple[int, int]]:
    """Stretches of words, of at most LONGEST pieces, that cover a report: cut at paragraphs or anywhere."""
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


def batch_of(rows: list[tuple[dict[str, Any], int, int]], vocabulary: Vocabulary) -> dict[str, torch.Tensor]:
    """Windows padded to one size."""
    longest = max(sum(r["sizes"][a:b]) for r, a, b in rows) + 2
    widest = max(b - a for _, a, b in rows)
    n = len(rows)
    ids = torch.zeros(n, longest, dtype=torch.long)
    mask = torch.zeros(n, longest, dtype=torch.long)
    words = torch.full((n, longest), -1, dtype=torch.long)
    starts = torch.zeros(n, widest, dtype=torch.long)
    features = torch.zeros(n, widest, len(vocabulary.columns), dtype=torch.long)
    labels = torch.full((n, widest), -100, dtype=torch.long)
    links = torch.full((n, widest), -1, dtype=torch.long)
    for k, (report, a, b) in enumerate(rows):
        row, place, at = [vocabulary.first], [-1], []
        for i in range(a, b):
            at.append(len(row))
            row.extend(report["pieces"][i])
            place.extend([i - a] * report["sizes"][i])
        row.append(vocabulary.last)
        place.append(-1)
        ids[k, : len(row)] = torch.tensor(row)
        mask[k, : len(row)] = 1
        words[k, : len(row)] = torch.tensor(place)
        starts[k, : b - a] = torch.tensor(at)
        features[k, : b - a] = torch.tensor(report["coded"][a:b])
        labels[k, : b - a] = torch.tensor(report["labelled"][a:b])
        tied = torch.tensor(report["links"][a:b]) - a
        links[k, : b - a] = torch.where((tied >= 0) & (tied < b - a), tied, -1)
    return {
        "input_ids": ids,
        "attention_mask": mask,
        "word_of": words,
        "first_piece": starts,
        "features": features,
        "labels": labels,
        "links": links,
    }


def loss_of(model: Reader, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, float, float]:
    """Cross-entropy of the labels plus that of the links: among the gold cues, and (less) among all words."""
    roles, scores = model(*(batch[name] for name in GIVEN))
    labels, links = batch["labels"], batch["links"]
    of_roles = torch.nn.functional.cross_entropy(roles.flatten(0, 1), labels.flatten(), ignore_index=-100)
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
    return of_roles + of_links, float(of_roles.detach()), float(of_links.detach())


def coded(report: dict[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """The report with its pieces, feature numbers and label numbers."""
    report["sizes"] = [len(p) for p in report["pieces"]]
    report["coded"] = vocabulary.coded(report)
    report["labelled"] = [LABELS.index(label) for label in report["labels"]]
    return report


def drop_features(batch: dict[str, torch.Tensor], generator: torch.Generator) -> None:
    """Hide some features, of words and of whole windows, so that the model does not lean on any one of them."""
    features = batch["features"]
    hidden = torch.rand(features.shape, generator=generator) < 0.05
    whole = torch.rand((features.shape[0], 1, features.shape[2]), generator=generator) < 0.1
    features[hidden | whole] = 0


@torch.no_grad()
def evaluate(model: Reader, reports: list[dict[str, Any]], vocabulary: Vocabulary) -> dict[str, float]:
    """Figures after decoding: tokens by role; statements said (Dice of content >= 0.5), and with their source."""
    model.eval()
    n: Counter[str] = Counter()
    for report in reports:
        found = []
        for a, b in windows(report, random.Random(4)):
            batch = batch_of([(report, a, b)], vocabulary)
            roles, scores = model(*(batch[name] for name in GIVEN))
            spans = spans_of(softmax(roles[0].numpy()), report["paragraphs"][a:b])
            found += [
                {
                    "cue": _words(a, [s.cue]),
                    "source": _words(a, [s.source] if s.source else []),
                    "content": _words(a, list(s.content)),
                }
                for s in link(spans, [View(0, b - a, 0, scores[0].numpy())], [-1] * (b - a))
            ]
        count(n, found, gold_of(report), report)
    model.train()
    out = {}
    for figure in ("content", "source", "cue", "said", "who"):
        have, want, hit = n[figure, "have"], n[figure, "want"], n[figure, "hit"]
        out[figure] = round(200 * hit / max(1, have + want), 2)
    return out


def _words(a: int, spans: list[Any]) -> frozenset[int]:
    return frozenset(a + i for s in spans for i in range(s.first, s.last + 1))


def gold_of(report: dict[str, Any]) -> list[dict[str, frozenset[int]]]:
    """The statements again out of labels and links."""
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


def count(n: Counter[Any], found: list[Any], gold: list[Any], report: dict[str, Any]) -> None:
    """Add one report to the counts, as the public scorer does, by words instead of its tokens."""
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


def load(paths: list[Path], tokenizer: Tokenizer) -> list[dict[str, Any]]:
    """All reports of the files with their word pieces, in the order of their ids."""
    out = []
    unknown = tokenizer.token_to_id("[UNK]")
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                report = json.loads(line)
                pieces = tokenizer.encode(report["text"], add_special_tokens=False)
                report["pieces"] = pieces_of_words(pieces.ids, pieces.offsets, report["spans"], unknown=unknown)
                out.append(report)
    return sorted(out, key=lambda r: r["id"])


def main() -> None:
    """Train, log, keep the state after every epoch."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--train", type=Path, nargs="+", required=True)
    options.add_argument("--dev", type=Path, nargs="+", required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=5)
    options.add_argument("--batch", type=int, default=8)
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--head-rate", type=float, default=1e-3)
    options.add_argument("--layers", type=int, default=6)
    options.add_argument("--hold", type=int, default=20)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--start", type=Path, help="begin with the averaged weights of this run (its state.pt)")
    options.add_argument("--minutes", type=float, default=1e9, help="stop after the epoch that passes this")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    everything = load(given.train, tokenizer)
    train = [r for i, r in enumerate(everything) if i % given.hold]
    dev = load(given.dev, tokenizer)
    vocabulary = Vocabulary.of(train, tokenizer)
    (given.out / "vocabulary.json").write_text(vocabulary.to_json(), "utf-8")
    for report in (*train, *dev):
        coded(report, vocabulary)
    model = Reader(given.encoder, vocabulary, layers=given.layers)
    if given.start:
        kept = torch.load(given.start, weights_only=True)["averaged"]
        model.load_state_dict({k.removeprefix("module."): v for k, v in kept.items() if k != "n_averaged"})
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.encoder.parameters()), "lr": given.rate},
            {"params": heads, "lr": given.head_rate},
        ],
        weight_decay=0.01,
    )
    steps = sum(len(windows(r, random.Random(0))) for r in train) * given.epochs // given.batch
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
        rng = random.Random(given.seed * 1000 + epoch)
        generator = torch.Generator().manual_seed(given.seed * 1000 + epoch)
        torch.manual_seed(given.seed * 1000 + epoch)
        rows = [(r, a, b) for r in train for a, b in windows(r, rng)]
        rng.shuffle(rows)
        model.train()
        sums = np.zeros(2)
        for step in range(0, len(rows) - given.batch + 1, given.batch):
            batch = batch_of(rows[step : step + given.batch], vocabulary)
            drop_features(batch, generator)
            loss, of_roles, of_links = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(model)
            sums += (of_roles, of_links)
            if (step // given.batch) % 25 == 24:
                done = step / len(rows)
                now = f"epoch {epoch + done:.2f}  roles {sums[0] / 25:.4f}  links {sums[1] / 25:.4f}"
                print(f"{now}  {time.time() - started:.0f} s", flush=True)
                sums[:] = 0
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
        figures = evaluate(averaged.module, dev, vocabulary)
        line = json.dumps({"epoch": epoch + 1, "seconds": round(time.time() - started), "dev": figures})
        with (given.out / "log.jsonl").open("a", encoding="utf-8") as log:
            print(line, file=log)
        print(line, flush=True)
        if time.time() - started > given.minutes * 60:
            break


if __name__ == "__main__":
    main()
