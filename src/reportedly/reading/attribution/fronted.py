"""Openings of a sentence that name the speaker: "Said Hain: ...", "For the mayor, the town "is finished"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.roles import roles
from reportedly.reading.attribution.candidate import Candidate
from reportedly.reading.text.syntax import trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Syntax

_LONGEST = 14
"""Tokens between an inverted verb and the colon."""


def find_fronted(parsed: Parsed) -> Iterator[Candidate]:
    """One candidate for each sentence with such an opening."""
    g = parsed.syntax
    for number, first in enumerate(g.starts):
        last = g.sentence_end(number) - 1
        while first < last and (not g.words[first].strip() or g.pos[first] == "PUNCT"):
            first += 1
        if g.low[first] == "for":
            yield from _for_whom(parsed, first, last)
        elif g.tag[first] in ("VBD", "VBZ"):
            yield from _inverted(parsed, first, last)


def _for_whom(parsed: Parsed, first: int, last: int) -> Iterator[Candidate]:
    """The view of "For the mayor, the town "is finished": somebody's words in a sentence without a verb of saying."""
    g = parsed.syntax
    who = g.child(first, "pobj")
    if who is None or g.right[who] + 2 >= last or not _is_party(g, who):
        return
    after = g.right[who] + 1
    if g.words[after] == ",":
        after += 1
    elif g.pos[after] != "DET":
        return
    quoted = [q for q in parsed.quotations if g.char[after] < q.open and q.close <= g.end[last] + 1]
    known = cues.verbs()
    if not quoted or any(g.is_verb(i) and g.lemma[i] in known and "quote" in known[g.lemma[i]].frames
                         for i in range(after, last + 1)):  # fmt: skip
        return
    source, content = g.span(g.left[who], g.right[who]), trim(g.text, g.char[after], g.end[last])
    if source is not None and content is not None:
        yield Candidate("for-whom", first, (g.char[first], g.end[first]), source, [content], source_head=who)


def _is_party(g: Syntax, i: int) -> bool:
    return g.label[i] == "PERSON" or g.lemma[i] in cues.speakers() or g.lemma[i] in roles()


def _inverted(parsed: Parsed, first: int, last: int) -> Iterator[Candidate]:
    """The speaker of "Declared a jubilant Ms Ito: "Justice is done": the words from the verb to the colon."""
    g = parsed.syntax
    known = cues.verbs().get(g.lemma[first])
    if known is None or "quote" not in known.frames:
        return
    colon = next((i for i in range(first + 1, min(last, first + _LONGEST)) if g.words[i] in (":", ",")), None)
    if colon is None or any(g.is_verb(i) for i in range(first + 1, colon)):
        return
    quoted = next((q for q in parsed.quotations if 0 < q.open - g.end[colon] + 1 <= 3), None)
    source = g.span(first + 1, colon - 1)
    content = trim(g.text, quoted.start, quoted.end) if quoted is not None else None
    if (
        source is not None
        and content is not None
        and any(g.pos[i] in ("PROPN", "NOUN") for i in range(first + 1, colon))
    ):
        yield Candidate("quote-after", first, (g.char[first], g.end[first]), source, [content], source_head=colon - 1)
