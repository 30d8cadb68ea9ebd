"""Export a trained tagger for use at run time: ONNX, int8, with its card inside.

    python -m training.export_tagger --encoder MODEL_FOLDER --run RUN_FOLDER --name NAME --out FOLDER [--exact]

Writes FOLDER/reader.onnx, FOLDER/between.onnx for what one party does to another, and FOLDER/acts.onnx for acts.

RUN_FOLDER was written by `training.train_tagger`; its averaged weights are exported. Weights have seven bits
(`reduce_range`): on processors without VNNI eight would overflow in the sums.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.tagger_model import TYPES, TaggerModel, Vocabulary, averaged_in

Axes = dict[str, dict[int, str]]


class Single(torch.nn.Module):
    """One window without padding: every piece counts."""

    def __init__(self, reader: TaggerModel) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self,
        input_ids: torch.Tensor,
        word_of: torch.Tensor,
        first_piece: torch.Tensor,
        features: torch.Tensor,
        own_ids: torch.Tensor,
        own_word_of: torch.Tensor,
        own_first_piece: torch.Tensor,
        own_features: torch.Tensor,
        sentence_of: torch.Tensor,
        place_in: torch.Tensor,
    ) -> tuple[torch.Tensor, ...]:
        """Scores of labels and of links, factuality, and the vectors of words for `Pair` and for `OneAct`.

        Factuality and the vectors for `Pair` are of the window's own words only, a sentence at a time, each between
        border pieces.
        """
        said, _ = self.reader(input_ids, torch.ones_like(input_ids), word_of, first_piece, features, done=False)
        given = (own_ids, torch.ones_like(own_ids), own_word_of, own_first_piece, own_features, sentence_of, place_in)
        _, done = self.reader(*given, said=False)
        return *self.reader.said(said), self.reader.factuality(done), done, said


class Pair(torch.nn.Module):
    """Two parties of one sentence."""

    def __init__(self, reader: TaggerModel) -> None:
        super().__init__()
        self.between = reader.between

    def forward(self, words: torch.Tensor, source: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        """The scores of the head, with no padding among the words."""
        return self.between(words, source, target, torch.ones_like(source))


class OneAct(torch.nn.Module):
    """One statement, among the words that are its context."""

    def __init__(self, reader: TaggerModel) -> None:
        super().__init__()
        self.acts = reader.acts

    def forward(
        self,
        said: torch.Tensor,
        source: torch.Tensor,
        cue: torch.Tensor,
        content: torch.Tensor,
        rule: torch.Tensor,
    ) -> torch.Tensor:
        """The scores of the head; every word counts as context."""
        return self.acts(said, source, cue, content, torch.ones_like(content), rule)


def main() -> None:
    """Load, export, quantise, write the card into the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--run", type=Path, required=True)
    options.add_argument("--name", required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--confidence", type=Path, help="JSON as `training.calibrate` prints it")
    options.add_argument("--exact", action="store_true", help="leave it in float32")
    given = options.parse_args()
    vocabulary = Vocabulary(**json.loads((given.run / "vocabulary.json").read_text("utf-8")))
    weights = averaged_in(given.run)
    reader = TaggerModel(given.encoder, vocabulary, own=own_in(weights), attention="eager")
    reader.load_state_dict(weights)
    words, pieces, columns = 7, 11, len(vocabulary.columns)
    example = (
        torch.randint(1000, 2000, (1, pieces)),
        torch.tensor([[-1, 0, 0, 1, 2, 3, 4, 5, 6, 6, -1]]),
        torch.tensor([[1, 3, 4, 5, 6, 7, 8]]),
        torch.ones((1, words, columns), dtype=torch.long),
        torch.randint(1000, 2000, (1, 9)),
        torch.tensor([[-1, 0, 0, 1, -1, -1, 2, 3, -1]]),
        torch.tensor([[1, 3, 6, 7]]),
        torch.ones((1, 4, columns), dtype=torch.long),
        torch.tensor([[0, 0, 0, 0, 0, 1, 1, 1, 1]]),
        torch.tensor([[0, 1, 2, 3, 4, 0, 1, 2, 3]]),
    )
    axes = {"input_ids": {1: "pieces"}, "word_of": {1: "pieces"}, "first_piece": {1: "words"}, "features": {1: "words"}}
    own = {f"own_{name.removeprefix('input_')}": {1: f"own_{what[1]}"} for name, what in axes.items()}
    axes |= own | {"sentence_of": {1: "own_pieces"}, "place_in": {1: "own_pieces"}}
    made = {
        "roles": {1: "words"},
        "links": {2: "words", 3: "words"},
        "factuality": {1: "own_words"},
        "words": {1: "own_words"},
        "said": {1: "words"},
    }
    out = given.out / "reader.onnx"
    write(Single(reader), example, axes, made, out, exact=given.exact)
    pair = (torch.zeros((1, words, width_of(reader))), torch.zeros((1, words)), torch.zeros((1, words)))
    asked = {name: {1: "words"} for name in ("words", "source", "target")}
    write(Pair(reader), pair, asked, {"types": {}}, given.out / "between.onnx", exact=given.exact)
    parts = {name: {1: "words"} for name in ("said", "source", "cue", "content")}
    empty = tuple(torch.zeros((1, words)) for _ in range(3))
    act = (torch.zeros((1, words, width_of(reader))), *empty, torch.zeros(1, dtype=torch.long))
    write(OneAct(reader), act, {**parts, "rule": {}}, {"acts": {}}, given.out / "acts.onnx", exact=given.exact)
    model = onnx.load(out)
    card = {
        "name": given.name,
        "columns": vocabulary.columns,
        "border": [vocabulary.first, vocabulary.last],
        "unknown": vocabulary.unknown,
        "types": TYPES,
        "confidence": json.loads(given.confidence.read_text("utf-8")) if given.confidence else {},
    }
    onnx.helper.set_model_props(model, {"card": json.dumps(card)})
    onnx.save(model, out)


def write(
    module: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    given: Axes,
    made: Axes,
    out: Path,
    *,
    exact: bool,
) -> None:
    """Write one graph with the names and free dimensions of its inputs and outputs."""
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            module.eval(),
            example,
            str(full),
            input_names=list(given),
            output_names=list(made),
            dynamic_axes={**given, **made},
            opset_version=17,
            dynamo=False,
        )
        if exact:
            out.write_bytes(full.read_bytes())
        else:
            quantize_dynamic(full, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def width_of(reader: TaggerModel) -> int:
    """The width of the vector of a word."""
    return int(reader.surely.in_features)


def own_in(weights: dict[str, torch.Tensor]) -> int:
    """The number of layers of the branch for events."""
    return len({name.split(".")[1] for name in weights if name.startswith("branch.")})


if __name__ == "__main__":
    main()
