"""Attribution by verbs: verbs of saying with their source and content, before or after the verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.candidate import Candidate, cue_span
from reportedly.reading.attribution.subjects import source_span, subject_of
from reportedly.reading.text.syntax import AUXILIARIES, FINITE, FINITE_VERBS, SUBJECTS, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.lexicon.cues import Cue
    from reportedly.reading.text.syntax import Span, Syntax

_EXTENDS = frozenset({"as", "of", "for"})


def find_verbal(g: Syntax, lexicon: Mapping[str, Cue] | None = None) -> Iterator[Candidate]:
    """One candidate for each verb of saying and each kind of content that it has."""
    known = cues.verbs() if lexicon is None else lexicon
    for v in range(g.n):
        if not g.is_verb(v):
            continue
        cue = known.get(g.lemma_with_particle(v)) or known.get(g.lemma[v])
        if cue is not None:
            yield from _of_verb(g, v, cue)


def _of_verb(g: Syntax, v: int, cue: Cue) -> Iterator[Candidate]:
    frames = [(frame, spans) for frame, spans in _complements(g, v, cue.frames) if spans]
    head = subject_of(g, v)
    if cue.frames & {"that", "quote"} and (head is not None or g.passive(v)) and _may_follow(g, v, cue, frames):
        before = preposed(g, v)
        if before:
            frames = [("parenthetical", before)]
    if not frames and head is None and "quote" in cue.frames:
        loose = _behind_name(g, v)
        if loose is not None:
            yield loose
        return
    if not frames:
        return
    words = cue_span(g, v)
    source = source_span(g, head, v) if head is not None else None
    for frame, spans in frames:
        yield Candidate(rule=frame, at=v, cue=words, source=source, content=spans, source_head=head)


def _behind_name(g: Syntax, v: int) -> Candidate | None:
    """A cue after its content whose subject the parser took for an apposition: "A, N. N., the minister, announced"."""
    if (
        g.tag[v] not in ("VBD", "VBZ")
        or g.pos[v - 1] in ("CCONJ", "AUX", "ADP")
        or g.child(v, "nsubj", "dobj", "ccomp")
    ):
        return None
    comma = None
    for i in range(v - 1, max(-1, v - 30), -1):
        if g.sent[i] != g.sent[v] or g.tag[i] in FINITE or g.words[i] in (";", ":", "“", "”", '"'):
            break
        if g.words[i] == "," and i + 1 < v:
            comma = i
    else:
        return None
    if comma is None or g.tag[i] not in FINITE or g.pos[comma + 1] not in ("PROPN", "DET"):
        return None
    start = i
    while start > 0 and g.sent[start - 1] == g.sent[v]:
        start -= 1
    content, source = g.span(start, comma - 1), g.span(comma + 1, v - 1)
    if content is None or source is None:
        return None
    return Candidate(
        rule="parenthetical", at=v, cue=cue_span(g, v), source=source, content=[content], source_head=comma + 1
    )


def _may_follow(g: Syntax, v: int, cue: Cue, frames: list[tuple[str, list[Span]]]) -> bool:
    """True if the verb can follow its content ("..., the mayor said"): it has none after it."""
    if any(g.dep[c] == "ccomp" and c < v for c in g.children[v]):
        return True
    if any(frame in ("that", "inf", "obj-inf", "np", "np-at") for frame, _ in frames):
        return False
    return "addr" in cue.frames or g.child(v, "dobj", "xcomp") is None


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


def _complements(g: Syntax, v: int, frames: frozenset[str]) -> list[tuple[str, list[Span]]]:
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
    if own.nominal is None or "np" not in frames or (own.preposition is not None and "addr" in frames):
        return []
    return [("np", _object(g, v, own.nominal))]


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


def preposed(g: Syntax, v: int) -> list[Span]:
    """The content of a cue that follows it or interrupts it: "A, X said", "A, X said, B"."""
    first = _own_start(g, v)
    at = first - 1
    while at >= 0 and not g.words[at].strip():
        at -= 1
    if at < 1 or g.words[at] not in (",", "”", '"', "''", "’", "»", "-", "–", "—", "--"):
        return []
    start = _content_start(g, v, at)
    if start is None or start >= at:
        return []
    before = g.span(start, at)
    if before is None:
        return []
    after = _tail(g, v)
    return [before, after] if after else [before]


def _own_start(g: Syntax, v: int) -> int:
    """First token of the cue with its subject, if that comes before it, and its auxiliaries and adverbs."""
    first, subject = v, g.subject(v)
    for c in g.children[v]:
        if c < v and (c == subject or g.dep[c] in ("aux", "auxpass", "neg")):
            first = min(first, g.left[c])
    for c in g.children[v]:
        if (
            c < first
            and g.dep[c] in ("advmod", "mark", "prep", "npadvmod")
            and g.right[c] == first - 1
            and g.words[c] != ","
        ):
            first = g.left[c]
    return first


def _content_start(g: Syntax, v: int, at: int) -> int | None:
    """First token of the clause before token `at` that the cue at `v` follows; None where it follows none."""
    subject = g.subject(v)
    for c in g.children[v]:
        if g.dep[c] in ("ccomp", "xcomp", "dep", "parataxis", "nsubj") and g.right[c] <= at and c != subject:
            # a second subject is a dateline to which the parser attached the whole clause
            return g.left[c] if g.sent[c] == g.sent[v] else None
    head = g.head[v]
    if head < v and g.dep[v] in ("parataxis", "ccomp", "advcl", "dep", "conj", "relcl", "appos") and g.left[head] < at:
        if g.dep[v] in ("conj", "relcl", "advcl", "appos") and not _bracketed(g, v):
            return None
        return g.left[head]
    if head > v and g.dep[v] in ("parataxis", "ccomp", "dep", "advcl") and g.left[head] < at:
        return g.left[head] if _bracketed(g, v) else None
    return None


def _bracketed(g: Syntax, v: int) -> bool:
    """True if the cue stands between commas, or between a comma and the end of the sentence."""
    last = max(g.child(v, "nsubj") or v, v)
    return last + 1 >= g.n or g.words[min(g.right[last] + 1 if last != v else v + 1, g.n - 1)] in (",", ".", '"', "”")


def _tail(g: Syntax, v: int) -> Span | None:
    """The rest of a content after a cue between commas: "A, X said, B"."""
    subject = g.subject(v)
    i = max(v, g.right[subject]) + 1 if subject is not None and subject > v else v + 1
    limit = min(g.n, i + 12)
    while i < limit and g.words[i] != ",":
        if g.words[i] in (".", ";", ":", "!", "?") or g.sent[i] != g.sent[v] or g.is_verb(i):
            return None
        i += 1
    if i >= limit or i + 1 >= g.n or g.sent[i + 1] != g.sent[v]:
        return None
    start, last = i + 1, i + 1
    if g.tag[start] == "VBG" or g.low[start] in word_set("opening no content"):
        return None
    known = cues.verbs()
    while last + 1 < g.n and g.sent[last + 1] == g.sent[v]:
        last += 1
        if (
            g.tag[last] in FINITE_VERBS
            and g.lemma[last] in known
            and "quote" in known[g.lemma[last]].frames
            and g.child(last, "nsubj") is not None
            and g.dep[last] not in ("relcl", "acl", "advcl")
        ):
            # another source speaks here
            return None
    return g.span(start, last)
