"""Train the boosted trees that say whether two statements are of one claim, and if so on opposite sides.

    python -m training.pair_trees PAIRS.npz... --out FOLDER [--rounds 120]

The files were written by `training.pair_data` and `training.labelled_pairs`. The printed figures are of stories
that a model has not seen, in five parts; the model that is written has seen all. Writes FOLDER/pairtrees.onnx.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PARTS = 5
ONE_CLAIM = ("same", "contradicts")
SHARES = (0.03, 0.06, 0.1, 0.15, 0.2, 0.3)


def main() -> None:
    """Read, compare, train, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pairs", type=Path, nargs="+")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--rounds", type=int, default=120)
    given = options.parse_args()
    parts = [np.load(path) for path in given.pairs]
    x = np.concatenate([p["features"] for p in parts])
    relation = np.concatenate([p["relation"] for p in parts])
    y = np.isin(relation, ONE_CLAIM)
    contrary = relation == "contradicts"
    story = np.concatenate([p["story"] for p in parts])
    new = np.concatenate([p["statement"] for p in parts])
    _, number = np.unique(story, return_inverse=True)
    chances, sides = np.zeros(len(y)), np.zeros(len(y))
    for part in range(PARTS):
        held = number % PARTS == part
        chances[held] = _trained(x[~held], y[~held], given.rounds).predict_proba(x[held])[:, 1]
        other_side = _trained(x[~held & y], contrary[~held & y], given.rounds)
        sides[held] = other_side.predict_proba(x[held])[:, 1]
    _report(chances, y, np.char.add(np.char.add(story, " "), new))
    sure = y & (chances >= 0.5)
    print(f"sides of {sure.sum()} pairs from 0.5 on: {((sides >= 0.5) == contrary)[sure].mean():.1%} right")
    models = [_trained(x, y, given.rounds), _trained(x[y], contrary[y], given.rounds)]
    onnx.save(as_onnx(models, x.shape[1]), str(given.out / "pairtrees.onnx"))


def _trained(x: NDArray[np.float32], y: NDArray[np.bool_], rounds: int) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.04,
        max_leaf_nodes=8,
        min_samples_leaf=200,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=1,
    )
    return model.fit(x, y)


def _report(chances: NDArray[np.float64], y: NDArray[np.bool_], statements: NDArray[np.str_]) -> None:
    """Average precision; and how many links are right if the surest share of statements is linked to its best."""
    order = np.argsort(-chances)
    hits = y[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    print(f"{len(y)} pairs, {y.mean():.1%} of one claim; average precision {precision[hits].mean():.3f}")
    best: dict[str, tuple[float, bool]] = {}
    for key, chance, right in zip(statements.tolist(), chances.tolist(), y.tolist(), strict=True):
        if key not in best or chance > best[key][0]:
            best[key] = chance, right
    ranked = sorted(best.values(), reverse=True)
    for share in SHARES:
        first = ranked[: max(1, int(share * len(ranked)))]
        print(f"{share:.0%} linked: {sum(right for _, right in first) / len(first):.1%} right, from {first[-1][0]:.2f}")


def as_onnx(models: Sequence[HistGradientBoostingClassifier], width: int) -> onnx.ModelProto:
    """The trees as a graph: "features", (pairs, width), to "chances", (pairs, models)."""
    parts = [_node(model, f"odds{number}") for number, model in enumerate(models)]
    outputs = [part.output[0] for part in parts]
    joined = helper.make_node("Concat", outputs, ["odds"], axis=1)
    graph = helper.make_graph(
        [*parts, joined, helper.make_node("Sigmoid", ["odds"], ["chances"])],
        "pairtrees",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, width])],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, [None, len(models)])],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    made = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    onnx.checker.check_model(made)
    return made


def _node(model: HistGradientBoostingClassifier, output: str) -> onnx.NodeProto:
    """The trees of one model as a node of the graph."""
    nodes: dict[str, list[Any]] = {name: [] for name in _FIELDS}
    leaves: dict[str, list[Any]] = {"target_treeids": [], "target_nodeids": [], "target_ids": [], "target_weights": []}
    for tree, (predictor,) in enumerate(model._predictors):
        for at, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            row = (tree, at, int(node["feature_idx"]), float(node["num_threshold"]))
            left, right = int(node["left"]), int(node["right"])
            values = (*row, "LEAF" if leaf else "BRANCH_LEQ", left, right, int(node["missing_go_to_left"]), 1.0)
            for name, value in zip(_FIELDS, values, strict=True):
                nodes[name].append(0 if leaf and name in _OF_BRANCHES else value)
            if leaf:
                for name, value in zip(leaves, (tree, at, 0, float(node["value"])), strict=True):
                    leaves[name].append(value)
    return helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        [output],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[float(np.ravel(model._baseline_prediction)[0])],
        post_transform="NONE",
        **nodes,
        **leaves,
    )


_FIELDS = (
    "nodes_treeids",
    "nodes_nodeids",
    "nodes_featureids",
    "nodes_values",
    "nodes_modes",
    "nodes_truenodeids",
    "nodes_falsenodeids",
    "nodes_missing_value_tracks_true",
    "nodes_hitrates",
)
_OF_BRANCHES = {"nodes_featureids", "nodes_values", "nodes_truenodeids", "nodes_falsenodeids"}


if __name__ == "__main__":
    main()
