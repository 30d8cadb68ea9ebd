"""Inflection: the past and the third person of verbs."""

from __future__ import annotations

from functools import cache

from reportedly.lexicon import table

_VOWELS = "aeiou"


def past_of(gerund: str, lemma: str, *, plural: bool) -> str:
    """The simple past of a verb, from its gerund, which has its consonants doubled: "stopping" is "stopped"."""
    if lemma == "be":
        return "were" if plural else "was"
    if lemma in _irregular():
        return _irregular()[lemma]
    stem = gerund.removesuffix("ing")
    if lemma.endswith("ie"):
        return f"{lemma}d"
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return f"{stem[:-1]}ied"
    return f"{stem}d" if stem.endswith("e") else f"{stem}ed"


def base_of(gerund: str, lemma: str) -> str:
    """The base form of a verb; a lemma that lacks the "e" it had, as the gerund is not doubled, gets it: "hoping"."""
    short = sum(c in _VOWELS for c in lemma) == 1 and len(lemma) > 2 and lemma[-2] in _VOWELS
    return f"{lemma}e" if short and lemma[-1] not in f"{_VOWELS}wxy" and gerund == f"{lemma}ing" else lemma


def third_person_of(verb: str) -> str:
    """The third person singular of the present: "welcome" is "welcomes"; it need not be in small letters."""
    known = _SINGULAR.get(verb)
    if known is not None:
        return known
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


_SINGULAR = {"am": "is", "are": "is", "'m": "is", "’m": "is", "'re": "is", "’re": "is"} | {
    "have": "has", "'ve": "has", "’ve": "has", "were": "was", "do": "does"
}  # fmt: skip


@cache
def _irregular() -> dict[str, str]:
    return {row["verb"]: row["past"] for row in table("irregular_verbs.tsv")}
