"""Complements of a verb of saying: the contents after it, by the frames that the lexicon gives the verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.syntax import AUXILIARIES, SUBJECTS, trim

if TYPE_CHECKING:
    from reportedly.reading.text.syntax import Span, Syntax

_EXTENDS = frozenset({"as", "of", "for"})


@dataclass(slots=True)
class _Dependents:
    """The dependents of a verb of saying that may be its content: the first of each kind."""

    clause: int | None = None
    """A finite clause: "said that ..."."""
    verbal: tuple[str, int] | None = None
    """An infinitive, a gerund or a clause without a verb, with its kind."""
    nominal: int | None = None
    """The object."""
    at: int | None = None
    """The "at" behind the object: "put the toll at 40"."""
    preposition: int | None = None


def find_complements(g: Syntax, v: int, frames: frozenset[str]) -> list[tuple[str, list[Span]]]:
    """The contents after the verb, by the frame that lets them in; the weightiest frame only."""
    if g.passive(v) and g.tag[v] == "VBN":
        found = _passive(g, v, frames)
        if found:
            return found
    own = _dependents(g, v, frames)
    return (
        _valued(g, v, own)
        or _clausal(g, v, own, frames)
        or _judged(g, v, own, frames)
        or _infinitival(g, v, own, frames)
        or _nominal(g, v, own, frames)
        or _prepositional(g, v, own)
    )


def _dependents(g: Syntax, v: int, frames: frozenset[str]) -> _Dependents:
    own = _Dependents()
    for c in g.children[v]:
        dep = g.dep[c]
        if c < v and not (dep == "dobj" and g.tag[c] in ("WDT", "WP")):
            continue
        if dep in ("ccomp", "xcomp") and own.clause is None and own.verbal is None:
            kind = _clause_kind(g, c)
            if kind == "that":
                own.clause = c
            else:
                own.verbal = (kind, c)
        elif dep == "dobj" and own.nominal is None:
            own.nominal = c
        elif dep == "prep" and g.low[c] == "at" and own.nominal is not None and "np-at" in frames:
            if own.at is None and g.child(c, "pobj", "pcomp") is not None:
                own.at = c
        elif dep in ("prep", "agent") and own.preposition is None and f"p:{g.low[c]}" in frames:
            own.preposition = c
        elif dep == "advcl" and g.tag[c] == "VBG" and "ger" in frames and own.verbal is None and g.low[c - 1] != ",":
            own.verbal = ("ger", c)
    return own


def _valued(g: Syntax, v: int, own: _Dependents) -> list[tuple[str, list[Span]]]:
    """An object with its value: "put the toll at 40"."""
    at = own.at
    if at is None or own.nominal is None:
        return []
    last = max(g.right[k] for k in g.children[v] if k >= at and g.dep[k] in ("prep", "conj", "dobj"))
    return [("np-at", _spans(g, g.left[own.nominal], last))]


def _clausal(g: Syntax, v: int, own: _Dependents, frames: frozenset[str]) -> list[tuple[str, list[Span]]]:
    """A finite clause, or two: "said that A and that B"."""
    if "that" not in frames:
        return []
    clause = own.clause
    if clause is None and own.verbal is None and own.nominal is None:
        clause = _stray_clause(g, v)
    return [] if clause is None else [("that", half) for half in _halves(g, clause, v)]


def _judged(g: Syntax, v: int, own: _Dependents, frames: frozenset[str]) -> list[tuple[str, list[Span]]]:
    """An object after the judgement on it: "dismissed as nonsense the reports"."""
    judged = _as_first(g, v) if own.nominal is None and "pass-as" in frames else []
    return [("np", judged)] if judged else []


def _infinitival(g: Syntax, v: int, own: _Dependents, frames: frozenset[str]) -> list[tuple[str, list[Span]]]:
    """An infinitive or a gerund, with the object that does it where the verb has one: "urged them to leave"."""
    if own.verbal is None:
        return []
    kind, c = own.verbal
    if kind == "inf" and own.nominal is not None and own.nominal < c and "obj-inf" in frames:
        return [("obj-inf", _spans(g, g.left[own.nominal], g.right[c]))]
    if kind in ("obj-inf", "small") and ({"obj-inf", "np"} & frames):
        return [("obj-inf" if kind == "obj-inf" else "np", _phrase(g, c, v))]
    if kind in ("inf", "ger") and kind in frames:
        return [(kind, _phrase(g, c, v))]
    return []


def _nominal(g: Syntax, v: int, own: _Dependents, frames: frozenset[str]) -> list[tuple[str, list[Span]]]:
    """The object, unless it is the one addressed: "told reporters about the plan"."""
    if own.nominal is None or (own.preposition is not None and "addr" in frames):
        return []
    if "np" in frames:
        return [("np", _object(g, v, own.nominal))]
    counted = "np-num" in frames and _has_number(g, own.nominal)
    return [("np-num", _counted(g, v, own.nominal))] if counted and not _is_gift(g, v, own.nominal) else []


def _counted(g: Syntax, v: int, o: int) -> list[Span]:
    """The object with where, when and why it was counted so: "34, because it counts bodies"."""
    adjuncts = (c for c in g.children[v] if c > o and g.dep[c] in ("prep", "npadvmod", "advmod", "advcl"))
    return _spans(g, g.left[o], max(g.right[c] for c in (o, *adjuncts)))


def _has_number(g: Syntax, o: int) -> bool:
    """True if the object has a number: "counted five", "counted eleven tanks", "gave a toll of nine"."""
    if g.pos[o] == "NUM" or any(g.dep[c] == "nummod" for c in g.children[o]):
        return True
    of = g.child(o, "prep")
    inner = g.child(of, "pobj") if of is not None and g.low[of] == "of" else None
    return inner is not None and g.lemma[o] in word_set("figures") and _has_number(g, inner)


def _is_gift(g: Syntax, v: int, o: int) -> bool:
    """True if the number is what somebody gets, or what "give" has for an object that is no figure."""
    if g.lemma[v] != "give":
        return False
    got = any(g.dep[c] == "dative" or (g.dep[c] == "prep" and g.low[c] in ("to", "for", "on")) for c in g.children[v])
    sum_ = any(g.tag[c] == "$" for c in g.children[o])
    return got or sum_ or not (g.pos[o] == "NUM" or g.lemma[o] in word_set("figures"))


def _prepositional(g: Syntax, v: int, own: _Dependents) -> list[tuple[str, list[Span]]]:
    """The object of a preposition that the lexicon lists for the verb: "warned of delays"."""
    inner = g.child(own.preposition, "pobj", "pcomp") if own.preposition is not None else None
    if own.preposition is None or inner is None:
        return []
    return [(f"p:{g.low[own.preposition]}", _phrase(g, inner, v))]


def _halves(g: Syntax, clause: int, v: int) -> list[list[Span]]:
    """Two contents for "that A and that B", one for anything else."""
    for c in g.children[clause]:
        if (
            g.dep[c] == "conj"
            and g.low[g.left[c]] == "that"
            and g.child(c, *SUBJECTS) is not None
            and g.child(c, *SUBJECTS) != g.left[c]
        ):
            first = _spans(g, max(g.left[clause], v + 1), g.left[c] - 1)
            return [_without_and(g, first), _spans(g, g.left[c], g.right[c])]
    return [_phrase(g, clause, v)]


def _without_and(g: Syntax, spans: list[Span]) -> list[Span]:
    """The first half without the "and" that joins it to the second."""
    out = []
    for start, end in spans:
        last = g.token_at(end - 1)
        while last > 0 and g.pos[last] in ("CCONJ", "PUNCT", "SPACE") and g.char[last] > start:
            last -= 1
        kept = trim(g.text, start, g.end[last])
        if kept:
            out.append(kept)
    return out


def _stray_clause(g: Syntax, v: int) -> int | None:
    """The that-clause of "said in a statement that ...", which the parser often attaches to the statement."""
    for c in g.children[v]:
        if g.dep[c] not in ("prep", "npadvmod", "agent", "dative") or c < v:
            continue
        nouns = [k for k in (c, *g.children[c]) if g.dep[k] in ("pobj", "npadvmod")]
        for noun in nouns:
            for k in g.children[noun]:
                if g.dep[k] in ("relcl", "acl", "ccomp") and k > noun and g.low[g.left[k]] == "that" and g.is_verb(k):
                    own = g.child(k, *SUBJECTS)
                    if own is not None and own != g.left[k]:
                        return k
    return None


def _as_first(g: Syntax, v: int) -> list[Span]:
    """The object of "dismissed as nonsense the reports", which follows the judgement."""
    marker = next((c for c in g.children[v] if g.dep[c] == "prep" and g.low[c] == "as" and v < c <= v + 3), None)
    if marker is None:
        return []
    last = max(g.right[v], g.right[marker])
    judged = False
    for i in range(marker + 1, min(last, marker + 8) + 1):
        if judged and (g.pos[i] in ("DET", "PROPN") or g.tag[i] == "PRP$" or g.words[i - 1] in ("”", '"', "’", "''")):
            return _spans(g, i, last)
        judged = judged or g.pos[i] in ("NOUN", "ADJ", "VERB")
    head = g.child(marker, "pobj")
    if head is not None and g.lemma[head] in cues.nouns() and head > marker + 1:
        return _spans(g, head, last)
    return []


def _clause_kind(g: Syntax, c: int) -> str:
    """Finite clause (that), infinitive, infinitive with its own subject, gerund, or a clause without a verb."""
    kids = g.children[c]
    deps = {g.dep[k] for k in kids}
    if not g.is_verb(c) and g.pos[c] not in ("AUX", "VERB"):
        if g.child(c, "cop") is not None:
            return "that"
        return "small" if deps & SUBJECTS else "ger"
    has_to = any(g.tag[k] == "TO" and g.dep[k] == "aux" for k in kids)
    if has_to:
        return "obj-inf" if deps & SUBJECTS else "inf"
    if g.tag[c] in ("VBG",) and not any(g.dep[k] == "aux" for k in kids) and not deps & SUBJECTS:
        return "ger"
    if g.tag[c] == "VB" and not deps & SUBJECTS:
        return "inf"
    if g.tag[c] in ("VBN", "VBG") and deps & SUBJECTS and not any(g.dep[k] in AUXILIARIES for k in kids):
        return "obj-inf"
    return "that"


def _passive(g: Syntax, v: int, frames: frozenset[str]) -> list[tuple[str, list[Span]]]:
    """Contents of "is believed to have left", "was accused of theft", "is seen as a threat", "was criticised"."""
    subject = g.child(v, "nsubjpass")
    tail = None
    for c in g.children[v]:
        if c < v:
            continue
        dep = g.dep[c]
        if dep in ("xcomp", "oprd") and "pass-inf" in frames:
            tail = c
            break
        if dep == "ccomp" and "that" in frames and _clause_kind(g, c) == "that":
            return [("pass-that", _phrase(g, c, v))]
        if dep == "prep" and g.low[c] == "as" and "pass-as" in frames:
            tail = g.child(c, "pobj", "pcomp") or g.child(c, "amod")
            break
        if dep == "prep" and g.low[c] == "of" and "p:of" in frames:
            tail = g.child(c, "pobj", "pcomp")
            break
    about = g.span(g.left[subject], g.right[subject]) if subject is not None and g.low[subject] != "it" else None
    if subject is None and g.dep[v] == "acl":
        about = g.span(g.left[g.head[v]], v - 1)
    if tail is not None:
        rest = g.span(g.left[tail], g.right[tail])
        return [("pass-inf", [s for s in (about, rest) if s])]
    if "pass-np" in frames and about is not None and (g.agent(v) is not None or "pass-bare" in frames):
        return [("pass-np", [about])]
    return []


def _phrase(g: Syntax, c: int, v: int) -> list[Span]:
    first = max(g.left[c], v + 1) if c > v else g.left[c]
    mark = next((k for k in g.children[c] if g.dep[k] == "mark" and g.low[k] == "that"), first)
    return _spans(g, max(first, mark) if mark < c else first, g.right[c])


def _object(g: Syntax, v: int, o: int) -> list[Span]:
    """The object with its predicate: "the move a mistake", "him of lying", "the reports as false"."""
    if o < v:
        return _spans(g, g.left[o], g.right[o])
    last = reach = g.right[o]
    for c in g.children[v]:
        if c <= o or g.left[c] > reach + 1:
            continue
        if g.dep[c] in ("oprd", "xcomp") or (g.dep[c] == "prep" and g.low[c] in _EXTENDS):
            last = max(last, g.right[c])
        if g.dep[c] in ("oprd", "xcomp", "prep", "punct"):
            reach = max(reach, g.right[c])
    return _spans(g, g.left[o], last)


def _spans(g: Syntax, first: int, last: int) -> list[Span]:
    span = g.span(first, last)
    return [span] if span else []
