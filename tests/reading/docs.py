"""Parses written down by hand, so that a rule can be tested on a given parse and without the trained pipeline.

One word a line, in columns parted by blanks: word, tag (Penn), dependency label, number of its head in the sentence
from 1 (0 for the root), then, where they matter, `lemma=` and `ent=`. A blank line parts two sentences:

    The     DT   det    2
    mayor   NN   nsubj  3
    resigned VBD ROOT   0   lemma=resign
    .       .    punct  3
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from reportedly.reading.parsed import Parsed

_POS = {
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "VERB"),
    **dict.fromkeys(("JJ", "JJR", "JJS"), "ADJ"),
    **dict.fromkeys(("RB", "RBR", "RBS", "WRB"), "ADV"),
    **dict.fromkeys(("PRP", "WP", "WDT", "EX"), "PRON"),
    **dict.fromkeys(("DT", "PDT", "PRP$", "WP$"), "DET"),
    **dict.fromkeys(("MD",), "AUX"),
    **dict.fromkeys(("TO", "POS", "RP"), "PART"),
    **dict.fromkeys(("IN",), "ADP"),
    **dict.fromkeys(("CC",), "CCONJ"),
    **dict.fromkeys(("CD",), "NUM"),
}
"""The part of speech of a tag; everything else is punctuation."""
_LEMMAS = {
    "was": "be",
    "were": "be",
    "is": "be",
    "are": "be",
    "been": "be",
    "has": "have",
    "had": "have",
    "said": "say",
}
_NO_BLANK_BEFORE = (",", ".", "?", ":", ";", "'s", "’s", "n't", "n’t", "'ll", "’ll", "”", ")")
_NO_BLANK_AFTER = ("“", "(")


def doc(rows: str) -> Doc:
    """The parse of these rows."""
    words: list[str] = []
    tags: list[str] = []
    poses: list[str] = []
    deps: list[str] = []
    heads: list[int] = []
    lemmas: list[str] = []
    entities: list[str] = []
    for sentence in rows.strip().split("\n\n"):
        first = len(words)
        for number, line in enumerate(sentence.strip().splitlines()):
            word, tag, dep, head, *rest = line.split()
            named = dict(cell.split("=", 1) for cell in rest)
            words.append(word)
            tags.append(tag)
            poses.append("AUX" if dep in ("aux", "auxpass") and tag != "TO" else _POS.get(tag, "PUNCT"))
            deps.append(dep)
            heads.append(first + (int(head) - 1 if int(head) else number))
            lemmas.append(
                named.get("lemma") or _LEMMAS.get(word.lower(), word if tag.startswith("NNP") else word.lower())
            )
            entities.append(_bio(named.get("ent"), entities))
    spaces = [
        following not in _NO_BLANK_BEFORE and word not in _NO_BLANK_AFTER
        for word, following in zip(words, [*words[1:], "."], strict=True)
    ]
    return Doc(
        _vocab(),
        words=words,
        spaces=spaces,
        tags=tags,
        pos=poses,
        deps=deps,
        heads=heads,
        lemmas=lemmas,
        ents=entities,
    )


def parsed(rows: str) -> Parsed:
    """The same as what the stages of reading take."""
    return Parsed.of(doc(rows))


def _bio(label: str | None, before: list[str]) -> str:
    """The label of a word in an entity: one after another of the same kind are one entity."""
    if label is None:
        return "O"
    return f"I-{label}" if before and before[-1].endswith(f"-{label}") else f"B-{label}"


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab
