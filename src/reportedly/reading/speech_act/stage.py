"""Speech acts: what a source does by saying something, how sure it is, and in what manner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.lexicon.hedges import ORDER
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act, Certainty, Manner, Polarity, Quote
from reportedly.reading.speech_act.certainty import (
    certainty_beside_cue,
    certainty_of_content,
    certainty_of_hearsay,
    is_beyond_doubt,
)
from reportedly.reading.speech_act.content import (
    act_in_own_voice,
    act_of_content,
    calls_untrue,
    commits_speaker,
    is_own_step_ahead,
    longest_part,
    root_of,
)
from reportedly.reading.speech_act.cue import (
    asks_whether,
    cue_word,
    frame_of,
    is_first_time,
    is_held_back,
    is_negated,
    is_neither,
    manner_of,
    plea_of,
    says_nothing,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.lexicon.cues import Cue
    from reportedly.model import EventMention, Statement
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Syntax

_NOT_SO = -0.5
"""Factuality from which on something is presented as rather not so, on the scale from -3 to 3."""
_UNDONE_BY_NOT = frozenset({Act.CONFIRM, Act.DENY, Act.PROMISE, Act.ACCUSE, Act.DECLINE})
"""Acts whose negation leaves nothing said: "has not denied", "did not confirm"."""

Force = tuple[Act, Polarity, Certainty]
"""Act, polarity and certainty of a statement, before hedges."""
_DECLINED: Force = (Act.DECLINE, Polarity.POSITIVE, Certainty.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechAct:
    """What a source does by saying something: it confirms, denies, predicts, surely or not, in speech or writing."""

    act: Act = Act.ASSERT
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.UNKNOWN
    manner: Manner = Manner.SPEECH
    first_time: bool = False
    """True where the report says that the source had never said so before."""


def find_speech_act(parsed: Parsed, said: Attribution) -> SpeechAct:
    """The speech act of a statement, by its cue, the cue's context and the content."""
    g = parsed.syntax
    if said.cue is None:
        return SpeechAct(
            act=act_in_own_voice(g, said.content),
            certainty=certainty_of_content(g, said.content) or Certainty.CERTAIN,
            manner=Manner.WRITING,
        )
    cue, entry = cue_word(g, said)
    act, polarity, sure = _force(g, said, cue, entry)
    if act is not Act.DECLINE:
        hedged = (
            certainty_beside_cue(g, cue),
            certainty_of_content(g, said.content),
            certainty_of_hearsay(g, said, cue),
        )
        sure = min([sure, *(h for h in hedged if h is not None)], key=ORDER.index)
    return SpeechAct(
        act=act,
        polarity=polarity,
        certainty=sure,
        manner=manner_of(g, cue, entry),
        first_time=is_first_time(g, said, cue),
    )


def with_polarity(
    parsed: Parsed, statements: Sequence[Statement], events: Sequence[EventMention]
) -> tuple[Statement, ...]:
    """The statements, negative where their source presents what they are mainly about as not so.

    What a cue denies stays denied, and who declines says neither.
    """
    g = parsed.syntax
    presented = {
        (e.statement, e.trigger.start): e.factuality if e.said_factuality is None else e.said_factuality for e in events
    }
    out = []
    for s in statements:
        _, _, root = root_of(g, longest_part(s.content))
        if root < g.n and is_beyond_doubt(g, root):
            out.append(s)
            continue
        sure = presented.get((s.id, g.char[root])) if root < g.n else None
        if sure is not None and sure <= _NOT_SO and s.act not in (Act.DENY, Act.DECLINE):
            s = replace(s, polarity=Polarity.NEGATIVE)
        out.append(s)
    return tuple(out)


def _force(g: Syntax, said: Attribution, cue: int, entry: Cue | None) -> Force:
    """The force of the cue in its context and with its content."""
    if entry is None:
        force = (Act.ASSERT, Polarity.POSITIVE, Certainty.CERTAIN)
    else:
        force = (entry.act_in(frame_of(said)), entry.polarity, entry.certainty)
    plea = plea_of(g, cue)
    if plea is not None:
        return plea, Polarity.NEGATIVE if plea is Act.DENY else Polarity.POSITIVE, Certainty.CERTAIN
    if frame_of(said) == "silence":
        return _DECLINED
    undone = _undone(g, said, cue, entry, force[0])
    if undone is not None:
        return undone
    if (
        g.lemma[cue] in word_set("asking")
        and frame_of(said) != "p:for"
        and (force[0] is not Act.DEMAND or asks_whether(g, cue, said.content[0].start))
    ):
        return Act.ASSERT, force[1], Certainty.UNKNOWN
    return _by_content(g, said, cue, entry, force)


def _undone(g: Syntax, said: Attribution, cue: int, entry: Cue | None, act: Act) -> Force | None:
    """The force of a cue that is negated or held back; None where it is neither."""
    negated, held_back = is_negated(g, cue), is_held_back(g, cue)
    if entry is not None and "not" in entry.acts and (negated or held_back) and not is_neither(g, cue):
        # "Did not rule out that": possible, and a prediction where it is still to come.
        predicted = act_of_content(g, said.content) is Act.PREDICT
        return (Act.PREDICT if predicted else entry.acts["not"]), Polarity.POSITIVE, Certainty.POSSIBLE
    if held_back or says_nothing(g, said, act) or (negated and act in _UNDONE_BY_NOT):
        return _DECLINED
    return _negation(entry) if negated and entry is not None else None


def _negation(entry: Cue) -> Force:
    """The force of a negated cue: not to believe is to deny, not to say is to decline."""
    if entry.act not in (Act.ASSERT, Act.ESTIMATE):
        return entry.act, Polarity.NEGATIVE, entry.certainty
    if entry.manner is Manner.THOUGHT:
        return Act.DENY, Polarity.NEGATIVE, Certainty.PROBABLE
    return _DECLINED


def _by_content(g: Syntax, said: Attribution, cue: int, entry: Cue | None, force: Force) -> Force:
    """The force with the content taken into account, which may say more than the cue: "said that we deny"."""
    act, polarity, sure = force
    if act is Act.EVALUATE and calls_untrue(g, said.content):
        return Act.DENY, Polarity.NEGATIVE, sure
    thought = entry is not None and entry.manner is Manner.THOUGHT
    if act is Act.ASSERT or (thought and act is Act.ESTIMATE):
        return _asserted(g, said, cue, force)
    if act is Act.PREDICT and g.lemma[cue] == "warn" and is_own_step_ahead(g, said.content):
        return Act.PROMISE, polarity, sure
    if act is Act.ESTIMATE and act_of_content(g, said.content) is Act.PREDICT:
        return Act.PREDICT, polarity, sure
    if act is Act.EVALUATE and entry is not None and said.quote is not Quote.DIRECT:
        shown = act_of_content(g, said.content)
        if shown is Act.PREDICT or (shown is Act.ACCUSE and thought):
            return shown, polarity, sure
    return force


def _asserted(g: Syntax, said: Attribution, cue: int, force: Force) -> Force:
    """The force of "said" and "thinks": the act that shows in the content."""
    _, polarity, sure = force
    shown = act_of_content(g, said.content)
    if shown is Act.DECLINE:
        return _DECLINED
    if shown is Act.DENY:
        return Act.DENY, Polarity.NEGATIVE, sure
    if shown is Act.PREDICT and said.quote is Quote.INDIRECT and commits_speaker(g, said.source, said.content):
        return Act.PROMISE, polarity, sure
    if shown is None or (shown is Act.PREDICT and g.lemma[cue] in word_set("giving notice")):
        return force
    return shown, polarity, sure
