"""The only door to onnxruntime: the sentence embedder, loaded on first use, one a process.

all-MiniLM-L6-v2 (Wang et al. 2020, Reimers and Gurevych 2019; Apache-2.0) in int8,
shipped with the package; `training/export_embedder.py` made it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from reportedly.errors import ModelMissing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WIDTH = 384
LONGEST = 128
"""Word pieces of a sentence that count; what comes after is cut off."""


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of unit length, one row a text: (texts, 384); their dot product is the cosine.

    Texts go through one by one: int8 activations are scaled over what is computed
    together, so in batches a text's vector would depend on its neighbours.
    """
    import numpy as np

    out = np.zeros((len(texts), WIDTH), dtype=np.float32)
    if not texts:
        return out
    session, tokenizer = _loaded()
    for row, encoded in enumerate(tokenizer.encode_batch(list(texts))):
        ids = np.array([encoded.ids], dtype=np.int64)
        out[row] = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
    return out


@cache
def _loaded() -> tuple[InferenceSession, Tokenizer]:
    import onnxruntime
    from tokenizers import Tokenizer

    folder = resources.files("reportedly").joinpath("models")
    model, words = folder.joinpath("embedder.onnx"), folder.joinpath("tokenizer.json")
    if not (model.is_file() and words.is_file()):
        raise ModelMissing("the sentence embedder (reportedly/models/embedder.onnx) is missing: reinstall reportedly")
    options = onnxruntime.SessionOptions()
    # One thread: the order of floating-point sums, and so the vectors, must not depend on the machine's cores.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.read_bytes(), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(words.read_text("utf-8"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return session, tokenizer
