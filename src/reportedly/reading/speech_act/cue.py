"""The cue in its context: which of its words says what is done, and whether that is negated or held back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import LexiconError
from reportedly.lexicon import cues, table
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act, Manner, Polarity

if TYPE_CHECKING:
    from reportedly.lexicon.cues import Cue
    from reportedly.model import Anchor
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.text.syntax import Syntax

_HELD_BACK_THROUGH = ("xcomp", "pcomp", "prep", "acl", "conj", "advcl", "ccomp", "advmod", "acomp")
"""Relations of a cue to the verb that holds it back."""
_DEEPEST = 6
"""Steps up from words to the cue that they belong to."""
_LONGEST = 60
"""Tokens of the sentence on each side of the cue that are looked through."""


def frame_of(said: Attribution) -> str:
    """The frame by which the content was found, as the lexicon of cues names it."""
    return said.frame.removeprefix("noun-")


def cue_word(g: Syntax, said: Attribution) -> tuple[int, Cue | None]:
    """The token of the cue that says what is done, and its entry: the last verb or noun that the lexicon has."""
    assert said.cue is not None
    noun_first = said.frame.startswith("noun")
    i = g.token_at(said.cue.start)
    best: tuple[int, Cue | None] = (min(i, g.n - 1), None)
    while i < g.n and g.char[i] < said.cue.end:
        entry = _entry(g, i)
        if noun_first and g.is_verb(i) and entry is not None and entry.act is not Act.DENY:
            entry = None
        # "Dismissed as groundless rumours the reports that ...": the rumours do nothing, whatever the parser says.
        denied = best[1] is not None and best[1].act is Act.DENY and g.dep[i] not in ("xcomp", "pcomp", "conj")
        if entry is not None and not denied and (best[1] is None or g.is_verb(i) or noun_first):
            best = (i, entry)
        elif best[1] is None and g.is_verb(i):
            best = (i, None)
        i += 1
    return best


def _entry(g: Syntax, i: int) -> Cue | None:
    if g.is_verb(i):
        verbs = cues.verbs()
        return verbs.get(g.lemma_with_particle(i)) or verbs.get(g.lemma[i])
    if g.pos[i] == "NOUN":
        return cues.nouns().get(g.lemma[i])
    if g.pos[i] == "ADJ":
        return cues.adjectives().get(g.lemma[i])
    return None


def is_negated(g: Syntax, cue: int) -> bool:
    """True if the cue is negated itself: "did not confirm", "neither confirmed nor denied", "no official said"."""
    v, hops = cue, 0
    while hops < 3:
        subject = g.child(v, "nsubj")
        if subject is not None and subject < v and any(g.low[c] in ("neither", "no") for c in g.children[subject]):
            return True
        if g.is_negated(v):
            return True
        if g.dep[v] not in ("xcomp", "conj") or not g.is_verb(g.head[v]) or g.head[v] >= v:
            return False
        if g.dep[v] == "conj" and (
            g.child(v, "nsubj") is not None or not any(g.low[c] in ("nor", "or") for c in g.children[g.head[v]])
        ):
            return False
        v, hops = g.head[v], hops + 1
    return False


def is_held_back(g: Syntax, cue: int) -> bool:
    """True if the source keeps from doing what the cue names: "declined to", "stopped short of", "was unable to"."""
    v = cue
    for _ in range(4):
        head = g.head[v]
        if head == v or g.dep[v] not in _HELD_BACK_THROUGH:
            return False
        if g.dep[v] == "conj" and (g.child(v, "nsubj") is not None or g.tag[v] not in ("VB", "VBG")):
            return False
        if g.dep[v] == "ccomp" and g.child(v, "nsubj") is not None:
            return False
        v = head
        if g.lemma[v] in ("stop", "fall"):
            return any(g.low[c] in ("short", "confirm") for c in g.children[v])
        if g.lemma[v] in word_set("holding back"):
            return True
    return False


def has_denying_cue(g: Syntax, cue: Anchor | None) -> bool:
    """True if the words of a cue deny or doubt what is said: "denied", "is sceptical", "did not believe"."""
    for i in g.tokens_within(cue.start, cue.end) if cue is not None else ():
        entry = _entry(g, i)
        if entry is not None and (Act.DENY in entry.acts.values() or entry.polarity is Polarity.NEGATIVE):
            return True
        if entry is not None and is_negated(g, i):
            return True
    return False


def is_neither(g: Syntax, cue: int) -> bool:
    """True if the cue refuses both answers: "neither confirmed nor ruled out"."""
    first = g.head[cue] if g.dep[cue] == "conj" else cue
    return any(g.low[c] == "neither" and g.dep[c] != "nsubj" for v in {first, cue} for c in g.children[v])


def asks_whether(g: Syntax, cue: int, start: int) -> bool:
    """True if the cue puts a question, and is no request: "asked whether they would leave", not "asked them to leave".

    `start` is the first character of the content.
    """
    i = g.token_at(start)
    request = g.child(cue, "ccomp") is None and any(g.tag[k] == "TO" for k in range(i, min(g.n, i + 8)))
    return not request


def plea_of(g: Syntax, cue: int) -> Act | None:
    """Confirm for "pleaded guilty", deny for "pleaded not guilty"; None for another cue."""
    guilt = g.child(cue, "acomp", "oprd", "advmod", "dobj") if g.lemma[cue] == "plead" else None
    if guilt is None or g.lemma[guilt] not in word_set("pleas of guilt"):
        return None
    return Act.DENY if g.is_negated(guilt) or g.is_negated(cue) else Act.CONFIRM


def says_nothing(g: Syntax, said: Attribution, act: Act) -> bool:
    """True if the object says that nothing was said: "mentioned no numbers"."""
    first = said.content[0]
    return act is Act.ASSERT and frame_of(said) == "np" and g.text[first.start : first.start + 3].lower() == "no "


def manner_of(g: Syntax, cue: int, entry: Cue | None) -> Manner:
    """Speech, writing or thought: "said in a statement" is writing."""
    if entry is not None and entry.manner is not Manner.SPEECH:
        return entry.manner
    for c in g.children[cue]:
        if g.dep[c] == "prep" and g.low[c] in ("in", "on", "via"):
            inner = g.child(c, "pobj")
            if inner is not None and g.lemma[inner] in word_set("written"):
                return Manner.WRITING
    return Manner.SPEECH


def is_first_time(g: Syntax, said: Attribution, cue: int) -> bool:
    """True if words beside the cue, not in the content, say that it was never said before."""
    first = last = cue
    while first > 0 and g.sent[first - 1] == g.sent[cue] and cue - first < _LONGEST:
        first -= 1
    while last + 1 < g.n and g.sent[last + 1] == g.sent[cue] and last - cue < _LONGEST:
        last += 1
    start, end = g.char[first], g.end[last]
    text = g.text[start:end]
    for a in said.content:
        s, e = max(a.start, start) - start, min(a.end, end) - start
        if s < e:
            text = text[:s] + " " * (e - s) + text[e:]
    found = _first_time_pattern().finditer(text)
    return any(_belongs_to(g, g.tokens_within(start + m.start(), start + m.end()), cue) for m in found)


def _belongs_to(g: Syntax, words: range, cue: int) -> bool:
    """True if words depend on a cue and on no other cue first: "admitted it for the first time after denying it"."""
    if cue in words:
        return g.pos[cue] == "NOUN"  # "its first admission", and not "until now had denied"
    v = next((i for i in words if g.head[i] not in words), words.start)
    for _ in range(_DEEPEST):
        above = g.head[v]
        if above == cue:
            return True
        if above == v or (above not in words and _entry(g, above) is not None):
            return False
        v = above
    return False


@cache
def _first_time_pattern() -> re.Pattern[str]:
    patterns = [row["pattern"] for row in table("first_times.tsv")]
    try:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    except re.error as problem:
        raise LexiconError(f"first_times.tsv: {problem.pattern!r} is not a regular expression: {problem}") from None
