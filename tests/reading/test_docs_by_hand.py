"""The builder of parses by hand says what it is given."""

from __future__ import annotations

from tests.reading.docs import doc

TWO = """
Ana     NNP  compound  2  ent=PERSON
Ruiz    NNP  nsubj     3  ent=PERSON
resigned VBD ROOT      0  lemma=resign
.       .    punct     3

She     PRP  nsubj     3
had     VBD  aux       3
waited  VBN  ROOT      0  lemma=wait
.       .    punct     3
"""


def test_words_heads_and_sentences_are_as_written() -> None:
    made = doc(TWO)
    assert made.text == "Ana Ruiz resigned. She had waited."
    assert [s.text for s in made.sents] == ["Ana Ruiz resigned.", "She had waited."]
    assert [(t.text, t.head.text, t.pos_, t.lemma_) for t in made][4:7] == [
        ("She", "waited", "PRON", "she"),
        ("had", "waited", "AUX", "have"),
        ("waited", "waited", "VERB", "wait"),
    ]
    assert [(e.text, e.label_) for e in made.ents] == [("Ana Ruiz", "PERSON")]
