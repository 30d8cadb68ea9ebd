"""Event mentions over given parses, by the tables alone."""

from __future__ import annotations

from reportedly.model import Anchor, EventType, Place, Statement
from tests.reading.docs import parsed
from tests.reading.stages import events

SHELLED = """
The       DT   det    2
army      NN   nsubj  3
shelled   VBD  ROOT   0  lemma=shell
rebels    NNS  dobj   3  lemma=rebel
in        IN   prep   3
Lira      NNP  pobj   5  ent=GPE
.         .    punct  3
"""
SAID = """
Chile     NNP  nsubj  2  ent=GPE
denied    VBD  ROOT   0  lemma=deny
that      IN   mark   5
it        PRP  nsubj  5
arrested  VBD  ccomp  2  lemma=arrest
miners    NNS  dobj   5  lemma=miner
.         .    punct  2
"""


def test_type_participants_and_place() -> None:
    given = parsed(SHELLED)
    at = given.text.index("Lira")
    place = Place(anchor=Anchor.of(given.text, at, at + 4), name="Lira", made_by="t")
    (mention,) = events(given, (), places=[place])
    assert (mention.trigger.exact, mention.type) == ("shelled", EventType.ASSAULT)
    assert [a.exact for a in mention.actors] == ["The army"]
    assert [r.exact for r in mention.recipients] == ["rebels"]
    assert mention.place == place.anchor
    assert mention.factuality == 3


def test_what_a_source_denies_is_certainly_not_so_for_it() -> None:
    given = parsed(SAID)
    said = Statement(
        id="s",
        source=Anchor.of(given.text, 0, 5),
        cue=Anchor.of(given.text, 6, 12),
        content=(Anchor.of(given.text, 13, len(given.text) - 1),),
        made_by="t",
    )
    arrested = next(e for e in events(given, [said]) if e.trigger.exact == "arrested")
    assert arrested.type is EventType.COERCE
    assert arrested.statement == "s"
    assert arrested.said_factuality == -3


def test_a_word_that_is_no_event_has_no_mention() -> None:
    assert [e.trigger.exact for e in events(parsed(SHELLED.replace("shelled   VBD", "the       DT ")), ())] == []
