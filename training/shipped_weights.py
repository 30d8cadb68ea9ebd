"""Turn the shipped models back into a run, so that another run can start from it.

    python -m training.shipped_weights --encoder MODEL_FOLDER --models src/reportedly/models --out RUN_FOLDER

Weights that were rounded to int8 come back as multiples of their scale; exported again they are the same numbers.
"""

from __future__ import annotations

import argparse
import json
from functools import reduce
from operator import or_
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.tagger_model import TaggerModel, Vocabulary


def kept_in(path: Path) -> dict[str, torch.Tensor]:
    """The weights in a graph, by the names of the model; matrices are laid out as in PyTorch."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    used = {name.removesuffix("_quantized"): node.name for node in graph.node for name in node.input}
    found = {}
    for name in sorted(n.removesuffix("_quantized") for n in held if not n.endswith(("_scale", "_zero_point"))):
        value = held.get(name)
        if value is None:
            whole = held[f"{name}_quantized"].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)
            value = (whole * held[f"{name}_scale"]).astype(np.float32)
        if name.startswith("onnx::MatMul"):
            # The exporter numbers matrices; the node that multiplies has the name.
            name, value = ".".join([*used[name].split("/")[1:-1], "weight"]), value.T
        elif name.endswith("_Transposed"):
            name, value = name.removesuffix("_Transposed"), value.T
        name = name.removeprefix("reader.")
        if name.startswith("layer."):
            name = f"encoder.encoder.{name}"
        found[name] = torch.from_numpy(value.copy())
    return found


def main() -> None:
    """Read the graphs and write the weights as a run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--models", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    reader = given.models / "reader.onnx"
    card = json.loads({p.key: p.value for p in onnx.load(reader).metadata_props}["card"])
    first, last = card["border"]
    vocabulary = Vocabulary(card["columns"], first, last, card["unknown"])
    heads = (kept_in(given.models / name) for name in ("between.onnx", "acts.onnx"))
    weights = reduce(or_, heads, kept_in(reader))
    TaggerModel(given.encoder, vocabulary).load_state_dict(weights)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save({"averaged": weights}, given.out / "state.pt")
    (given.out / "vocabulary.json").write_text(vocabulary.to_json(), "utf-8")


if __name__ == "__main__":
    main()
