"""Action beats: "Jan shook his head. "She signed it."": who acts in the sentence before a quotation says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.candidate import Candidate
from reportedly.reading.attribution.subjects import source_span
from reportedly.reading.text.syntax import FINITE_VERBS, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.quotations import Quotation
    from reportedly.reading.text.syntax import Syntax

_SENTENCE = re.compile(r"[.!?][\"”’']*[ \t]*$")
_WHOLE = re.compile(r"[.!?…]$")
_LONGEST = 16
"""Tokens of a sentence that only describes what the speaker does."""


def find_beats(parsed: Parsed) -> Iterator[Candidate]:
    """One candidate for each quotation that has no cue but follows, in its paragraph, what a person did."""
    g = parsed.syntax
    for number, q in enumerate(parsed.quotations):
        before = parsed.quotations[number - 1].close if number else 0
        v = _acting(g, q, before)
        if v is not None and g.text.rfind("\n", 0, q.open) < before and g.lemma[v] not in word_set("gestures"):
            continue
        subject = g.subject(v) if v is not None else None
        content = trim(g.text, q.start, q.end)
        if v is None or subject is None or content is None or not _WHOLE.search(g.text, q.start, q.end):
            continue
        source = source_span(g, subject, v)
        if source is not None and _is_person(g, subject) and _ends_paragraph(g, q):
            yield Candidate("action-beat", v, (g.char[v], g.end[v]), source, [content], source_head=subject)


def _acting(g: Syntax, q: Quotation, since: int) -> int | None:
    """The verb of the sentence right before the quotation, if that is one of action and holds no other quotation."""
    between = g.text[max(since, g.text.rfind("\n", 0, q.open) + 1) : q.open]
    if not _SENTENCE.search(between):
        return None
    last = g.token_at(q.open) - 1
    while last > 0 and not g.words[last].strip():
        last -= 1
    first = last
    while first > 0 and g.sent[first - 1] == g.sent[last]:
        first -= 1
    if last < 0 or last - first > _LONGEST or g.char[first] < since:
        return None
    verbs = [i for i in range(first, last + 1) if g.head[i] == i and g.tag[i] in FINITE_VERBS and g.pos[i] == "VERB"]
    if len(verbs) != 1 or any(g.is_verb(i) and g.lemma[i] in _speaking() for i in range(first, last + 1)):
        return None
    return verbs[0]


def _speaking() -> frozenset[str]:
    """Verbs that introduce direct speech: a sentence with one has its own statement."""
    return frozenset(c.lemma for c in cues.verbs().values() if "quote" in c.frames)


def _is_person(g: Syntax, i: int) -> bool:
    if g.low[i] in ("he", "she"):
        return True
    return g.label[i] == "PERSON" or g.lemma[i] in cues.speakers() or (g.pos[i] == "PROPN" and not g.label[i])


def _ends_paragraph(g: Syntax, q: Quotation) -> bool:
    """True if nothing follows the quotation in its paragraph that could be its cue."""
    rest = g.text[q.close : q.close + 200].split("\n")[0].lstrip()
    return not rest or rest[0].isupper() or rest[0] in '"“‘'
