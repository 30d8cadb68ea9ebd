"""The tagger as a PyTorch module: MiniLM with features of each word added to its input, and a head for each task."""

from __future__ import annotations

import copy
import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from reportedly.model import EventType
from reportedly.reading.speech_act.act_model import ACTS
from reportedly.reading.tagger.decoding import LABELS, LINKED
from reportedly.reading.tagger.features import FEATURES, WordFeatures
from reportedly.reading.tagger.tagger import encode_features

NONE = "NONE"
TYPES = (*(t.value for t in EventType), NONE)
"""Types of what one party does to another, in the order of the scores; the last is "no type"."""

REACH = 64
"""WordFeatures; the link head knows distances up to this."""
KEY = 64
UNSEEN = -50.0
"""Added to the score of a masked piece: its share vanishes in float32, yet its exponential is not a subnormal
number, for which processors need dozens of times longer."""
RARE = 5


@dataclass(frozen=True)
class Vocabulary:
    """The values of each feature column, by number (0 is unknown), and the border pieces of the tokenizer."""

    columns: dict[str, list[str]]
    first: int
    last: int
    unknown: int

    @classmethod
    def of(cls, reports: list[dict[str, Any]], tokenizer: Tokenizer) -> Vocabulary:
        """Every value that occurs at least RARE times in the training reports."""
        columns = {}
        for k, name in enumerate(FEATURES):
            seen = Counter(row[k] for r in reports for row in r["features"])
            columns[name] = [value for value, n in sorted(seen.items()) if n >= RARE]
        columns["starts"] = ["no", "paragraph"]
        return cls(columns, *(piece_id(tokenizer, piece) for piece in ("[CLS]", "[SEP]", "[UNK]")))

    def coded(self, report: dict[str, Any]) -> list[list[int]]:
        """Numbers for the features of each word of a report, as at run time."""
        columns = [{v: i + 1 for i, v in enumerate(values)} for values in self.columns.values()]
        words = WordFeatures([], report["spans"], report["paragraphs"], [], report["features"], [])
        return encode_features(words, columns)

    def to_json(self) -> str:
        """The vocabulary as JSON."""
        return json.dumps(asdict(self))


def piece_id(tokenizer: Tokenizer, piece: str) -> int:
    """The number of a word piece that the tokenizer must have."""
    number = tokenizer.token_to_id(piece)
    if number is None:
        raise ValueError(f"this tokenizer has no {piece}: take the one that all-MiniLM-L6-v2 is published with")
    return number


LATE = ("event", "commitment")
"""Feature columns that only the branch for events gets."""


class TaggerModel(torch.nn.Module):
    """One encoder over word pieces and features of words, with a head for each task over the vectors of words.

    Events and factuality have a branch of their own above the embeddings, with fewer layers, which starts from the
    published encoder. It can be trained without changing the layers for attribution. The names of the parameters are
    those of stored weights.
    """

    def __init__(
        self,
        encoder: Path,
        vocabulary: Vocabulary,
        *,
        layers: int = 6,
        own: int = 4,
        attention: str = "sdpa",
    ) -> None:
        super().__init__()
        # Dropout inside attention costs a third of the time on a processor.
        self.encoder = AutoModel.from_pretrained(
            encoder, attn_implementation=attention, add_pooling_layer=False, attention_probs_dropout_prob=0.0
        )
        self.encoder.encoder.layer = self.encoder.encoder.layer[:layers]
        self.branch = copy.deepcopy(self.encoder.encoder.layer[:own])
        width = self.encoder.config.hidden_size
        sizes = [len(values) + 1 for values in vocabulary.columns.values()]
        self.early = [k for k, name in enumerate(vocabulary.columns) if name not in LATE]
        self.late = [k for k, name in enumerate(vocabulary.columns) if name in LATE]
        self.told = tables([sizes[k] for k in self.early], width)
        self.again = tables([sizes[k] for k in self.early], 64)
        self.told_late = tables([sizes[k] for k in self.late], width)
        self.again_late = tables(sizes, 64)
        self.dropout = torch.nn.Dropout(0.1)
        self.roles = torch.nn.Linear(width + 64, len(LABELS))
        self.asks = torch.nn.Linear(width + 64, len(LINKED) * KEY)
        self.answers = torch.nn.Linear(width + 64, KEY)
        self.near = torch.nn.Embedding(2 * REACH + 1, len(LINKED))
        torch.nn.init.zeros_(self.near.weight)
        self.surely = torch.nn.Linear(width + 64, 1)
        self.between = Between(width + 64)
        self.acts = ActHead(width + 64)

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        word_of: torch.Tensor,
        first_piece: torch.Tensor,
        features: torch.Tensor,
        sentence_of: torch.Tensor | None = None,
        place_in: torch.Tensor | None = None,
        *,
        said: bool = True,
        done: bool = True,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Vectors of the words in context, for attribution and for events: (batch, words, width) each.

        The first three inputs are (batch, pieces), `first_piece` is (batch, words), `features` (batch, words, columns).
        `sentence_of` and `place_in`, (batch, pieces), are for several sentences: the branch for events, which is
        trained on single ones, then reads each by itself, with its pieces numbered from 0. Without `said` or `done`
        the vectors of that side are not computed and have no meaning.
        """
        place = (word_of + 1).unsqueeze(-1)
        inputs = self.encoder.embeddings.word_embeddings(input_ids) + _by_piece(
            summed(self.told, features[..., self.early]), place
        )
        hidden = self.encoder.embeddings(inputs_embeds=inputs)
        mask = (1.0 - attention_mask[:, None, None, :].to(hidden.dtype)) * UNSEEN
        apart, alone = mask, hidden
        if sentence_of is not None:
            apart = (sentence_of[:, None, :, None] != sentence_of[:, None, None, :]).to(hidden.dtype) * UNSEEN
            alone = self.encoder.embeddings(inputs_embeds=inputs, position_ids=place_in)
        out = []
        for wanted, layers, more, again, columns in (
            (said, self.encoder.encoder.layer, None, self.again, self.early),
            (done, self.branch, self.told_late, self.again_late, [*range(features.shape[-1])]),
        ):
            here = hidden if more is None else alone + _by_piece(summed(more, features[..., self.late]), place)
            for layer in layers if wanted else ():
                here = layer(here, mask if more is None else apart)
            words = torch.gather(here, 1, first_piece.unsqueeze(-1).expand(-1, -1, here.shape[-1]))
            out.append(self.dropout(torch.cat([words, summed(again, features[..., columns])], -1)))
        return out[0], out[1]

    def freeze_said(self) -> None:
        """Freeze everything except the branch for events and its heads."""
        own = ("branch.", "told_late.", "again_late.", "surely.", "between.")
        for name, parameter in self.named_parameters():
            parameter.requires_grad_(name.startswith(own))

    def freeze_shared(self) -> None:
        """Freeze what attribution shares with the branch for events, and the branch: what that gives stays the same."""
        shared = ("branch.", "told_late.", "again_late.", "surely.", "between.", "encoder.embeddings.", "told.")
        for name, parameter in self.named_parameters():
            parameter.requires_grad_(not name.startswith(shared))

    def said(self, words: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of labels, (batch, words, labels), and of links, (batch, roles, words, words)."""
        asks = self.asks(words).unflatten(-1, (len(LINKED), KEY)).transpose(1, 2)
        scores = asks @ self.answers(words).unsqueeze(1).transpose(-1, -2) / KEY**0.5
        at = torch.arange(words.shape[1])
        distance = (at.unsqueeze(0) - at.unsqueeze(1)).clamp(-REACH, REACH) + REACH
        return self.roles(words), scores + self.near(distance).permute(2, 0, 1)

    def factuality(self, words: torch.Tensor) -> torch.Tensor:
        """The factuality of what each word names, about -3 to 3: (batch, words)."""
        return self.surely(words).squeeze(-1)


class ActHead(torch.nn.Module):
    """The act of a statement: attention from source, cue and the rules' act to the content and to what is around it."""

    HEADS = 4

    def __init__(self, width: int) -> None:
        super().__init__()
        self.rules = torch.nn.Embedding(2 * len(ACTS), KEY)
        self.asks = torch.nn.Linear(2 * width + KEY, 2 * self.HEADS * KEY)
        self.answers = torch.nn.Linear(width, 2 * self.HEADS * KEY)
        self.tells = torch.nn.Linear(width, 2 * self.HEADS * KEY)
        self.dropout = torch.nn.Dropout(0.2)
        self.inner = torch.nn.Linear(3 * width + 2 * self.HEADS * KEY + KEY, 256)
        self.scores = torch.nn.Linear(256, len(ACTS))

    def forward(
        self,
        words: torch.Tensor,
        source: torch.Tensor,
        cue: torch.Tensor,
        content: torch.Tensor,
        around: torch.Tensor,
        rule: torch.Tensor,
    ) -> torch.Tensor:
        """Scores of the acts, (statements, acts).

        `words` are (statements, words, width), or one row for all statements; `source`, `cue`, `content` and `around`
        (the words that count as context) are ones and zeros, (statements, words); `rule` is (statements,).
        """
        ruled = self.rules(rule)
        parts = [_mean_of(words, chosen) for chosen in (source, cue, content)]
        asks = self.asks(torch.cat([*parts[:2], ruled], -1)).unflatten(-1, (2, self.HEADS, KEY))
        answers = self.answers(words).unflatten(-1, (2, self.HEADS, KEY))
        scores = torch.einsum("nphk,nwphk->nphw", asks, answers.expand(len(asks), -1, -1, -1, -1)) / KEY**0.5
        allowed = torch.stack([content, around], 1).unsqueeze(2)
        weights = (scores - 1e4 * (1 - allowed)).softmax(-1)
        tells = self.tells(words).unflatten(-1, (2, self.HEADS, KEY)).expand(len(asks), -1, -1, -1, -1)
        found = torch.einsum("nphw,nwphk->nphk", weights, tells).flatten(1)
        inner = torch.nn.functional.gelu(self.inner(self.dropout(torch.cat([*parts, found, ruled], -1))))
        return self.scores(self.dropout(inner))


class Between(torch.nn.Module):
    """What one party does to another: attention from both parties to the words between, then the type."""

    HEADS = 4

    def __init__(self, width: int) -> None:
        super().__init__()
        self.parties = torch.nn.Embedding(4, width)
        torch.nn.init.normal_(self.parties.weight, std=0.02)
        self.asks = torch.nn.Linear(2 * width, self.HEADS * KEY)
        self.answers = torch.nn.Linear(width, self.HEADS * KEY)
        self.tells = torch.nn.Linear(width, self.HEADS * KEY)
        self.dropout = torch.nn.Dropout(0.1)
        self.inner = torch.nn.Linear(2 * width + self.HEADS * KEY, 256)
        self.types = torch.nn.Linear(256, len(TYPES))

    def forward(
        self, words: torch.Tensor, source: torch.Tensor, target: torch.Tensor, real: torch.Tensor
    ) -> torch.Tensor:
        """Scores of the types, (batch, types); `source`, `target` and `real` are ones and zeros, (batch, words)."""
        words = words + self.parties((source + 2 * target).long())
        whose = torch.cat([_mean(words, source), _mean(words, target)], -1)
        asks = self.asks(whose).unflatten(-1, (self.HEADS, KEY))
        answers = self.answers(words).unflatten(-1, (self.HEADS, KEY))
        scores = torch.einsum("bhk,bwhk->bhw", asks, answers) / KEY**0.5
        weights = (scores - 1e4 * (1 - real).unsqueeze(1)).softmax(-1)
        found = torch.einsum("bhw,bwhk->bhk", weights, self.tells(words).unflatten(-1, (self.HEADS, KEY))).flatten(1)
        inner = torch.nn.functional.gelu(self.inner(self.dropout(torch.cat([whose, found], -1))))
        return self.types(self.dropout(inner))


def averaged_in(run: Path) -> dict[str, torch.Tensor]:
    """The averaged weights of a run, by the names of the model."""
    kept = torch.load(run / "state.pt", weights_only=True, map_location="cpu")["averaged"]
    return {name.removeprefix("module."): value for name, value in kept.items() if name != "n_averaged"}


def tables(sizes: list[int], width: int) -> torch.nn.ModuleList:
    """One embedding for each column of features; the number 0 is padding."""
    out = torch.nn.ModuleList(torch.nn.Embedding(n, width, padding_idx=0) for n in sizes)
    for table in out:
        torch.nn.init.normal_(table.weight, std=0.01)
    return out


def summed(embeddings: torch.nn.ModuleList, features: torch.Tensor) -> torch.Tensor:
    """The sum of the embeddings of all columns, for each word: (batch, words, width)."""
    return torch.stack([table(features[..., k]) for k, table in enumerate(embeddings)]).sum(0)


def _by_piece(vectors: torch.Tensor, place: torch.Tensor) -> torch.Tensor:
    """The vector of a word for each of its pieces; zeros for border pieces (place 0)."""
    with_none = torch.cat([torch.zeros_like(vectors[:, :1]), vectors], 1)
    return torch.gather(with_none, 1, place.expand(-1, -1, vectors.shape[-1]))


def _mean_of(words: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
    """The mean of the chosen words of each row; zeros where none is."""
    summed_up = chosen.unsqueeze(1) @ words.expand(len(chosen), -1, -1)
    return summed_up.squeeze(1) / chosen.sum(1, keepdim=True).clamp(min=1)


def _mean(words: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
    return (words * chosen.unsqueeze(-1)).sum(1) / chosen.sum(1, keepdim=True).clamp(min=1)
