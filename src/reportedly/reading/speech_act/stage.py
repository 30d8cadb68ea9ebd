"""What a source does by saying something: act, polarity, certainty, manner, and whether for the first time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.hedges import ORDER, hedges
from reportedly.model import Act, Certainty, Manner, Polarity, Quote
from reportedly.reading.speech_act.content import act_of_content, own_step_ahead, root_of, sureness_of_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.lexicon.cues import Cue
    from reportedly.model import EventMention, Statement
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Syntax

_FIRST = re.compile(
    r"\bfor the first time\b|\bnever before\b|\bhad (?:not|never) (?:previously|before|until)\b"
    r"|\bbreaking (?:its|his|her|their) silence\b"
    r"|\bfirst(?: \w+){0,3} (?:acknowledg\w+|admission|confirmation|comments?|denial|statement|response|reaction)\b"
    r"|\buntil now (?:had |has |have )?(?:denied|not|never|declined|refused)\b",
    re.IGNORECASE,
)
_NO = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "without", "cannot"})
_NOT_SO = -0.5
"""Factuality from which on something is presented as rather not so, on the scale from -3 to 3."""
_UNDONE_BY_NOT = frozenset({Act.CONFIRM, Act.DENY, Act.PROMISE, Act.ACCUSE, Act.DECLINE})
"""Acts whose denial leaves nothing said: "has not denied", "did not confirm"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """How something is said."""

    act: Act = Act.ASSERT
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.UNKNOWN
    manner: Manner = Manner.SPEECH
    first_time: bool = False


def find_stance(parsed: Parsed, said: Attribution) -> Saying:
    """Read act, polarity, certainty and manner off the cue, its context and the content."""
    g = parsed.syntax
    if said.cue is None:
        shown = act_of_content(g, said.content, own_voice=True)
        ahead = shown is Act.PREDICT or shown is Act.ESTIMATE
        return Saying(
            act=shown if shown is not None and ahead else Act.ASSERT,
            certainty=sureness_of_content(g, said.content) or Certainty.CERTAIN,
            manner=Manner.WRITING,
        )
    at, entry = _cue_word(g, said)
    act, polarity, sure = _done(g, said, at, entry)
    if act is not Act.DECLINE:
        hedged = (_beside_cue(g, at), sureness_of_content(g, said.content))
        sure = min([sure, *(h for h in hedged if h is not None)], key=ORDER.index)
    return Saying(
        act=act,
        polarity=polarity,
        certainty=sure,
        manner=_manner(g, at, entry),
        first_time=_first_time(g, said, at),
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
        _, _, root = root_of(g, max(s.content, key=lambda a: a.end - a.start))
        sure = presented.get((s.id, g.char[root])) if root < g.n else None
        if sure is not None and sure <= _NOT_SO and s.act not in (Act.DENY, Act.DECLINE):
            s = replace(s, polarity=Polarity.NEGATIVE)
        out.append(s)
    return tuple(out)


def _done(g: Syntax, said: Attribution, at: int, entry: Cue | None) -> tuple[Act, Polarity, Certainty]:
    """What the cue does in its context, before hedges: act, polarity, certainty."""
    act = entry.act_in(_frame(said)) if entry else Act.ASSERT
    polarity = entry.polarity if entry else Polarity.POSITIVE
    sure = entry.certainty if entry else Certainty.CERTAIN
    declined = (Act.DECLINE, Polarity.POSITIVE, Certainty.UNKNOWN)
    negated = _negated(g, at)
    if entry is not None and "not" in entry.acts and (negated or _held_back(g, at)) and not _neither(g, at):
        return _left_open(g, said, entry.acts["not"])
    if _held_back(g, at) or _says_nothing(g, said, act) or (negated and act in _UNDONE_BY_NOT):
        return declined
    if negated and entry is not None:
        return _negation(entry)
    if g.lemma[at] in cues.word_set("asking") and (
        act is not Act.DEMAND or _asks_whether(g, at, said.content[0].start)
    ):
        return Act.ASSERT, polarity, Certainty.UNKNOWN
    if act is Act.ASSERT or (entry is not None and entry.manner is Manner.THOUGHT and act is Act.ESTIMATE):
        shown = act_of_content(g, said.content, own_voice=False)
        if shown is Act.DECLINE:
            return declined
        if shown is Act.DENY:
            return Act.DENY, Polarity.NEGATIVE, sure
        if shown is not None and not (shown is Act.PREDICT and g.lemma[at] in cues.word_set("giving notice")):
            return shown, polarity, sure
    elif act is Act.ESTIMATE and act_of_content(g, said.content, own_voice=False) is Act.PREDICT:
        return Act.PREDICT, polarity, sure
    elif act is Act.PREDICT and g.lemma[at] == "warn" and own_step_ahead(g, said.content):
        return Act.PROMISE, polarity, sure
    elif act is Act.EVALUATE and entry is not None and said.quote is not Quote.DIRECT:
        shown = act_of_content(g, said.content, own_voice=False)
        if shown is Act.PREDICT or (shown is Act.ACCUSE and entry.manner is Manner.THOUGHT):
            return shown, polarity, sure
    return act, polarity, sure


def _neither(g: Syntax, at: int) -> bool:
    """Whether the cue refuses both answers: "neither confirmed nor ruled out"."""
    first = g.head[at] if g.dep[at] == "conj" else at
    return any(g.low[c] == "neither" and g.dep[c] != "nsubj" for v in {first, at} for c in g.children[v])


def _left_open(g: Syntax, said: Attribution, act: Act) -> tuple[Act, Polarity, Certainty]:
    """ "Did not rule out that": possible, and a prediction where it is still to come."""
    shown = act_of_content(g, said.content, own_voice=False)
    return (Act.PREDICT if shown is Act.PREDICT else act), Polarity.POSITIVE, Certainty.POSSIBLE


def _says_nothing(g: Syntax, said: Attribution, act: Act) -> bool:
    """Whether the object says that nothing was said: "mentioned no numbers"."""
    first = said.content[0]
    return act is Act.ASSERT and _frame(said) == "np" and g.text[first.start : first.start + 3].lower() == "no "


def _frame(said: Attribution) -> str:
    """The frame by which the content was found, as the lexicon names it."""
    return said.frame.removeprefix("noun-")


def _cue_word(g: Syntax, said: Attribution) -> tuple[int, Cue | None]:
    """The token of the cue that says what is done, and its entry: the last verb or noun that the lexicon has."""
    assert said.cue is not None
    verbs, nouns, adjectives = cues.verbs(), cues.nouns(), cues.adjectives()
    noun_first = said.frame.startswith("noun")
    i = g.token_at(said.cue.start)
    best: tuple[int, Cue | None] = (min(i, g.n - 1), None)
    while i < g.n and g.char[i] < said.cue.end:
        entry: Cue | None = None
        if g.is_verb(i):
            particle = g.child(i, "prt")
            entry = verbs.get(f"{g.lemma[i]} {g.low[particle]}") if particle is not None else None
            entry = entry or verbs.get(g.lemma[i])
            if noun_first and entry is not None and entry.act is not Act.DENY:
                entry = None
        elif g.pos[i] == "NOUN":
            entry = nouns.get(g.lemma[i])
        elif g.pos[i] == "ADJ":
            entry = adjectives.get(g.lemma[i])
        # "Dismissed as groundless rumours the reports that ...": the rumours do nothing, whatever the parser says.
        denied = best[1] is not None and best[1].act is Act.DENY and g.dep[i] not in ("xcomp", "pcomp", "conj")
        if entry is not None and not denied and (best[1] is None or g.is_verb(i) or noun_first):
            best = (i, entry)
        elif best[1] is None and g.is_verb(i):
            best = (i, None)
        i += 1
    return best


def _negated(g: Syntax, at: int) -> bool:
    """Whether the cue is denied itself: "did not confirm", "neither confirmed nor denied", "no comment"."""
    v, hops = at, 0
    while hops < 3:
        subject = g.child(v, "nsubj")
        if subject is not None and subject < v and any(g.low[c] in ("neither", "no") for c in g.children[subject]):
            return True
        for c in g.children[v]:
            if g.low[c] in _NO and (g.dep[c] in ("neg", "preconj", "cc", "det") or (c < v and g.dep[c] == "advmod")):
                return True
        if g.dep[v] in ("xcomp", "conj") and g.is_verb(g.head[v]) and g.head[v] < v:
            if g.dep[v] == "conj" and not any(g.low[c] in ("nor", "or") for c in g.children[g.head[v]]):
                return False
            if g.dep[v] == "conj" and g.child(v, "nsubj") is not None:
                return False
            v, hops = g.head[v], hops + 1
            continue
        return False
    return False


def _held_back(g: Syntax, at: int) -> bool:
    """Whether the source keeps from doing what the cue names: "declined to", "stopped short of", "was unable to"."""
    v = at
    for _ in range(4):
        head = g.head[v]
        if head == v or g.dep[v] not in ("xcomp", "pcomp", "prep", "acl", "conj", "advcl", "ccomp", "advmod", "acomp"):
            return False
        if g.dep[v] == "conj" and (g.child(v, "nsubj") is not None or g.tag[v] not in ("VB", "VBG")):
            return False
        if g.dep[v] == "ccomp" and g.child(v, "nsubj") is not None:
            return False
        v = head
        if g.lemma[v] in cues.word_set("holding back") or g.lemma[v] in ("refusal", "reluctance", "inability"):
            return g.lemma[v] not in ("stop", "fall", "fail") or any(
                g.low[c] in ("short", "confirm") for c in g.children[v]
            ) or g.lemma[v] == "fail"  # fmt: skip
    return False


def _negation(entry: Cue) -> tuple[Act, Polarity, Certainty]:
    """What a denied cue does: not believing denies, not saying declines."""
    if entry.manner is Manner.THOUGHT and entry.act in (Act.ASSERT, Act.ESTIMATE):
        return Act.DENY, Polarity.NEGATIVE, Certainty.PROBABLE
    if entry.act in (Act.ASSERT, Act.ESTIMATE):
        return Act.DECLINE, Polarity.POSITIVE, Certainty.UNKNOWN
    return entry.act, Polarity.NEGATIVE, entry.certainty


def _asks_whether(g: Syntax, at: int, start: int) -> bool:
    """Whether the cue puts a question, not a request ("asked them to leave")."""
    i = g.token_at(start)
    end = min(g.n, i + 30)
    clause = g.child(at, "ccomp")
    return not (clause is None and any(g.tag[k] == "TO" for k in range(i, min(end, i + 8))))


def _beside_cue(g: Syntax, at: int) -> Certainty | None:
    """The least sure word among the cue's own adverbs and auxiliaries."""
    known = hedges(beside_cue=True)
    found = [known[g.low[c]] for c in g.children[at] if g.low[c] in known and g.dep[c] in ("aux", "advmod", "amod")]
    return min(found, key=ORDER.index, default=None)


def _manner(g: Syntax, at: int, entry: Cue | None) -> Manner:
    if entry is not None and entry.manner is not Manner.SPEECH:
        return entry.manner
    for c in g.children[at]:
        if g.dep[c] == "prep" and g.low[c] in ("in", "on", "via"):
            inner = g.child(c, "pobj")
            if inner is not None and g.lemma[inner] in cues.word_set("written"):
                return Manner.WRITING
    return Manner.SPEECH


def _first_time(g: Syntax, said: Attribution, at: int) -> bool:
    """Whether the words around the cue, not the content, say that it was never said before."""
    first = last = at
    while first > 0 and g.sent[first - 1] == g.sent[at] and at - first < 60:
        first -= 1
    while last + 1 < g.n and g.sent[last + 1] == g.sent[at] and last - at < 60:
        last += 1
    start, end = g.char[first], g.end[last]
    text = g.text[start:end]
    for a in said.content:
        s, e = max(a.start, start) - start, min(a.end, end) - start
        if s < e:
            text = text[:s] + " " * (e - s) + text[e:]
    return _FIRST.search(text) is not None
