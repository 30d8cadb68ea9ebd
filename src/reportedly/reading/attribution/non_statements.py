"""What looks like a statement and is nobody's: questions put to a source, names kept back, cues that are only marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.anonymity import anonymity_pattern
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.labels import asked_in
from reportedly.reading.text.punctuation import QUOTATION_MARKS
from reportedly.reading.text.spans import tokens_in
from reportedly.reading.text.syntax import FINITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.attribution.labels import Turn
    from reportedly.reading.attribution.merge import MergedStatement
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Span, Syntax

_QUESTION_WORDS = frozenset({"WDT", "WP", "WP$", "WRB"})
_LONGEST_CLAUSE = 90
"""Characters from a cue on in which words may say that a name is kept back."""


def is_non_statement(parsed: Parsed, turns: Sequence[Turn], said: MergedStatement) -> bool:
    """True if the words are nobody's statement."""
    if said.cue is None:
        return False
    g = parsed.syntax
    cue = g.text[slice(*said.cue)]
    if not cue.strip(QUOTATION_MARKS + " "):
        return True
    return (
        (is_put_to_source(g, said.cue, said.source) and not _has_request(g, said))
        or _keeps_name_back(g, said)
        or _only_links(g, said)
        or asked_in(g, turns, said.cue)
        or (said.source is not None and any(s <= said.source[0] and said.source[1] <= e for s, e in parsed.boilerplate))
    )


def is_put_to_source(g: Syntax, cue: Span, source: Span | None) -> bool:
    """True if the source is the one who is asked: "asked whether he had lied, Reed said", "Reed was asked about"."""
    verbs = [i for i in tokens_in(g, cue) if g.is_verb(i)]
    v = verbs[-1] if verbs else None
    if v is None or g.lemma[v] not in word_set("questioning") or g.tag[v] not in ("VBN", "VBD"):
        return False
    if g.passive(v):
        by = g.agent(v)
        return by is None or source is None or not (g.char[g.left[by]] <= source[0] <= g.end[g.right[by]])
    if g.subject(v) is not None and g.tag[v] == "VBD":
        return _answers_behind(g, v)
    return g.tag[v] == "VBN" and g.dep[v] in ("advcl", "acl", "ROOT", "amod", "prep") and g.child(v, "aux") is None


def _answers_behind(g: Syntax, v: int) -> bool:
    """True if "The firm, asked about it, said": between commas, with a verb behind that has the same subject."""
    if g.words[v - 1] != ",":
        return False
    sentence = range(v + 2, g.sentence_end(g.sent[v]))
    return any(g.tag[i] in FINITE and g.words[i - 1] == "," and g.subject(i) in (None, g.subject(v)) for i in sentence)


def _has_request(g: Syntax, said: MergedStatement) -> bool:
    """True if a clause or a request follows that is no question: then the words stay, and nobody is named for them."""
    inside = [i for span in said.content for i in tokens_in(g, span)]
    asked = inside and (g.tag[inside[0]] in _QUESTION_WORDS or g.low[inside[0]] in ("whether", "if"))
    return not asked and any(g.tag[i] in FINITE or g.tag[i] == "TO" for i in inside)


def _keeps_name_back(g: Syntax, said: MergedStatement) -> bool:
    """True if the cue and what follows say that the source wants no name: "asked not to be named"."""
    assert said.cue is not None
    end = min(max((e for _, e in said.content), default=said.cue[1]), said.cue[0] + _LONGEST_CLAUSE)
    kept = anonymity_pattern().search(g.text, said.cue[0], max(end, said.cue[1]))
    return kept is not None and kept.start() < said.cue[1] and said.content[0][0] >= said.cue[0]


def _only_links(g: Syntax, said: MergedStatement) -> bool:
    """True if the cue is only a form of "be" and the content a noun phrase, of which nobody is the source."""
    assert said.cue is not None
    cue = [i for i in tokens_in(g, said.cue) if g.pos[i] != "PUNCT"]
    if said.source is not None or any(g.lemma[i] != "be" for i in cue):
        return False
    return not any(g.is_verb(i) or g.pos[i] == "AUX" for span in said.content for i in tokens_in(g, span))
