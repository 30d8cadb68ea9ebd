"""The act of a statement by the trained model: the tagger's head for acts, which knows what the rules say.

What a source does by its words often shows only from what stands before them: "We fired, yes" confirms what was
alleged, "Where is the receipt?" declines to answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly import encoder
from reportedly.model import Act, Certainty, Polarity
from reportedly.reading.attribution.statement_model import tagged_words
from reportedly.reading.tagger.decoding import softmax

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.encoder import Floats
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.speech_act.stage import SpeechAct
    from reportedly.reading.tagger.features import WordFeatures
    from reportedly.reading.tagger.tagger import Tags
    from reportedly.reading.text.syntax import Syntax

ACTS = tuple(Act)
"""The acts in the order of the scores."""
WEIGHTY = frozenset({Act.CONFIRM, Act.DENY, Act.ACCUSE, Act.DECLINE})
"""Acts on which the status of a claim hangs."""
SURE = 0.4
"""Probability from which on the model gives a weighty act that the rules do not; chosen on held-out stories."""
RULES, WEIGHTY_RULES = 2.0, 3.0
"""By how much the probability of the act by the rules is raised: they are often right where the model has seen little,
and nearly always where they see a weighty act; chosen on held-out stories and real reports."""
BEFORE, AFTER = 90, 20
"""Words before and after a statement that its act may show from."""


@dataclass(frozen=True, slots=True)
class ActFeatures:
    """What the head for acts reads of one statement, in words of the tagger and as the rules see it."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    rule: int
    """The act that the rules give, as its place in `ACTS`; with the polarity: 10 more where it is negative."""


def act_features(g: Syntax, place: Mapping[int, int], said: Attribution, ruled: SpeechAct) -> ActFeatures:
    """The inputs of the head for one statement; `place` is the number of each token among the tagger's words."""
    return ActFeatures(
        source=tagged_words(g, place, [said.source] if said.source else []),
        cue=tagged_words(g, place, [said.cue] if said.cue else []),
        content=tagged_words(g, place, said.content),
        rule=ACTS.index(ruled.act) + len(ACTS) * (ruled.polarity is Polarity.NEGATIVE),
    )


def correct_acts(
    parsed: Parsed, words: WordFeatures, tags: Tags, found: Sequence[Attribution], ruled: Sequence[SpeechAct]
) -> list[SpeechAct]:
    """The speech acts of all statements of a report, with the act that model and rules give together.

    Statements in the outlet's own voice keep the act of the rules: the model has seen none.
    """
    place = words.place()
    out = []
    for said, by_rules in zip(found, ruled, strict=True):
        features = act_features(parsed.syntax, place, said, by_rules)
        if said.cue is None or not features.content:
            out.append(by_rules)
            continue
        chances = dict(zip(ACTS, softmax(_scores(tags, features)[None])[0].tolist(), strict=True))
        out.append(_with_act(by_rules, _likeliest(chances, by_rules.act)))
    return out


def _likeliest(chances: Mapping[Act, float], ruled: Act) -> Act:
    """The likeliest act; a weighty one only if the rules give it, too, or the model is sure."""
    allowed = [a for a in ACTS if a not in WEIGHTY or a is ruled or chances[a] >= SURE]
    raised = WEIGHTY_RULES if ruled in WEIGHTY else RULES
    return max(allowed, key=lambda a: chances[a] * (raised if a is ruled else 1))


def _scores(tags: Tags, features: ActFeatures) -> Floats:
    """Scores of the acts of one statement, from the words that are its context."""
    first, last = bounds_of_context([*features.source, *features.cue, *features.content])
    source, cue, content = ([i - first for i in part] for part in (features.source, features.cue, features.content))
    return encoder.acts(tags.said[first:last], source, cue, content, features.rule)


def _with_act(ruled: SpeechAct, act: Act) -> SpeechAct:
    """A speech act with another act, and what follows from that."""
    if act is ruled.act:
        return ruled
    if act is Act.DECLINE:
        return replace(ruled, act=act, polarity=Polarity.POSITIVE, certainty=Certainty.UNKNOWN)
    if act is Act.DENY:
        return replace(ruled, act=act, polarity=Polarity.NEGATIVE)
    # What was negative only because the rules took it for a denial is so no longer.
    positive = ruled.act in (Act.DENY, Act.DECLINE)
    certainty = Certainty.CERTAIN if ruled.act is Act.DECLINE else ruled.certainty
    return replace(ruled, act=act, polarity=Polarity.POSITIVE if positive else ruled.polarity, certainty=certainty)


def bounds_of_context(words: Sequence[int]) -> tuple[int, int]:
    """First word, and one past the last, of what counts as context of a statement that has these words."""
    return max(0, min(words) - BEFORE), max(words) + AFTER
