"""Event types and factuality by the trained model: its heads for the commitment of a text and for two parties."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reportedly import encoder
from reportedly.lexicon.cues import verbs
from reportedly.model import EventType
from reportedly.reading.tagger.decoding import softmax
from reportedly.reading.triggers.arguments import extent, patients
from reportedly.reading.triggers.event_types import VERBAL
from reportedly.reading.triggers.lexicon import Entry
from reportedly.reading.triggers.participants import possible_parties
from reportedly.reading.triggers.stage import Typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from reportedly.reading.tagger.features import WordFeatures
    from reportedly.reading.tagger.tagger import Tags

CORRECTS = 0.8
"""Probability from which the model's answer, "no type" among them, replaces that of the tables."""
GIVES = 0.5
"""Probability from which the model gives a type where the tables have none."""
BY_MODEL = Entry("", None, None, (), "reader")
_TYPES = {t.value: t for t in EventType}
SURE = 3.0
"""The end of the scale of factuality (Sauri and Pustejovsky 2009)."""


class ModelTyping:
    """The tagger's heads for events over one report."""

    def __init__(self, words: WordFeatures, tags: Tags) -> None:
        self._tags = tags
        self._place = words.place()
        self._tokens, self._sentences = words.tokens, words.sentences

    def factuality(self, trigger: Token) -> float:
        """The outlet's commitment to what the word names, from -3 to 3 with two decimals."""
        value = float(self._tags.factuality[self._place[trigger.i]])
        return round(min(SURE, max(-SURE, value)), 2)

    def decide(self, trigger: Token, typed: Mapping[int, Typed]) -> Typed | None:
        """The type that tables and model give together: the model may correct a type, remove it, or give one.

        It counts where both parties are known; elsewhere the tables decide alone. A verb whose object is already an
        event ("conducted strikes") is not a second one.
        """
        ruled = typed.get(trigger.i)
        if ruled is not None:
            if not ruled.actors or not ruled.recipients:
                return ruled
            chances = self.between(ruled.actors, ruled.recipients)
            best = max(chances, key=lambda t: chances[t], default=ruled.type)
            if best is ruled.type or chances[best] < CORRECTS:
                return ruled
            return None if best is None else ruled._replace(type=best, entry=BY_MODEL)
        actors, recipients = possible_parties(trigger)
        if not actors or any(o.i in typed for o in patients(trigger)):
            return None
        chances = self.between(actors, recipients)
        best = max(chances, key=lambda t: chances[t], default=None)
        if best is None or chances[best] < GIVES:
            return None
        if best not in VERBAL and trigger.lemma_.lower() in verbs():
            return None  # "the army said the rebels ...": what is said to happen is not done by saying it
        return Typed(best, BY_MODEL, actors, recipients)

    def _sentence(self, word: Token) -> int:
        return self._sentences[self._place[word.i]]

    def between(self, actors: Sequence[Token], recipients: Sequence[Token]) -> Mapping[EventType | None, float]:
        """The probability of each type of what the first actor does to the first recipient; None is for no type.

        Empty where they do not stand in one sentence.
        """
        sentence = self._sentence(actors[0])
        if self._sentence(recipients[0]) != sentence:
            return {}
        inside = self._tokens[bisect_left(self._sentences, sentence) : bisect_right(self._sentences, sentence)]
        at = {i: n for n, i in enumerate(inside)}
        source, target = ([at[i] for i in range(*extent(party[0])) if i in at] for party in (actors, recipients))
        if not source or not target:
            return {}
        chances = softmax(encoder.between(self._tags.vectors[[self._place[i] for i in inside]], source, target)[None])[
            0
        ]
        names = encoder.tagger_card().types
        return {_TYPES.get(name): float(chance) for name, chance in zip(names, chances, strict=True)}
