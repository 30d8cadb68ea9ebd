"""Train the head that tells whether somebody says it, and whether that is the source.

    python -m training.statement_head JUDGED.npz --out FOLDER

JUDGED.npz was written by `training.judged_data`. A logistic regression over the features that
`reportedly.reading.attribution.statement_model` makes. The printed figures are of reports that a model has not seen, in
five parts; the model that is written has seen all. Writes FOLDER/statement.onnx.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sklearn.pipeline import Pipeline

PARTS = 5
STRENGTH = 5e-4
"""Inverse of the penalty on the squares of the weights."""
LEFT_OUT = (0.2, 0.25, 0.3, 0.4)


def main() -> None:
    """Read, compare, train, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("judged", type=Path)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    data = np.load(given.judged)
    x, right = data["features"], data["right"]
    chances = np.zeros(len(right))
    for seen, unseen in GroupKFold(PARTS).split(x, groups=data["report"]):
        chances[unseen] = _trained(x[seen], right[seen]).predict_proba(x[unseen])[:, 1]
    _report(right, data["statement"], chances)
    onnx.save(as_onnx(_trained(x, right)), str(given.out / "statement.onnx"))


def _trained(x: NDArray[np.float32], y: NDArray[np.bool_]) -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=300)).fit(x, y)


def _report(right: NDArray[np.bool_], statement: NDArray[np.bool_], chances: NDArray[np.float64]) -> None:
    """The area under the curve, and what a least chance leaves out."""
    area = roc_auc_score(right, chances)
    print(f"{right.mean():.1%} of {len(right)} are right; area under the curve {area:.3f}")
    for least in LEFT_OUT:
        out = chances < least
        none, wrong = 1 - statement[out].mean(), 1 - right[out].mean()
        print(f"  below {least}: {out.mean():.1%}, of these {wrong:.1%} wrong, {none:.1%} no statements")
        print(f"    of the others {right[~out].mean():.1%} are right")


def as_onnx(model: Pipeline) -> onnx.ModelProto:
    """The regression as one linear layer with the scaling in its weights."""
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    bias = regression.intercept_[0] - weights @ scaler.mean_
    initial = [
        numpy_helper.from_array(weights[:, None].astype(np.float32), "weights"),
        numpy_helper.from_array(np.array([bias], dtype=np.float32), "biases"),
    ]
    nodes = [
        helper.make_node("Gemm", ["features", "weights", "biases"], ["scores"]),
        helper.make_node("Sigmoid", ["scores"], ["chances"]),
    ]
    graph = helper.make_graph(
        nodes,
        "statement",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, len(weights)])],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, [None, 1])],
        initial,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made)
    return made


if __name__ == "__main__":
    main()
