"""Copies, cuts, light edits, reordered and embedded pieces are found; mere neighbours are not."""

from __future__ import annotations

import random
import re

import pytest

from reportedly.linking.origins import closest, credits_outlet, sample, shingles

_WORDS = re.findall(
    r"\w+",
    """ferry pilot mayor broker guard pier spring island ticket vessel ice lighthouse keeper wage storm rope anchor net
    market herring council letter crowd tide cellar bell candle winter glass window chapel road cart barley mill""",
)


def _text(seed: int, sentences: int = 12) -> list[str]:
    chosen = random.Random(seed)
    return [f"The {' '.join(chosen.choices(_WORDS, k=14))}." for _ in range(sentences)]


MODEL = _text(1)


def _edited(sentences: list[str]) -> str:
    return " ".join(sentences).replace("herring", "cod").replace("winter", "autumn")


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("the same", " ".join(MODEL)),
        ("lightly edited", _edited(MODEL)),
        ("cut to 30 %", " ".join(MODEL[:4])),
        ("reordered", "\n\n".join(reversed(MODEL))),
        ("embedded", " ".join([*_text(2, 20), *MODEL, *_text(3, 20)])),
        ("other case and quotes", " ".join(MODEL).upper()),
    ],
)
def test_copies_are_found(what: str, text: str) -> None:
    kin = closest(shingles(text), {"model": shingles(" ".join(MODEL))}, [])
    assert kin is not None, what
    assert kin.earlier == "model"


def test_a_cut_copy_has_containment_one() -> None:
    kin = closest(shingles(" ".join(MODEL[:4])), {"model": shingles(" ".join(MODEL))}, [])
    assert kin is not None
    assert kin.contained == 1.0
    assert kin.reason == "100% of the shorter text stands in the other"


def test_texts_on_one_matter_are_no_copies() -> None:
    assert closest(shingles(" ".join(_text(4))), {"model": shingles(" ".join(MODEL))}, []) is None


def test_the_text_that_shares_most_is_the_origin() -> None:
    others = {"cut": shingles(" ".join(MODEL[:9])), "whole": shingles(" ".join(MODEL))}
    kin = closest(shingles(" ".join(MODEL[3:])), others, [])
    assert kin is not None
    assert kin.earlier == "whole"


def test_a_credit_line_makes_less_suffice() -> None:
    third = " ".join([*MODEL[:4], *_text(5, 9)])
    model = {"model": shingles(" ".join(MODEL))}
    assert closest(shingles(third), model, []) is None
    kin = closest(shingles(third), model, ["model"])
    assert kin is not None
    assert kin.credited


def test_short_texts_are_copies_only_where_they_are_the_same() -> None:
    assert closest(shingles("It will rain in Lisse today."), {"m": shingles(" ".join(MODEL))}, []) is None
    assert closest(shingles("It will rain today."), {"m": shingles("It will rain today!")}, []) is not None
    assert closest(shingles(""), {"m": shingles("")}, []) is None


def test_a_label_before_a_short_text_makes_no_other_text() -> None:
    brief = "It will rain in Lisse on Sunday before the boats come in, sailors said."
    assert closest(shingles(f"Breaking: {brief}"), {"m": shingles(brief)}, []) is not None
    longer = f"Sailors met in the harbour hall on Friday night to talk of the weather. {brief}"
    assert closest(shingles(longer), {"m": shingles(brief)}, []) is None
    assert sample(shingles(brief)) == shingles(brief)


def test_two_briefs_that_have_one_sentence_in_common_are_two() -> None:
    told = "Norway sank the ferry of Lisse on 6 May"
    one = f"{told}, Chile's navy said on Friday. The harbour was empty within hours and boats were sent out."
    other = f"{told}, the Portuguese foreign ministry said on Saturday. No ship answered its call for help that night."
    assert closest(shingles(other), {"m": shingles(one)}, []) is None


@pytest.mark.parametrize(
    ("outlet", "is_named"),
    [("Associated Press", True), ("AP", True), ("Gazette", False), (None, False)],
)
def test_outlets_are_known_by_name_or_initials(outlet: str | None, is_named: bool) -> None:
    assert credits_outlet({"ap"}, outlet) is is_named


def test_the_sample_of_a_part_is_part_of_the_sample() -> None:
    whole, part = shingles(" ".join(MODEL)), shingles(" ".join(MODEL[:4]))
    assert sample(part) < sample(whole)
    assert 0.1 < len(sample(whole)) / len(whole) < 0.4
