"""Whole noun phrases: a source that a tag or a rule cut within its noun phrase gets the rest of it, and no more.

"The site manager at the" goes on to "depot", "Harbour" is followed by its "Watch";
"this week" in "the council this week" belongs to the verb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.roles import BodyUse
from reportedly.reading.text.punctuation import HYPHENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.text.syntax import Span, Syntax

_MODIFIERS = frozenset({"det", "predet", "compound", "amod", "nummod", "quantmod", "nmod", "poss"})
_OF_THE_VERB = frozenset({"advmod", "npadvmod"})
_RELATIVE = frozenset({"WP", "WDT"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_LONGEST_REST = 3
"""Tokens from the end of a source to the noun that its last word modifies."""


def whole_source(g: Syntax, source: Span, taken: Sequence[Span]) -> Span:
    """The source with the rest of its first and last noun phrase, as far as cue and content, `taken`, leave it."""
    start, end = g.token_at(source[0]), g.token_at(source[1] - 1) + 1
    first = start
    clause = g.tag[end - 1] in _RELATIVE  # the relative pronoun alone may be the source: nothing is added in front
    while first > 0 and not clause and (g.dep[first - 1] in _MODIFIERS or g.tag[first - 1] == "HYPH"):
        if not first <= g.head[first - 1] < end or not _may_join(g, first - 1, first, taken):
            break
        first -= 1
    if g.tag[first] == "HYPH" or (first < start and g.tag[first - 1] == "HYPH"):
        first = start
    if first == start and g.low[start] == "that" and g.dep[start] == "mark" and start < end - 1:
        first += 1
    last = _last_of_phrase(g, start, end)
    if last == end - 1 and _is_cut(g, start, last):
        noun = g.head[last]
        if all(_may_join(g, i, i + 1, taken) and not g.is_verb(i + 1) for i in range(last, noun)):
            last = _with_of(g, noun, taken)
    if (first, last) == (start, end - 1):
        return source
    return (g.char[first] if first != start else source[0], g.end[last] if last != end - 1 else source[1])


def _is_cut(g: Syntax, start: int, last: int) -> bool:
    """True if the last word of a source modifies a noun right behind it; a genitive before a noun is whole."""
    noun = g.head[last]
    cut = g.dep[last] in _MODIFIERS and last < noun <= last + _LONGEST_REST and g.tag[noun] in _NOUNS
    if not cut or g.tag[last] == "PRP$" or g.tag[last + 1] == "POS":
        return False
    # In a headline "Ruiz | wages campaign" may be parsed as a noun of three words.
    named = g.words[start][:1].isupper() and g.tag[start] != "DT"
    return start < last or not named or g.words[last + 1][:1].isupper() or g.words[last + 1] in HYPHENS


def _last_of_phrase(g: Syntax, start: int, end: int) -> int:
    """The last token before adverbs and times at the end that the verb has: "Ruiz and Lind | jointly"."""
    for i in range(end - 1, start, -1):
        if g.dep[i] in _OF_THE_VERB and not start <= g.head[i] < end and g.left[i] > start and g.right[i] == end - 1:
            last = g.left[i] - 1
            made = roles.bodies().get(g.low[last])
            if made is not None and made.use in {BodyUse.FINDING, BodyUse.UTTERANCE}:
                break  # "a poll | last week" is of that week
            return last - (g.low[last] == "," and last > start)
    return end - 1


def _with_of(g: Syntax, noun: int, taken: Sequence[Span]) -> int:
    """The last token of a noun with what follows "of": "a | group of agents"."""
    of = next((c for c in g.children[noun] if c == noun + 1 and g.low[c] == "of"), None)
    if of is None:
        return noun
    thing = next((c for c in g.children[of] if g.dep[c] == "pobj"), None)
    whole = thing is not None and all(_may_join(g, i, i + 1, taken) for i in range(noun, thing))
    return thing if whole and thing is not None else noun


def _may_join(g: Syntax, i: int, k: int, taken: Sequence[Span]) -> bool:
    """True if token `k`, next to `i`, is in the same sentence and line, and both are free for the source."""
    if g.sent[i] != g.sent[k] or not (g.words[i].strip() and g.words[k].strip()):
        return False
    return not any(start < g.end[t] and g.char[t] < end for start, end in taken for t in (i, k))
