"""Export a trained reader for the run time: ONNX, int8, with its card inside.

    python training/export_reader.py --encoder MODEL_FOLDER --run RUN_FOLDER... --name NAME --out reader.onnx [--exact]

RUN_FOLDER is what `train_reader.py` wrote; its averaged weights are exported, of several runs their
mean. Weights have seven bits (`reduce_range`): on processors without VNNI eight would overflow in the sums.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from reader_model import Reader, Vocabulary


class Single(torch.nn.Module):
    """One window without padding: every piece counts."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, input_ids: torch.Tensor, word_of: torch.Tensor, first_piece: torch.Tensor, features: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """As the reader, with a mask of ones."""
        return self.reader(input_ids, torch.ones_like(input_ids), word_of, first_piece, features)


def main() -> None:
    """Load, export, quantise, write the card into the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--run", type=Path, nargs="+", required=True)
    options.add_argument("--name", required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--confidence", type=Path, help="JSON as `training/calibrate.py` prints it")
    options.add_argument("--exact", action="store_true", help="leave it in float32")
    given = options.parse_args()
    vocabulary = Vocabulary(**json.loads((given.run[0] / "vocabulary.json").read_text("utf-8")))
    weights = mean_of(given.run)
    reader = Reader(given.encoder, vocabulary, layers=layers_in(weights), attention="eager")
    reader.load_state_dict(weights)
    words, pieces, columns = 7, 11, len(vocabulary.columns)
    example = (
        torch.randint(1000, 2000, (1, pieces)),
        torch.tensor([[-1, 0, 0, 1, 2, 3, 4, 5, 6, 6, -1]]),
        torch.tensor([[1, 3, 4, 5, 6, 7, 8]]),
        torch.ones((1, words, columns), dtype=torch.long),
    )
    names = ["input_ids", "word_of", "first_piece", "features"]
    axes = {"input_ids": {1: "pieces"}, "word_of": {1: "pieces"}, "first_piece": {1: "words"}, "features": {1: "words"}}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            Single(reader).eval(),
            example,
            str(full),
            input_names=names,
            output_names=["roles", "links"],
            dynamic_axes={**axes, "roles": {1: "words"}, "links": {2: "words", 3: "words"}},
            opset_version=17,
            dynamo=False,
        )
        if given.exact:
            given.out.write_bytes(full.read_bytes())
        else:
            quantize_dynamic(full, given.out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    model = onnx.load(given.out)
    card = {
        "name": given.name,
        "columns": vocabulary.columns,
        "border": [vocabulary.first, vocabulary.last],
        "unknown": vocabulary.unknown,
        "confidence": json.loads(given.confidence.read_text("utf-8")) if given.confidence else {},
    }
    onnx.helper.set_model_props(model, {"card": json.dumps(card)})
    onnx.save(model, given.out)


def mean_of(runs: list[Path]) -> dict[str, torch.Tensor]:
    """The averaged weights of a run; of several, the mean of theirs."""
    kept = [torch.load(run / "state.pt", weights_only=True, map_location="cpu")["averaged"] for run in runs]
    return {
        name.removeprefix("module."): sum(k[name] for k in kept) / len(kept) if first.is_floating_point() else first
        for name, first in kept[0].items()
        if name != "n_averaged"
    }


def layers_in(weights: dict[str, torch.Tensor]) -> int:
    """How many layers of the encoder were kept."""
    numbers = [int(name.split("encoder.layer.")[1].split(".")[0]) for name in weights if "encoder.layer." in name]
    return max(numbers) + 1


if __name__ == "__main__":
    main()
