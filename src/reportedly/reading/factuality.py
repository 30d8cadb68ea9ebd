"""Factuality: the commitment of a text to each predicate, on the scale from -3 (certainly not) to 3 (certainly so).

A sentence is read from its root downwards. Each governor passes a context to what
it governs (table `factuality.tsv`: "failed to", "accused of", "plan for"), and each
predicate bends its context by its own negation, modals and hedges. Read from the
root of the sentence this is the outlet's commitment, in the convention of the UW
corpus (Lee et al. 2015), where reported speech keeps nearly all of its force; read
from the top of a statement's content it is the source's.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon import table
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.syntax import AUXILIARIES, FINITE_VERBS, NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

CERTAIN = 3.0
NEGATED = -0.72
"""Factor of a plain "not": certainty becomes -2.2 on the scale, the median of the UW training part."""
RELATIVES = frozenset({"relcl", "acl"})
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass"})
PARTICIPANTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "expl"})


class Signature(NamedTuple):
    """The commitment that a predicate leaves to its complement, where the predicate holds and where it is negated."""

    so: float
    denied: float
    said: float | None
    said_denied: float | None


class Commitment(NamedTuple):
    """The commitment around a token, and to the token itself after its own negation and modals."""

    around: float
    value: float


class Commitments:
    """The commitments of one voice over one text, the outlet's or a source's; each is computed once."""

    def __init__(self, within: Sequence[tuple[int, int]] = (), base: float = CERTAIN) -> None:
        """`within` are token ranges: governors outside them do not count; empty means the whole text."""
        self._within = within
        self._base = base
        self._known: dict[int, Commitment] = {}

    def __call__(self, token: Token) -> float:
        """The commitment to the event that `token` names, from -3 to 3 with two decimals."""
        path = []
        here = token
        while here.i not in self._known:
            path.append(here)
            if self._is_top(here):
                break
            here = here.head
        for step in reversed(path):
            around = self._around(step)
            self._known[step.i] = Commitment(around, _own(step, around))
        return round(self._known[token.i].value, 2)

    def _is_top(self, token: Token) -> bool:
        head = token.head
        return head.i == token.i or (bool(self._within) and not any(a <= head.i < b for a, b in self._within))

    def _around(self, token: Token) -> float:
        if self._is_top(token):
            return self._base
        head = token.head
        above = self._known[head.i]
        dep = token.dep_
        if dep == "conj":
            return above.value if _shares_clause(token, head) else above.around
        if dep == "advcl":
            return _adverbial(token, above)
        if dep in RELATIVES or dep in CLAUSES:
            return _clause(token, head, above)
        if dep == "pcomp":
            return _after_preposition(head, self._known.get(head.head.i, above))
        if dep in ("dobj", "nsubjpass"):
            return _object(head, above)
        if dep == "pobj":
            return _prepositional(head, self._known.get(head.head.i, above))
        if dep in ("prep", "agent", "attr", "acomp", "dative"):
            return above.value if dep in ("attr", "acomp") else above.around
        return _present(above.around) if dep != "compound" else above.value


def source_base(cue: Token | None) -> float:
    """The commitment of a source to the content of its cue: 3 after "said", -3 after "denied"."""
    if cue is None:
        return CERTAIN
    row = _signature(cue, "clause")
    if row is None or row.said is None:
        return CERTAIN
    at = _own(cue, CERTAIN)
    if at >= 1 or row.said_denied is None:
        return row.said
    return row.said_denied


class _Marks(NamedTuple):
    """Negation, modals and adverbs of a predicate."""

    negations: int
    modal: Signature | None
    hypothetical: bool
    """True for a modal that speaks of what would have been."""
    perfect: bool
    question: bool
    subject: bool
    bends: list[float]
    """Factors of its adverbs: "hardly", "nearly"."""


def _own(token: Token, around: float) -> float:
    """The commitment to a predicate after its own negation, modals and adverbs."""
    marks = _marks(token)
    value = around
    for bend in marks.bends:
        value *= bend
    asked = marks.question and token.dep_ == "ROOT"
    if marks.modal is not None:
        value *= (marks.modal.denied if marks.negations % 2 else marks.modal.so) / CERTAIN * (0.5 if asked else 1)
        # "would have struck": it did not come to that
        unreal = marks.perfect and marks.hypothetical and not _is_only_one(token)
        return -abs(value) * 0.6 if unreal else value
    if marks.negations % 2:
        value *= NEGATED
    if asked:
        value *= 0.5
    elif not marks.subject and token.tag_ == "VB" and token.dep_ == "ROOT":
        value *= 0.5  # an order is not yet carried out
    return value


def _marks(token: Token) -> _Marks:
    negations = 0
    modal: Signature | None = None
    hypothetical = perfect = question = subject = False
    bends: list[float] = []
    modals = _table()["modal"]
    for child in token.children:
        dep, lower = child.dep_, child.lower_
        if dep == "punct":
            question = question or lower == "?"
        elif dep == "neg":
            negations += 1
        elif dep in AUXILIARIES:
            modal = modals.get(lower, modal)
            hypothetical = lower not in word_set("present modal") if lower in modals else hypothetical
            perfect = perfect or lower == "have"
        elif dep in PARTICIPANTS:
            subject = subject or dep != "dobj"
            negations += _names_nothing(child)
        elif dep in ("det", "preconj"):
            negations += lower in word_set("no")
        elif dep in ("advmod", "amod", "npadvmod"):
            bend = _table()["modifier"].get(lower)
            if bend is not None:
                bends.append(bend.so / CERTAIN)
            elif lower == "yet" and token.lemma_ == "have":
                negations += 1  # "has yet to appear"
    return _Marks(negations, modal, hypothetical, perfect, question, subject, bends)


def _names_nothing(participant: Token) -> bool:
    if participant.lower_ in word_set("nobody"):
        return True
    if participant.lemma_ in word_set("doubts"):
        return False  # "there is no doubt that it fell"
    return any(c.dep_ in ("det", "neg") and c.lower_ in word_set("no") for c in participant.lefts)


def _is_only_one(token: Token) -> bool:
    """True if the subject is the only one in question: "only the owner could have opened it"."""
    subjects = [c for c in token.lefts if c.dep_ in NOMINAL_SUBJECTS]
    opening = [s.left_edge for s in subjects]
    return any(o.lower_ == "only" or (o.i > 0 and o.nbor(-1).lower_ == "only") for o in opening)


def _shares_clause(token: Token, first: Token) -> bool:
    if token.tag_ in FINITE_VERBS and first.tag_ not in FINITE_VERBS:
        return False  # "would not tell but said": the second verb has a tense of its own
    return not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "expl") for c in token.lefts)


def _adverbial(token: Token, above: Commitment) -> float:
    to = finite = False
    for child in token.lefts:
        lower = child.lower_
        if child.dep_ in ("mark", "advmod"):
            if lower in word_set("unreal"):
                return 0.9
            if lower in ("before", "until", "till"):
                return 2.0 if above.around >= 0 else -1.0
        if child.dep_ == "aux":
            to = to or lower == "to"
            finite = finite or lower != "to"
        elif child.dep_ in NOMINAL_SUBJECTS:
            finite = True
    if to:
        return 1.5 if above.value >= 0 else -0.6
    if finite:
        return _present(above.around)
    return max(above.value, 1.0) if above.around > 0 else _present(above.around)


def _clause(token: Token, head: Token, above: Commitment) -> float:
    row = _signature(head, "clause")
    has_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.lefts)
    if token.dep_ in RELATIVES and not (row is not None and (has_to or (token.dep_ == "acl" and _that(token)))):
        if _names_nothing(head):
            return -2.0
        return 1.4 if has_to else _present(above.around)
    if row is None:
        if token.dep_ == "xcomp" and has_to:
            row = Signature(1.6, -1.0, None, None)
        elif token.dep_ == "xcomp":
            row = Signature(2.6, -1.6, None, None)
        elif head.lemma_ == "be" or head.pos_ in ("ADJ", "NOUN"):
            row = Signature(2.2, -0.5, None, None)
        else:
            row = Signature(2.6, 0.5, None, None)
    return _apply(row, above)


def _that(token: Token) -> bool:
    return any(c.dep_ in ("mark", "nsubj", "nsubjpass", "expl") for c in token.lefts)


def _after_preposition(preposition: Token, above: Commitment) -> float:
    lower = preposition.lower_
    if lower in ("without", "instead", "than"):
        return -2.0
    if lower in ("before", "until", "against"):
        return 1.2
    row = _signature(preposition.head, "clause", lower)
    if row is not None:
        return _apply(row, above)
    return above.value if above.value > 0 else _present(above.around)


def _object(head: Token, above: Commitment) -> float:
    row = _signature(head, "noun")
    if row is not None:
        return _apply(row, above)
    return _half(above)


def _prepositional(preposition: Token, above: Commitment) -> float:
    lower = preposition.lower_
    if lower in ("without", "despite"):
        return -1.8 if lower == "without" else _present(above.around)
    row = _signature(preposition.head, "noun", lower)
    if row is not None:
        return _apply(row, above)
    return _half(above) if preposition.head.pos_ in ("VERB", "NOUN") else _present(above.around)


def _half(above: Commitment) -> float:
    """Commitment to the object of an unknown verb: between presupposing it and bringing it about."""
    present = _present(above.around)
    return above.value if above.value >= present else 0.65 * present + 0.35 * above.value


def _present(around: float) -> float:
    """Commitment to what is presupposed: close to certain, a little less where the context is uncertain."""
    return 2.2 + 0.2 * around


def _apply(row: Signature, above: Commitment) -> float:
    """Commitment under a governor with this signature: between its two values, by the commitment to the governor."""
    sure = above.value / CERTAIN
    if row.so * row.denied > 0:
        return row.so + (row.denied - row.so) * (1 - sure) / 2
    return row.so * sure**0.7 if sure >= 0 else -row.denied * sure


def _signature(token: Token, relation: str, preposition: str | None = None) -> Signature | None:
    rows = _table()[relation]
    lemma = token.lemma_.lower()
    if preposition is not None:
        row = rows.get(f"{lemma} {preposition}")
        if row is not None or (token.pos_ == "VERB" and relation == "noun"):
            return row
    if token.pos_ == "VERB":
        for child in token.rights:
            if child.dep_ == "prt":
                row = rows.get(f"{lemma} {child.lower_}")
                if row is not None:
                    return row
    elif token.pos_ == "NOUN":
        row = rows.get(f"{lemma} (n)")
        if row is not None:
            return row
    return rows.get(lemma)


@cache
def _table() -> dict[str, dict[str, Signature]]:
    """relation -> key -> signature."""
    found: dict[str, dict[str, Signature]] = {}
    for row in table("factuality.tsv"):
        key, relation = row["entry"].split("|")
        so = float(row["so"])
        denied = _number(row["not"])
        found.setdefault(relation, {})[key] = Signature(
            so, -so if denied is None else denied, _number(row["said"]), _number(row["said_not"])
        )
    return found


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
