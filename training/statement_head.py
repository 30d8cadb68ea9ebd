"""Train the head that tells whether somebody says it, and whether the source is read right.

    python -m training.statement_head JUDGED.npz --out FOLDER

JUDGED.npz was written by `training.judged_data`. Two logistic regressions over the features that
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
LEFT_OUT = (0.3, 0.4, 0.5, 0.6)


def main() -> None:
    """Read, compare, train, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("judged", type=Path)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    data = np.load(given.judged)
    x, targets = data["features"], np.stack([data["statement"], data["right"]], axis=1)
    chances = np.zeros(targets.shape)
    for seen, unseen in GroupKFold(PARTS).split(x, groups=data["report"]):
        for k in range(targets.shape[1]):
            chances[unseen, k] = _trained(x[seen], targets[seen, k]).predict_proba(x[unseen])[:, 1]
    _report(targets, chances)
    models = [_trained(x, targets[:, k]) for k in range(targets.shape[1])]
    onnx.save(as_onnx(models), str(given.out / "statement.onnx"))


def _trained(x: NDArray[np.float32], y: NDArray[np.bool_]) -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=300)).fit(x, y)


def _report(targets: NDArray[np.bool_], chances: NDArray[np.float64]) -> None:
    """The areas under the curves, and what a least chance of being a statement leaves out."""
    for k, name in enumerate(("statement", "right")):
        area = roc_auc_score(targets[:, k], chances[:, k])
        print(f"{name}: {targets[:, k].mean():.1%} of {len(targets)}, area under the curve {area:.3f}")
    for least in LEFT_OUT:
        out = chances[:, 0] < least
        print(f"  below {least}: {out.mean():.1%} left out, of these {1 - targets[out, 0].mean():.1%} no statements")


def as_onnx(models: list[Pipeline]) -> onnx.ModelProto:
    """The regressions as one linear layer with the scaling in its weights."""
    weights, biases = [], []
    for model in models:
        scaler, regression = model[0], model[-1]
        w = regression.coef_[0] / scaler.scale_
        weights.append(w)
        biases.append(regression.intercept_[0] - w @ scaler.mean_)
    initial = [
        numpy_helper.from_array(np.stack(weights, axis=1).astype(np.float32), "weights"),
        numpy_helper.from_array(np.array(biases, dtype=np.float32), "biases"),
    ]
    nodes = [
        helper.make_node("Gemm", ["features", "weights", "biases"], ["scores"]),
        helper.make_node("Sigmoid", ["scores"], ["chances"]),
    ]
    graph = helper.make_graph(
        nodes,
        "statement",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, len(weights[0])])],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, [None, len(models)])],
        initial,
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(made)
    return made


if __name__ == "__main__":
    main()
