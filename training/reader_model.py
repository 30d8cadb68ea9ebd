"""The reader as a PyTorch module: MiniLM with what is known of each word added to its input, and a head a task."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from reportedly.reading.reader import numbered
from reportedly.reading.reader_decode import LABELS, LINKED
from reportedly.reading.reader_input import FEATURES, Words

REACH = 64
"""Words; the link head knows distances up to this."""
KEY = 64
RARE = 5


@dataclass(frozen=True)
class Vocabulary:
    """The values of each feature column, by number (0 is unknown), and the tokenizer's border pieces."""

    columns: dict[str, list[str]]
    first: int
    last: int
    unknown: int

    @classmethod
    def of(cls, reports: list[dict[str, Any]], tokenizer: Tokenizer) -> Vocabulary:
        """Every value that the training reports have at least RARE times."""
        columns = {}
        for k, name in enumerate(FEATURES):
            seen = Counter(row[k] for r in reports for row in r["features"])
            columns[name] = [value for value, n in sorted(seen.items()) if n >= RARE]
        columns["starts"] = ["no", "paragraph"]
        return cls(
            columns, tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"), tokenizer.token_to_id("[UNK]")
        )

    def coded(self, report: dict[str, Any]) -> list[list[int]]:
        """Numbers for the features of each word of a report, as at run time."""
        columns = [{v: i + 1 for i, v in enumerate(values)} for values in self.columns.values()]
        words = Words([], report["spans"], report["paragraphs"], report["features"], [])
        return numbered(words, columns)

    def to_json(self) -> str:
        """All of it."""
        return json.dumps(asdict(self))


class Reader(torch.nn.Module):
    """Word pieces and features of words in; out: role scores by word, and scores of ties between words."""

    def __init__(self, encoder: Path, vocabulary: Vocabulary, *, layers: int = 6, attention: str = "sdpa") -> None:
        super().__init__()
        # Dropout inside attention costs a third of the time on a processor.
        self.encoder = AutoModel.from_pretrained(
            encoder, attn_implementation=attention, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        width = self.encoder.config.hidden_size
        sizes = [len(values) + 1 for values in vocabulary.columns.values()]
        self.told = torch.nn.ModuleList(torch.nn.Embedding(n, width, padding_idx=0) for n in sizes)
        self.again = torch.nn.ModuleList(torch.nn.Embedding(n, 64, padding_idx=0) for n in sizes)
        for table in self.told:
            torch.nn.init.normal_(table.weight, std=0.01)
        self.dropout = torch.nn.Dropout(0.1)
        self.roles = torch.nn.Linear(width + 64, len(LABELS))
        self.asks = torch.nn.Linear(width + 64, len(LINKED) * KEY)
        self.answers = torch.nn.Linear(width + 64, KEY)
        self.near = torch.nn.Embedding(2 * REACH + 1, len(LINKED))
        torch.nn.init.zeros_(self.near.weight)

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        word_of: torch.Tensor,
        first_piece: torch.Tensor,
        features: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of labels, (batch, words, labels), and of ties, (batch, roles, words, words).

        The first three are (batch, pieces), `first_piece` is (batch, words), `features` (batch, words, columns).
        """
        told = sum(table(features[..., k]) for k, table in enumerate(self.told))
        place = (word_of + 1).unsqueeze(-1).expand(-1, -1, told.shape[-1])
        by_piece = torch.gather(torch.cat([torch.zeros_like(told[:, :1]), told], 1), 1, place)
        embedded = self.encoder.embeddings.word_embeddings(input_ids) + by_piece
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=attention_mask).last_hidden_state
        words = torch.gather(hidden, 1, first_piece.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        again = sum(table(features[..., k]) for k, table in enumerate(self.again))
        words = self.dropout(torch.cat([words, again], -1))
        asks = self.asks(words).unflatten(-1, (len(LINKED), KEY)).transpose(1, 2)
        scores = asks @ self.answers(words).unsqueeze(1).transpose(-1, -2) / KEY**0.5
        at = torch.arange(words.shape[1])
        distance = (at.unsqueeze(0) - at.unsqueeze(1)).clamp(-REACH, REACH) + REACH
        return self.roles(words), scores + self.near(distance).permute(2, 0, 1)
