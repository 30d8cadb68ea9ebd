"""Train the encoder of wordings that tells whether one is true to the text and stands alone.

    python -m training.train_standing WORDINGS.jsonl --encoder MODEL --out FOLDER [--compare]

WORDINGS.jsonl was written by `training.wordings_data`. The first layers of the encoder, the mean and the greatest of
the vectors of the pieces, and a linear layer. It learns three things together: that a wording is true, that it stands
alone, and both; only the last is exported. `--compare` trains on four fifths of the reports and prints figures of the
rest; without it the model sees all, and FOLDER/standing.onnx is written.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from tokenizers import Tokenizer
from transformers import AutoModel

from training.export_tagger import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

LAYERS = 4
LONGEST = 64
"""Word pieces of a wording in training."""
BATCH, EPOCHS = 32, 4
RATE, HEAD_RATE = 6e-5, 1e-3
WARMUP = 30
SHARES = (0.05, 0.1, 0.15, 0.2, 0.3)


class Standing(torch.nn.Module):
    """The encoder with its linear layer."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, attn_implementation="eager", add_pooling_layer=False)
        self.encoder.encoder.layer = self.encoder.encoder.layer[:LAYERS]
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * width, 3)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Scores that a wording is both, that it is true, and that it stands alone: (batch, 3)."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1)
        greatest = (hidden - 1e4 * (1 - mask)).max(1).values
        return self.head(self.dropout(torch.cat([mean, greatest], dim=1)))


class OneWording(torch.nn.Module):
    """One wording without padding."""

    def __init__(self, trained: Standing) -> None:
        super().__init__()
        self.trained = trained

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        """The chance that the wording is true and stands alone: (1,)."""
        return torch.sigmoid(self.trained(input_ids, torch.ones_like(input_ids))[:, 0])


def main() -> None:
    """Read, train, compare or write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("wordings", type=Path)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--compare", action="store_true")
    options.add_argument("--seed", type=int, default=7)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    rows = [json.loads(line) for line in given.wordings.read_text("utf-8").splitlines()]
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
    targets = np.array([_targets(row["true"], row["alone"]) for row in rows], dtype=np.float32)
    data = Data(tokenizer, [r["wording"] for r in rows], targets)
    everything = np.arange(len(rows))
    if given.compare:
        seen, unseen = next(GroupKFold(5).split(everything, groups=[row["report"] for row in rows]))
        unseen = unseen[~np.isnan(targets[unseen, 0])]
        _report(targets[unseen, 0], data.chances(_trained(data, seen, given.encoder, given.seed), unseen))
        return
    trained = _trained(data, everything, given.encoder, given.seed)
    out = given.out / "standing.onnx"
    example = (torch.randint(1000, 2000, (1, 9)),)
    write(OneWording(trained), example, {"input_ids": {1: "pieces"}}, {"chance": {}}, out, exact=False)


def _targets(true: bool | None, alone: bool | None) -> tuple[float, float, float]:
    """That a wording is both, that it is true and that it stands alone; what is unknown is NaN.

    One that stands alone counts as both unless it is known not to be true to the text: most that do are.
    """
    both = False if true is False or alone is False else alone
    unknown = float("nan")
    return (
        unknown if both is None else float(both),
        unknown if true is None else float(true),
        unknown if alone is None else float(alone),
    )


class Data:
    """Wordings and what was judged of them."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        wordings: list[str],
        targets: NDArray[np.float32],
    ) -> None:
        self.tokenizer, self.wordings, self.targets = tokenizer, wordings, targets

    def given(self, rows: NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor]:
        """The inputs of the model for some wordings."""
        encoded: list[Any] = self.tokenizer.encode_batch([self.wordings[i] for i in rows])
        return torch.tensor([e.ids for e in encoded]), torch.tensor([e.attention_mask for e in encoded])

    def batches(self, rows: NDArray[np.int64], order: np.random.Generator) -> Iterator[NDArray[np.int64]]:
        """Batches of wordings of like length, in random order."""
        mixed = order.permutation(rows)
        for first in range(0, len(mixed), 16 * BATCH):
            near = np.array(sorted(mixed[first : first + 16 * BATCH], key=lambda i: len(self.wordings[i])))
            cut = [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
            yield from (cut[k] for k in order.permutation(len(cut)))

    def chances(self, model: Standing, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The chances that wordings are true and stand alone."""
        with torch.no_grad():
            parts = [torch.sigmoid(model(*self.given(rows[k : k + 64])))[:, 0] for k in range(0, len(rows), 64)]
        chances: NDArray[np.float32] = torch.cat(parts).numpy()
        return chances


def _trained(data: Data, rows: NDArray[np.int64], encoder: Path, seed: int) -> Standing:
    model: Standing = Standing(encoder)
    model.train()
    groups = [(model.encoder.parameters(), RATE), (model.head.parameters(), HEAD_RATE)]
    optimizer = torch.optim.AdamW([{"params": list(p), "lr": rate} for p, rate in groups], weight_decay=0.01)
    order, step = np.random.default_rng(seed), 0
    steps = EPOCHS * (len(rows) // BATCH + 1)
    for epoch in range(EPOCHS):
        for batch in data.batches(rows, order):
            for group, (_, rate) in zip(optimizer.param_groups, groups, strict=True):
                group["lr"] = rate * min(1.0, (step + 1) / WARMUP) * max(0.0, 1 - step / steps)
            scores = model(*data.given(batch))
            targets = torch.tensor(data.targets[batch])
            known = ~torch.isnan(targets)
            loss = torch.nn.functional.binary_cross_entropy_with_logits(scores[known], targets[known])
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            step += 1
        print(f"epoch {epoch + 1} of {EPOCHS}", flush=True)
    model.eval()
    return model


def _report(right: NDArray[np.float32], chances: NDArray[np.float32]) -> None:
    print(f"{len(right)} wordings, {right.mean():.1%} right; area under the curve {roc_auc_score(right, chances):.3f}")
    best = np.argsort(-chances)
    for share in SHARES:
        top = best[: int(share * len(best))]
        print(f"  the surest {share:.0%}: {right[top].mean():.1%} right, chance {chances[top[-1]]:.2f} or more")


if __name__ == "__main__":
    main()
