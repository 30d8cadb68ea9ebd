"""Sources: the noun phrase that is the subject of a verb of saying, or the owner of a noun of saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.syntax import AUXILIARIES, FINITE_VERBS

if TYPE_CHECKING:
    from reportedly.reading.text.syntax import Span, Syntax


def subject_of(g: Syntax, v: int, depth: int = 0) -> int | None:
    """Head of the noun phrase whose saying the verb at `v` is; for passives their "by" phrase or None."""
    if g.passive(v):
        return g.agent(v)
    own = g.subject(v)
    if own is not None:
        return None if g.low[own] in ("it", "there") and _expletive(g, v) else own
    return _inherited(g, v, depth)


def _expletive(g: Syntax, v: int) -> bool:
    """True if "it" stands for a clause that follows: "it seems that"."""
    return g.child(v, "expl") is not None


def _inherited(g: Syntax, v: int, depth: int) -> int | None:
    """The subject that a verb without one of its own takes over from its head."""
    head, dep = g.head[v], g.dep[v]
    if depth > 5 or head == v:
        return None
    if dep in ("conj", "dep", "parataxis") and g.is_verb(head):
        return _active_subject(g, head, depth)
    if dep in ("xcomp", "ccomp"):
        return _of_complement(g, head, v, depth)
    if dep in ("advcl", "prep"):
        return _active_subject(g, head, depth) if g.pos[head] in ("VERB", "AUX") else None
    if dep == "acl":
        return _of_noun(g, head, v, depth)
    return _of_preposition(g, head, v, depth) if dep == "pcomp" else None


def _of_complement(g: Syntax, head: int, v: int, depth: int) -> int | None:
    """The subject of a complement: its governor's object ("asked him to deny"), else its governor's subject."""
    obj = g.child(head, "dobj", "dative")
    if obj is not None and head < obj < v and g.dep[v] == "xcomp" and g.lemma[head] not in ("promise", "use"):
        return obj
    return _active_subject(g, head, depth) if g.pos[head] in ("VERB", "AUX", "ADJ", "NOUN") else None


def _of_preposition(g: Syntax, preposition: int, v: int, depth: int) -> int | None:
    """The subject of a gerund after a preposition: "was arrested for saying", "his record of denying"."""
    governor = g.head[preposition]
    if g.pos[governor] in ("VERB", "AUX", "ADJ", "ADV"):
        return _active_subject(g, governor, depth)
    if g.pos[governor] == "NOUN":
        return g.child(governor, "poss") or _of_noun(g, governor, v, depth)
    return None


def _active_subject(g: Syntax, v: int, depth: int) -> int | None:
    """Subject of the verb at `v`, of a passive too: for "was quoted" the one quoted."""
    own = g.subject(v)
    if own is not None:
        return own
    if g.pos[v] in ("ADJ", "ADV") and g.pos[g.head[v]] in ("AUX", "VERB"):
        return _active_subject(g, g.head[v], depth + 1) if depth < 5 else None
    return _inherited(g, v, depth + 1)


def _of_noun(g: Syntax, noun: int, v: int, depth: int) -> int | None:
    """The source of a participle after a noun: whoever issued "a statement saying", the man in "a man saying"."""
    if g.tag[v] == "VBG" and g.lemma[noun] not in word_set("document"):
        return noun
    owner = g.child(noun, "poss")
    if owner is not None:
        return owner
    governor = g.head[noun]
    if g.dep[noun] == "dobj" and (g.lemma[governor] in word_set("issuing") or g.tag[v] == "VB"):
        return subject_of(g, governor, depth + 1)
    if g.dep[noun] == "pobj" and g.dep[g.head[noun]] == "prep" and g.pos[g.head[g.head[noun]]] == "VERB":
        return subject_of(g, g.head[g.head[noun]], depth + 1) if g.lemma[noun] in word_set("document") else noun
    return noun if g.tag[v] == "VBG" else None


def is_as_clause(g: Syntax, v: int) -> bool:
    """True if the verb at `v` heads a clause with "as" behind its main clause: ", as the union alleges"."""
    return g.is_verb(v) and g.dep[v] == "advcl" and g.head[v] < v and g.low[g.left[v]] == "as"


def source_span(g: Syntax, head: int, v: int) -> Span | None:
    """The words of the noun phrase under `head`, on its own side of the cue at `v`."""
    if g.dep[head] == "poss":
        last = g.right[head]
        if g.low[last] in ("'s", "’s", "'", "’"):
            last -= 1
        return g.span(g.left[head], last)
    first, last = g.left[head], g.right[head]
    if first <= v <= last:
        first, last = (v + 1, last) if head > v else (first, v - 1)
    while first < head and g.dep[first] in ("cc", "punct", "advmod", "mark") and g.head[first] != head:
        first += 1
    return g.span(first, min(last, _clause_end(g, head, last)))


def _clause_end(g: Syntax, head: int, last: int) -> int:
    """Last token of the phrase without a clause that the parser attached to it by mistake."""
    for c in g.children[head]:
        if c > head and g.dep[c] in ("conj", "appos", "parataxis", "ccomp", "advcl") and g.tag[c] in FINITE_VERBS:
            return g.left[c] - 1
        if c > head and g.dep[c] in ("relcl", "acl") and g.words[g.left[c] - 1] == ",":
            return g.left[c] - 1
    return last


def speaker_in(g: Syntax, cue: Span) -> Span | None:
    """The source of the words of a cue: the subject of its verb, or the owner of its noun."""
    first = g.token_at(cue[0])
    inside = [i for i in range(first, min(g.n, first + 12)) if g.char[i] < cue[1]]
    for i in (*(i for i in inside if g.is_verb(i) and g.dep[i] not in AUXILIARIES), *inside):
        head = subject_of(g, i) if g.is_verb(i) else g.child(i, "poss")
        if head is not None and head not in inside:
            return source_span(g, head, i)
    return None


def with_antecedent(g: Syntax, source: Span) -> Span:
    """A source that is only "who" or "which", with the name or noun before it: "Jan Hain, who".

    What stands before that noun is description; a noun that other words part from the pronoun is left out.
    """
    pronoun = g.token_at(source[0])
    if g.end[pronoun] < source[1] or g.tag[pronoun] not in ("WP", "WDT") or pronoun < 1:
        return source
    noun = pronoun - 1
    if g.words[noun] == "," and noun:
        noun -= 1
    if g.pos[noun] not in ("NOUN", "PROPN") or "\n" in g.text[g.char[noun] : source[0]]:
        return source
    first = noun
    if first and g.head[first - 1] == noun and g.dep[first - 1] in ("compound", "amod", "nmod", "det"):
        first -= 1
    return g.char[first], source[1]
