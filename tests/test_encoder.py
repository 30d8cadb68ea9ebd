"""The sentence embedder: similar sentences are near, and other sentences in a batch do not matter."""

from importlib.resources import files

import numpy as np
import pytest

from reportedly import encoder
from reportedly.encoder import WIDTH, embed


def test_says_of_paraphrases_that_they_are_near() -> None:
    denial, charge, ferry = embed(
        [
            "The ministry denied that its soldiers had crossed the border.",
            "Soldiers of that country crossed the border, the neighbour's army said.",
            "A ferry sank off the coast.",
        ]
    )
    assert float(denial @ charge) > 0.5 > 0.25 > float(denial @ ferry)


def test_vectors_have_unit_length_and_do_not_depend_on_the_batch() -> None:
    texts = ["Talks ended without a deal.", "The harbour was closed " * 60, ""]
    together = embed(texts)
    assert together.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-4)
    for row, text in enumerate(texts):
        assert np.array_equal(together[row], embed([text])[0])


@pytest.mark.parametrize("model", [encoder.EMBEDDER, encoder.MATCHER])
def test_an_encoder_takes_one_text_and_quantises_what_a_layer_reads_once(model: str) -> None:
    session = encoder._session(model, 1)
    assert [(given.name, given.shape) for given in session.get_inputs()] == [("input_ids", [1, "tokens"])]
    # Query, key and value together, what they give, and two products of the feed-forward part: four in each layer.
    assert files("reportedly").joinpath("models", model).read_bytes().count(b"MatMulInteger") == 4 * 6


def test_nothing_gives_nothing() -> None:
    assert embed([]).shape == (0, WIDTH)


def test_what_is_near_is_the_same_on_every_processor() -> None:
    found = embed(
        [
            "North Korea confirmed that it had sent troops to Russia.",
            "The ministry denied that any soldier had crossed the border.",
            "Pyongyang's deployment of soldiers was acknowledged.",
            "A court fined the bank 20 million dollars on Tuesday.",
        ]
    )
    cosines = (found @ found.T)[np.triu_indices(4, 1)]
    # With saturated sums of byte products, as on some processors, they are up to 0.02 apart.
    assert cosines == pytest.approx([0.2172, 0.5815, -0.0697, 0.2103, 0.0592, -0.1076], abs=0.005)


def test_sums_of_bytes_are_exact_by_the_kernel_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "North Korea confirmed that it had sent troops to Russia.",
        "A ferry sank.",
        "The harbour was closed " * 60,
    ]
    taken = embed(texts)
    encoder._session.cache_clear()
    encoder._vector.cache_clear()
    monkeypatch.setattr(encoder, "sums_exactly", lambda: False)
    assert np.array_equal(taken, embed(texts))
    encoder._session.cache_clear()
    encoder._vector.cache_clear()


def test_a_processor_that_saturates_gets_the_exact_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    class Saturated:
        def run(self, _outputs: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
            return [np.full((len(given["bytes"]), 16), 32 * 32_767, dtype=np.int32)]

    encoder.sums_exactly.cache_clear()
    monkeypatch.setattr(encoder, "_session", lambda _name, _threads: Saturated())
    assert not encoder.sums_exactly()
    encoder.sums_exactly.cache_clear()


def test_a_text_is_computed_once_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[int] = []
    session = encoder._session

    class Counted:
        def run(self, outputs: None, given: dict[str, np.ndarray]) -> object:
            computed.append(given["input_ids"].shape[1])
            return session(encoder.EMBEDDER, 1).run(outputs, given)

    monkeypatch.setattr(
        encoder, "_session", lambda name, threads: Counted() if name == encoder.EMBEDDER else session(name, threads)
    )
    first = embed(["A copy of a paragraph.", "A lone sentence.", "A copy of a paragraph."])
    again = embed(["A copy of a paragraph."])
    assert len(computed) == 2
    assert (first[0] == first[2]).all()
    assert (again[0] == first[0]).all()
