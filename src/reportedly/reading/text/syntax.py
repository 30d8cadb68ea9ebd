"""The grammar of a report: what depends on what, who is subject of what, where a phrase ends.

This is the one place for questions to the parse: labels of subjects and objects, tags of finite verbs, negation,
auxiliaries, passives. The closed classes of words that go with them (future modal, reported future modal, negation,
subject pronoun, relative pronoun) are rows of `lexicon/word_sets.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from reportedly.lexicon.cues import verbs
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Manner
from reportedly.reading.text.punctuation import QUOTATION_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

Span = tuple[int, int]
"""First character and one past the last, in code points of the text."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
"""Dependency labels of subjects, clauses among them ("that he fled is known")."""
NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Labels of those subjects that are a noun phrase, and so may name somebody."""
OBJECTS = frozenset({"dobj", "obj"})
AUXILIARIES = frozenset({"aux", "auxpass"})
FINITE_VERBS = frozenset({"VBD", "VBP", "VBZ"})
"""Tags of verb forms that carry a tense."""
FINITE = FINITE_VERBS | {"MD"}
"""The same and modals: a clause with a word of these tags is finite."""
_EDGE = QUOTATION_MARKS + ",;:—–-… \t\r\n\u00a0\u200b\ufeff"
_CUT_RIGHT = frozenset(_EDGE + ".")
_CUT_LEFT = frozenset(_EDGE + ".*•·▪‣◦")


class Syntax:
    """One parsed report as lists by token index; built once, read by every rule."""

    __slots__ = (
        "char",
        "children",
        "dep",
        "doc",
        "end",
        "head",
        "label",
        "left",
        "lemma",
        "low",
        "n",
        "pos",
        "right",
        "sent",
        "starts",
        "tag",
        "text",
        "words",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        tokens = list(doc)
        self.doc = doc
        self.text = doc.text
        self.n = len(tokens)
        self.words = [t.text for t in tokens]
        self.low = [w.lower() for w in self.words]
        """The words in lower case."""
        self.lemma = [t.lemma_.lower() for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.dep = [t.dep_ for t in tokens]
        self.label = [t.ent_type_ for t in tokens]
        """Labels of named entities; empty outside them."""
        self.head = [t.head.i for t in tokens]
        self.char = [t.idx for t in tokens]
        """The first character of each token."""
        self.end = [i + len(w) for i, w in zip(self.char, self.words, strict=True)]
        self._reattach()
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self.left = list(range(self.n))
        """The first token of the subtree under each token."""
        self.right = list(range(self.n))
        """The last token of that subtree."""
        self.sent = [0] * self.n
        """The number of each token's sentence."""
        self.starts = [0][: self.n]
        """The first token of each sentence."""
        self._edges()

    def _reattach(self) -> None:
        """Attach a second verb of saying to the first: "said the bridge would be closed and warned that ...".

        The parser coordinates it with the verb of the content. It belongs to the speaker where it is a finite verb of
        saying, and the verb of the content is not finite or has a pronoun as subject that may mean the speaker.
        """
        for i in range(2, self.n):
            inner, cue = self.head[i], self.head[self.head[i]]
            if self.dep[i] == "conj" and self.dep[inner] == "ccomp" and cue < inner < i and self._belongs_to_cue(i):
                self.head[i] = cue
                for k in range(inner + 1, i):
                    if self.head[k] == inner and self.dep[k] == "cc":
                        self.head[k] = cue

    def _belongs_to_cue(self, i: int) -> bool:
        inner, cue = self.head[i], self.head[self.head[i]]
        if self.tag[cue] != "VBD" or self.tag[i] not in ("VBD", "VBN"):
            return False
        if not (_is_speech(self.lemma[i]) and _is_speech(self.lemma[cue])):
            return False
        if any(self.head[k] == i and self.dep[k] in SUBJECTS for k in range(inner, i)):
            return False
        siblings = [k for k in range(cue + 1, i) if self.head[k] == inner]
        if self.tag[i] == "VBN":
            # "Had been delayed and accused the opposition": no participle, for a passive has no object.
            passive = any(self.dep[k] == "auxpass" for k in siblings)
            if not (
                passive and any(self.head[k] == i and self.dep[k] == "dobj" for k in range(i, min(self.n, i + 12)))
            ):
                return False
        if self.tag[inner] != "VBD" or self.pos[inner] != "VERB":
            return True
        subject = next((k for k in siblings if self.dep[k] in SUBJECTS), None)
        return subject is not None and self.low[subject] in word_set("subject pronoun")

    def _edges(self) -> None:
        if self.doc.has_annotation("SENT_START"):
            self.starts = [sentence.start for sentence in self.doc.sents]
        for number, start in enumerate(self.starts):
            for i in range(start, self.sentence_end(number)):
                self.sent[i] = number
        for i in self._leaves_first():
            h = self.head[i]
            if h != i:
                self.left[h] = min(self.left[h], self.left[i])
                self.right[h] = max(self.right[h], self.right[i])

    def _leaves_first(self) -> list[int]:
        order: list[int] = [i for i, h in enumerate(self.head) if h == i]
        for i in order:
            order.extend(self.children[i])
        order.reverse()
        return order

    def sentence_end(self, number: int) -> int:
        """One past the last token of the sentence with that number."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else self.n

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of token `i` in one of these relations."""
        return next((c for c in self.children[i] if self.dep[c] in deps), None)

    def subject(self, v: int) -> int | None:
        """The verb's own subject; of several that the parser gave it the one nearest to it."""
        own = [c for c in self.children[v] if self.dep[c] in SUBJECTS]
        return min(own, key=lambda c: abs(c - v), default=None)

    def is_verb(self, i: int) -> bool:
        """True if token `i` is tagged as a verb form."""
        return self.tag[i].startswith("VB")

    def is_finite(self, i: int) -> bool:
        """True if the verb at `i` carries a tense or a modal, itself or by an auxiliary."""
        return self.tag[i] in FINITE or any(
            self.tag[c] in FINITE for c in self.children[i] if self.dep[c] in AUXILIARIES
        )

    def lemma_with_particle(self, v: int) -> str:
        """The verb at `v` as the lexicon lists it, with its particle: "point out"."""
        particle = self.child(v, "prt")
        return self.lemma[v] if particle is None else f"{self.lemma[v]} {self.low[particle]}"

    def auxiliaries(self, i: int) -> set[str]:
        """The auxiliaries of the verb at `i`, in lower case: {"would", "have"}."""
        return {self.low[c] for c in self.children[i] if self.dep[c] in AUXILIARIES}

    def is_negated(self, i: int) -> bool:
        """True if a word of negation depends on token `i`: "did not confirm", "no evidence"."""
        return any(
            self.low[c] in word_set("negation")
            and (self.dep[c] in ("neg", "preconj", "cc", "det") or (c < i and self.dep[c] == "advmod"))
            for c in self.children[i]
        )

    def passive(self, i: int) -> bool:
        """True if the verb at `i` is marked as passive, see `is_passive`."""
        return _marks_passive((self.dep[c], self.lemma[c]) for c in self.children[i])

    def agent(self, i: int) -> int | None:
        """Head of the noun phrase after "by" that a passive verb has."""
        for c in self.children[i]:
            if self.dep[c] == "agent" or (self.dep[c] == "prep" and self.low[c] == "by" and self.tag[i] == "VBN"):
                return self.child(c, "pobj")
        return None

    def span(self, first: int, last: int) -> Span | None:
        """The characters of tokens `first` to `last`, cut of marks and blanks at both ends; None where none is left."""
        if first > last or first < 0 or last >= self.n:
            return None
        return trim(self.text, self.char[first], self.end[last])

    def phrase(self, head: int, *, until: int | None = None, since: int | None = None) -> Span | None:
        """The whole phrase under `head`, not reaching `until` to the right nor `since` to the left."""
        first, last = self.left[head], self.right[head]
        if until is not None and until > head:
            last = min(last, until - 1)
        if since is not None and since < head:
            first = max(first, since + 1)
        return self.span(first, last)

    def token_at(self, char: int) -> int:
        """Index of the first token that ends after `char`; the number of tokens where none does."""
        low, high = 0, self.n
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= char:
                low = middle + 1
            else:
                high = middle
        return low

    def tokens_within(self, start: int, end: int) -> range:
        """The tokens that begin before the character `end` and end after the character `start`."""
        return range(self.token_at(start), bisect_left(self.char, end))


def is_passive(verb: Token) -> bool:
    """True if the verb is marked as passive, by an auxiliary or its agent: "was told", "has been denied", "held by"."""
    return _marks_passive((c.dep_, c.lemma_) for c in verb.children)


def has_patient_subject(verb: Token) -> bool:
    """True if the subject of the verb is what it happens to: it is a passive, or a participle that stands for one.

    Such participles follow a noun ("a town held", "asked about it, she") or another passive ("was seized and burned").
    For sources it is not so: "officials concerned that" are the ones who say it.
    """
    if is_passive(verb):
        return True
    own = [c.dep_ for c in verb.lefts]
    if verb.tag_ != "VBN" or "aux" in own:
        return False
    if verb.dep_ == "conj" and "nsubj" not in own:
        return verb.head.pos_ == "VERB" and any(c.dep_ == "auxpass" for c in verb.head.lefts)
    return verb.dep_ in ("acl", "advcl")


def _marks_passive(dependents: Iterable[tuple[str, str]]) -> bool:
    """The same by label and lemma of the verb's dependents; "have" with a passive subject is an error of the parser."""
    own = list(dependents)
    labels = {label for label, _ in own}
    return bool(labels & {"auxpass", "agent"}) or ("nsubjpass" in labels and ("aux", "have") not in own)


def _is_speech(lemma: str) -> bool:
    entry = verbs().get(lemma)
    return entry is not None and entry.manner is Manner.SPEECH


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without marks, commas, full stops and blanks at its ends; brackets and abbreviations keep theirs."""
    while start < end and text[start] in _CUT_LEFT:
        if text[start] == "-" and start + 1 < end and text[start + 1].isdigit():
            break
        if text[start] in "'’" and start + 1 < end and text[start + 1].isdigit():
            break
        start += 1
    while start < end and text[end - 1] in _CUT_RIGHT:
        if text[end - 1] == "." and _abbreviation(text, start, end):
            break
        end -= 1
    return (start, end) if start < end else None


def _abbreviation(text: str, start: int, end: int) -> bool:
    """True if the stop at the end belongs to initials: "U.S.", "U.N."."""
    return end - 3 >= start and text[end - 2].isupper() and text[end - 3] == "."
