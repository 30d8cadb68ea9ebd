"""The only door to onnxruntime: embedder, matcher, tagger and trees, each loaded on first use, once a process.

Embedder and tagger come from all-MiniLM-L6-v2 (Wang et al. 2020, Reimers and Gurevych 2019; Apache-2.0),
in int8, and ship with the package: the embedder as published (`training.export_embedder`), the tagger fine-tuned
(`training/README.md` has its card). Every text and every window is computed by itself: int8 activations are scaled
over a whole batch, so that in batches a result would depend on its neighbours.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from reportedly.errors import ModelMissing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

    Floats = NDArray[np.float32]

WIDTH = 384
WORD_WIDTH = WIDTH + 64
"""Width of the tagger's vector for a word: the encoder's own, and that of the word's features."""
LONGEST = 128
"""Word pieces of a sentence that count for its vector; what comes after is cut off."""
REMEMBERED = 2048
"""Texts whose vectors are remembered: statements of a paragraph share it, copies share all of it. They take some MB."""
EMBEDDER = "embedder.onnx"
TAGGER = "reader.onnx"
MATCHER = "matcher.onnx"
"""The embedder fine-tuned so that statements of one claim are near each other."""
TREES = "pairtrees.onnx"
"""Boosted trees over what two statements share."""
BETWEEN = "between.onnx"
"""The tagger's head for what one party does to another; its input is the tagger's vectors of a sentence's words."""
ACTS = "acts.onnx"
"""The tagger's head for the act of a statement; its input is the tagger's vectors of the words around."""
STATEMENT = "statement.onnx"
"""The tagger's head that tells whether somebody says it, and whether that is the source."""
STANDING = "standing.onnx"
"""An encoder of wordings that tells whether one is true to the text and stands alone."""
BYTE_SUMS = "bytesums.onnx"
"""A product of bytes, (rows, `_TRIED`), with weights of 127: shows whether a processor saturates sums of them."""
_TRIED = 64


def embed(texts: Sequence[str]) -> Floats:
    """Vectors of unit length, one row a text: (texts, 384); their dot product is the cosine."""
    return _embedded(texts, EMBEDDER)


def match_vectors(texts: Sequence[str]) -> Floats:
    """The same by the matcher, for texts as `linking.matching.to_match` makes them."""
    return _embedded(texts, MATCHER)


def _embedded(texts: Sequence[str], model: str) -> Floats:
    import numpy as np

    out = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for row, text in enumerate(texts):
        out[row] = _vector(text, model)
    return out


@cache
def digest(model: str) -> str:
    """16 hexadecimal digits of the SHA-256 of a model, of the tokenizer and of how the model is run.

    Vectors of another digest are others.
    """
    files = (resources.files("reportedly").joinpath("models", name) for name in (model, "tokenizer.json"))
    hashed = hashlib.sha256(" ".join(_SLOWER.get(model, ())).encode())
    for file in files:
        hashed.update(file.read_bytes() if file.is_file() else b"")
    return hashed.hexdigest()[:16]


@lru_cache(maxsize=REMEMBERED)
def _vector(text: str, model: str) -> Floats:
    vector: Floats = _session(model, 1).run(None, {"input_ids": _border_pieces(text)})[0][0]
    return vector


def pair_chances(features: Floats) -> Floats:
    """Of pairs of statements the chance that they are of one claim, and if so of opposite sides: (pairs, 2).

    `features` are those of `linking/pair_features.py`: (pairs, features).
    """
    chances: Floats = _session(TREES, 1).run(None, {"features": features})[0]
    return chances


def pieces(text: str) -> Encoding:
    """The word pieces of a whole text, without border pieces: `ids` and `offsets` in code points."""
    return _tokenizer().encode(text, add_special_tokens=False)


@dataclass(frozen=True, slots=True)
class Card:
    """The metadata in the tagger's model file; `training.export_tagger` writes it."""

    name: str
    columns: Mapping[str, Mapping[str, int]]
    """For each feature of a word its known values and their numbers; 0 is for unknown ones."""
    border: tuple[int, int]
    """The pieces before and after a window."""
    unknown: int
    """The piece for words that have none of their own."""
    types: Sequence[str]
    """Event types that may pass between two parties, in the order of the scores."""
    confidence: Mapping[str, Sequence[float]]
    """Weights of a logistic regression, by what found the statement."""


@cache
def tagger_card() -> Card:
    """The metadata of the shipped tagger."""
    stored = json.loads(_session(TAGGER, threads()).get_modelmeta().custom_metadata_map["card"])
    first, last = stored["border"]
    return Card(
        name=stored["name"],
        columns={name: {value: i + 1 for i, value in enumerate(known)} for name, known in stored["columns"].items()},
        border=(first, last),
        unknown=stored["unknown"],
        types=stored["types"],
        confidence=stored["confidence"],
    )


class WindowScores(NamedTuple):
    """The tagger's output for the words of one window."""

    roles: Floats
    """Scores of the labels: (words, labels)."""
    links: Floats
    """Scores of links: (roles, words, words)."""
    factuality: Floats
    """How far the text commits itself to what a word names, about -3 to 3: (own words,)."""
    words: Floats
    """What `between` reads: (own words, width)."""
    said: Floats
    """What `acts` reads: (words, width)."""


class Pieces(NamedTuple):
    """The tagger's input for some words: their pieces and their features."""

    ids: Sequence[int]
    word_of: Sequence[int]
    """The word of each piece; -1 for border pieces."""
    first_piece: Sequence[int]
    """The first piece of each word."""
    features: Sequence[Sequence[int]]
    """Of each word, as numbers in the card's columns."""


def tag_window(window: Pieces, own: Pieces, sentence_of: Sequence[int], place_in: Sequence[int]) -> WindowScores:
    """One pass of the tagger: roles and links of the words of a window, factuality and vectors of its `own` words.

    The own words come a sentence at a time, each between border pieces; `sentence_of` has the sentence of each
    of their pieces, `place_in` its place there, from 0.
    """
    import numpy as np

    given = {
        **dict(zip(("input_ids", "word_of", "first_piece", "features"), window, strict=True)),
        **dict(zip(("own_ids", "own_word_of", "own_first_piece", "own_features"), own, strict=True)),
        "sentence_of": sentence_of,
        "place_in": place_in,
    }
    made = _session(TAGGER, threads()).run(
        None, {name: np.array([values], dtype=np.int64) for name, values in given.items()}
    )
    return WindowScores(*(array[0] for array in made))


def between(words: Floats, source: Sequence[int], target: Sequence[int]) -> Floats:
    """Scores of the card's types for what the party of the words `source` does to that of `target`, in one sentence."""
    given = {"words": words[None]} | _one_hots(len(words), source=source, target=target)
    scores: Floats = _session(BETWEEN, 1).run(None, given)[0][0]
    return scores


def acts(words: Floats, source: Sequence[int], cue: Sequence[int], content: Sequence[int], rule: int) -> Floats:
    """Scores of the acts for the statement that has these words; `rule` is the number of what the rules say of it."""
    import numpy as np

    chosen = _one_hots(len(words), source=source, cue=cue, content=content)
    given = {"said": words[None], "rule": np.array([rule], dtype=np.int64), **chosen}
    scores: Floats = _session(ACTS, 1).run(None, given)[0][0]
    return scores


def statement(features: Floats) -> float:
    """The chance that a possible statement is one, and that its source is read right.

    `features` are those of `reading/attribution/statement_model.py`.
    """
    return float(_session(STATEMENT, 1).run(None, {"features": features[None]})[0][0, 0])


def standing(wording: str) -> float:
    """The chance that a wording is true to the text and stands alone."""
    return float(_session(STANDING, 1).run(None, {"input_ids": _border_pieces(wording)})[0][0])


def _border_pieces(text: str) -> NDArray[np.int64]:
    """The word pieces of a text between border pieces, cut to `LONGEST`: (1, pieces)."""
    import numpy as np

    ids = _tokenizer().encode(text).ids
    return np.array([ids if len(ids) <= LONGEST else [*ids[: LONGEST - 1], ids[-1]]], dtype=np.int64)


def _one_hots(words: int, **chosen: Sequence[int]) -> dict[str, Floats]:
    """By name, ones for the chosen words and zeros for all others: (1, words)."""
    import numpy as np

    out = {}
    for name, places in chosen.items():
        out[name] = np.zeros((1, words), dtype=np.float32)
        out[name][0, list(places)] = 1
    return out


THREADS = "REPORTEDLY_THREADS"
"""Environment variable: threads that the tagger may take; worker processes, which share out the cores, get one."""


def threads() -> int:
    """Two if there are two cores, unless set; each row is summed by one thread, so that results do not depend on it."""
    setting = os.environ.get(THREADS, "")
    return max(1, int(setting)) if setting.isdigit() else min(2, os.cpu_count() or 1)


_SLOWER = {name: ["SkipLayerNormFusion"] for name in (TAGGER, EMBEDDER, MATCHER, STANDING)}
"""Fusions that make a model slower: sum and norm of a layer take four times as long in one kernel as in two."""


_EIGHT_BITS = (EMBEDDER, MATCHER)
"""Models whose weights have eight bits; those of the others have seven, so that no sum of theirs can saturate."""
_EXACT = "session.x64quantprecision"
"""Sums bytes exactly on every processor, in twice the time of the kernel for VNNI, which is exact as well."""


@cache
def sums_exactly() -> bool:
    """True if the fastest kernel adds products of bytes without saturating.

    Processors without VNNI saturate: vectors, and so claims, would differ. Two products that do are added to see.
    """
    import numpy as np

    summed = _session(BYTE_SUMS, 1)
    return all(
        (summed.run(None, {"bytes": np.full((rows, _TRIED), 255, dtype=np.uint8)})[0] == _TRIED * 127 * 255).all()
        for rows in (1, 16)
    )


@cache
def _session(name: str, threads: int) -> InferenceSession:
    import onnxruntime

    model = resources.files("reportedly").joinpath("models", name)
    if not model.is_file():
        raise ModelMissing(f"a trained model (reportedly/models/{name}) is missing: reinstall reportedly")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    if name in _EIGHT_BITS and not sums_exactly():
        options.add_session_config_entry(_EXACT, "1")
    return onnxruntime.InferenceSession(
        model.read_bytes(), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER.get(name, [])
    )


@cache
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    words = resources.files("reportedly").joinpath("models", "tokenizer.json")
    if not words.is_file():
        raise ModelMissing("the models' tokenizer (reportedly/models/tokenizer.json) is missing: reinstall reportedly")
    tokenizer = Tokenizer.from_str(words.read_text("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
