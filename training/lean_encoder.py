"""Write an encoder's graph again for one text at a time, with the same weights: the same vectors in less time.

    python -m training.lean_encoder MODEL.onnx OUT.onnx

MODEL.onnx is an encoder as `training.export_embedder` exports and quantises it, for batches of padded texts. One
text needs no mask and no shape that is computed; query, key and value are one product of bytes, whose input is
quantised once.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HEADS = 12


class LeanGraph:
    """A graph that is put together, with the weights of another one."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}
        self._known = {tensor.name: tensor for tensor in model.graph.initializer}
        self._products = {
            node.name or node.output[0]: node for node in model.graph.node if "MatMulInteger" in node.op_type
        }
        self._prefix = next(name for name in self._known if name.endswith("embeddings.LayerNorm.weight"))
        self._prefix = self._prefix.removesuffix("embeddings.LayerNorm.weight")
        self.layers = 1 + max(int(found[1]) for name in self._known if (found := re.search(r"layer\.(\d+)\.", name)))

    def add(self, kind: str, given: list[str], out: str, **attributes: object) -> str:
        """Add a node; returns the name of what it gives."""
        self.nodes.append(helper.make_node(kind, given, [out], **attributes))
        return out

    def array(self, name: str) -> np.ndarray:
        """A weight of the model; `name` is without what stands before all names."""
        values: np.ndarray = numpy_helper.to_array(self._known[self._prefix + name])
        return values

    def put(self, name: str, values: np.ndarray) -> str:
        """Keep a weight; returns its name."""
        self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def product(self, layer: int, parts: list[str], given: str, out: str) -> str:
        """A product of bytes with the weights of these parts side by side, and their biases."""
        found = [self._product(f"encoder/layer.{layer}/{part}/MatMul") for part in parts]
        kinds = {"quantized": 1, "scale": 0, "zero_point": 0}
        own = {
            kind: self.put(
                f"{out}.{kind}",
                np.concatenate([numpy_helper.to_array(self._known[f"{name}_{kind}"]) for name in found], axis=axis),
            )
            for kind, axis in kinds.items()
        }
        biases = [self.array(f"encoder.layer.{layer}.{part.replace('/', '.')}.bias") for part in parts]
        bias = self.put(f"{out}.bias", np.concatenate(biases))
        quantised = [f"{out}.bytes", f"{out}.step", f"{out}.zero"]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [given], quantised))
        steps = self.add("Mul", [quantised[1], own["scale"]], f"{out}.steps")
        sums = self.add(
            "MatMulInteger", [quantised[0], own["quantized"], quantised[2], own["zero_point"]], f"{out}.sums"
        )
        floats = self.add("Cast", [sums], f"{out}.floats", to=TensorProto.FLOAT)
        return self.add("Add", [bias, self.add("Mul", [floats, steps], f"{out}.scaled")], out)

    def norm(self, name: str, given: str, out: str) -> str:
        """Sum and norm of a layer."""
        own = [self.put(f"{out}.{part}", self.array(f"{name}.LayerNorm.{part}")) for part in ("weight", "bias")]
        return self.add("LayerNormalization", [given, *own], out, axis=-1, epsilon=9.999999960041972e-13)

    def _product(self, path: str) -> str:
        for name, node in self._products.items():
            if f"{path}_" in f"{name} {node.output[0]}":
                return str(node.input[1]).removesuffix("_quantized")
        raise KeyError(path)


def lean(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same encoder for one text: token ids (1, tokens) to its vector (1, width)."""
    g = LeanGraph(model)
    hidden = _embeddings(g)
    width = len(g.array("embeddings.LayerNorm.weight"))
    shapes = {
        "heads": g.put("heads", np.array([-1, 3, HEADS, width // HEADS])),
        "joined": g.put("joined", np.array([-1, width])),
    }
    factor = g.put("factor", np.array(1 / np.sqrt(width // HEADS), dtype=np.float32))
    for layer in range(g.layers):
        hidden = _layer(g, layer, hidden, shapes, factor)
    _mean(g, hidden)
    graph = helper.make_graph(
        g.nodes,
        "encoder of one text",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, width])],
        list(g.weights.values()),
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    made.ir_version = 8
    onnx.checker.check_model(made)
    return made


def _embeddings(g: LeanGraph) -> str:
    tables = {}
    for name in ("word", "position", "token_type"):
        for kind in ("quantized", "scale", "zero_point"):
            tables[name, kind] = g.array(f"embeddings.{name}_embeddings.weight_{kind}")
    axis = g.put("axis", np.array([0]))
    row = g.add("Squeeze", ["input_ids", axis], "ids")
    size = g.add("Shape", [row], "size")
    found = {
        "word": g.add("Gather", [g.put("words", tables["word", "quantized"]), row], "word.bytes"),
        "position": g.add("Slice", [g.put("positions", tables["position", "quantized"]), axis, size], "position.bytes"),
    }
    for name, given in found.items():
        kinds = [g.put(f"{name}.{kind}", tables[name, kind]) for kind in ("scale", "zero_point")]
        found[name] = g.add("DequantizeLinear", [given, *kinds], f"{name}.floats")
    zero, scale = (tables["token_type", kind] for kind in ("zero_point", "scale"))
    first = (tables["token_type", "quantized"][0].astype(np.int32) - zero.astype(np.int32)).astype(np.float32) * scale
    both = g.add("Add", [found["word"], g.put("type", first.astype(np.float32))], "word.typed")
    return g.norm("embeddings", g.add("Add", [both, found["position"]], "embedded"), "embedded.normed")


def _layer(g: LeanGraph, layer: int, given: str, shapes: dict[str, str], factor: str) -> str:
    at = f"layer{layer}"
    parts = [f"attention/self/{name}" for name in ("query", "key", "value")]
    three = g.add("Reshape", [g.product(layer, parts, given, f"{at}.three"), shapes["heads"]], f"{at}.heads")
    split = [f"{at}.{name}.rows" for name in ("query", "key", "value")]
    g.nodes.append(helper.make_node("Split", [three], split, axis=1))
    query, value = (g.add("Transpose", [split[k]], f"{at}.{k}.turned", perm=[1, 2, 0, 3]) for k in (0, 2))
    key = g.add("Transpose", [split[1]], f"{at}.key.turned", perm=[1, 2, 3, 0])
    scores = g.add("Mul", [g.add("MatMul", [query, key], f"{at}.products"), factor], f"{at}.scores")
    shares = g.add("Softmax", [scores], f"{at}.shares", axis=-1)
    mixed = g.add("Transpose", [g.add("MatMul", [shares, value], f"{at}.mixed")], f"{at}.back", perm=[0, 2, 1, 3])
    joined = g.add("Reshape", [mixed, shapes["joined"]], f"{at}.joined")
    attended = g.product(layer, ["attention/output/dense"], joined, f"{at}.attended")
    inner = g.norm(
        f"encoder.layer.{layer}.attention.output", g.add("Add", [attended, given], f"{at}.sum"), f"{at}.inner"
    )
    wide = g.product(layer, ["intermediate/dense"], inner, f"{at}.wide")
    root, one, half = (g.put(f"{at}.{name}", np.array(n, dtype=np.float32)) for name, n in _GELU)
    risen = g.add("Add", [g.add("Erf", [g.add("Div", [wide, root], f"{at}.part")], f"{at}.erf"), one], f"{at}.risen")
    active = g.add("Mul", [g.add("Mul", [wide, risen], f"{at}.double"), half], f"{at}.active")
    out = g.product(layer, ["output/dense"], active, f"{at}.narrow")
    return g.norm(f"encoder.layer.{layer}.output", g.add("Add", [out, inner], f"{at}.total"), f"{at}.out")


_GELU = (("root", np.sqrt(2)), ("one", 1.0), ("half", 0.5))


def _mean(g: LeanGraph, hidden: str) -> None:
    total = g.add("ReduceSum", [hidden, "axis"], "total", keepdims=1)
    count = g.add("Cast", ["size"], "count", to=TensorProto.FLOAT)
    mean = g.add("Div", [total, count], "mean")
    length = g.add("ReduceL2", [mean], "length", axes=[1], keepdims=1)
    least = g.put("least", np.array(1e-12, dtype=np.float32))
    g.add("Div", [mean, g.add("Clip", [length, least], "length.clipped")], "embedding")


if __name__ == "__main__":
    onnx.save(lean(onnx.load(sys.argv[1])), str(Path(sys.argv[2])))
