"""Standing: whether a wording stands alone, as a whole clause that needs nothing of the report around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import roles
from reportedly.lexicon.cues import verbs
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Manner
from reportedly.reading.propositions.bound import is_plural
from reportedly.reading.propositions.noun_phrases import determiner, is_bare, is_noun
from reportedly.reading.text.syntax import OBJECTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from reportedly.reading.propositions.clause import Clause
    from reportedly.reading.text.syntax import Syntax

_NO_WORDS = frozenset({"PUNCT", "SPACE"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_COMPLEMENTS = ("ccomp", "xcomp", "attr", *OBJECTS)
_AFTER_ANOTHER = frozenset({"following", "next", "previous"})
_NO_COMPLEMENTS = ("punct", "cc", "aux", "auxpass", "neg", "mark", "intj")


def stands_alone(
    clause: Clause, words: Sequence[int], settled: Collection[int], *, whole: bool = False, sourced: bool = True
) -> bool:
    """True if the tokens of a wording are a whole clause, and nobody and nothing in it is only pointed at.

    `settled` are tokens that point at somebody or something that the wording names; `whole` if brackets make it whole.
    What an outlet tells of "the victims" in its own voice goes on from what it has told before; a source that speaks of
    "the attack" means the one that the report is about.
    """
    s = clause.syntax
    told = [i for i in words if s.pos[i] not in _NO_WORDS]
    if not told or _asks(clause, words[-1]):
        return False
    if not whole and (not _is_whole(clause, told) or _depends(clause, told[0])):
        return False
    held = frozenset(told)
    if _is_split(s, told[0]) or _is_split(s, told[-1] + 2) or _is_cut_off(clause, told, held):
        return False
    return not any(
        _goes_on(clause, i, held, sourced=sourced) or _points_back(s, i, held) or _points_outside(clause, i, held)
        for i in told
        if i not in settled
    )


def _is_whole(clause: Clause, told: Sequence[int]) -> bool:
    """True if the content has a finite verb with its subject that is not one of saying without what is said."""
    s, held = clause.syntax, set(told)
    # "the claim that it sank" tells of a claim.
    main = (clause.root,) if s.tag[clause.root].startswith("NN") else (clause.root, clause.predicate)
    for v in dict.fromkeys(main):
        subject = next((c for c in s.children[v] if s.dep[c] in _SUBJECTS), None)
        if v in held and _is_finite(s, v) and subject in held:
            return not _only_says(clause, v) and not _is_elliptic(s, v, held) and not _only_exists(s, v, held)
    return False


def _is_split(s: Syntax, first: int) -> bool:
    """True if the full stop before a token ends no sentence but an abbreviated rank, or stands in a figure."""
    if not 2 <= first < s.n or s.low[first - 1] != ".":
        rank = s.low[first - 1].removesuffix(".") if 0 < first < s.n else ""
        return rank in word_set("abbreviated rank") and s.low[first - 1].endswith(".")
    before = s.words[first - 2]
    number = before[-1:].isdigit() and s.words[first][:1].isdigit()
    return number or (before.lower() in word_set("abbreviated rank") and before[0].isupper())


def _is_cut_off(clause: Clause, told: Sequence[int], held: Collection[int]) -> bool:
    """True if the words begin within their subject, end within a noun phrase, or open with half a sentence."""
    s, first, last = clause.syntax, told[0], told[-1]
    if last < s.head[last] <= last + 3 and s.dep[last] in ("amod", "compound", "nmod", "det", "nummod"):
        return True
    subject = s.subject(clause.root)
    begins = s.tag[first] == "DT" and s.words[first][0].isupper()
    if subject is not None and subject in held and not begins and s.left[subject] < first <= subject:
        missing = (k for k in range(s.left[subject], first) if s.pos[k] not in (*_NO_WORDS, "CCONJ", "SCONJ"))
        if next(missing, None) is not None:
            return True
    opening = [i for i in told if s.sent[i] == s.sent[first]]
    return s.sent[first] != s.sent[clause.root] and not any(_is_finite(s, i) for i in opening)


def _is_finite(s: Syntax, v: int) -> bool:
    """True for a finite verb, also where the parser takes a past tense with its subject for a participle."""
    past = s.tag[v] == "VBN" and s.dep[v] in ("ROOT", "conj", "ccomp") and not s.auxiliaries(v)
    return s.is_finite(v) or (
        past and s.child(v, "nsubj") is not None and s.child(v, "xcomp", "ccomp", "prt", *OBJECTS) is not None
    )


def _is_elliptic(s: Syntax, v: int, held: Collection[int]) -> bool:
    """True if the verb is an auxiliary that leaves out what it helps to say: "the mayor will be"."""
    if s.tag[v] != "MD" and s.lemma[v] not in ("be", "do"):
        return False
    others = (c for c in s.children[v] if c in held and s.dep[c] not in (*_SUBJECTS, *_NO_COMPLEMENTS))
    return next(others, None) is None


def _only_exists(s: Syntax, v: int, held: Collection[int]) -> bool:
    """True for "there was little choice", which does not say where or for what."""
    if s.child(v, "expl") is None:
        return False
    below = [i for i in range(s.left[v], s.right[v] + 1) if i in held]
    return not any(s.dep[i] in ("prep", "relcl", "acl", "advcl", "xcomp", "ccomp") or s.tag[i] == "NNP" for i in below)


def _only_says(clause: Clause, v: int) -> bool:
    """True for "the director said" alone."""
    s = clause.syntax
    entry = verbs().get(s.lemma[v])
    if entry is None or entry.manner is not Manner.SPEECH or s.passive(v):
        return False
    return not any(
        clause.holds(c) and (s.dep[c] in _COMPLEMENTS or (s.dep[c] == "prep" and c > v)) for c in s.children[v]
    )


def _depends(clause: Clause, opening: int) -> bool:
    """True if the wording opens as a part of another clause: "who had helped", "because it fell"."""
    s = clause.syntax
    head = s.head[opening]
    if s.tag[opening].startswith("W"):
        whole = ("advcl",) if s.tag[opening] == "WRB" else ("csubj", "csubjpass") if s.tag[opening] == "WP" else ()
        return s.dep[head] not in whole or not clause.holds(s.head[head])
    if s.dep[opening] == "mark":
        return head in (clause.root, clause.predicate) or not clause.holds(s.head[head])
    return s.dep[opening] in ("prep", "agent", "pcomp", "cc") and not clause.holds(head)


def _asks(clause: Clause, last: int) -> bool:
    """True if a question mark follows."""
    s = clause.syntax
    return any(s.low[i].startswith("?") for i in range(last, min(last + 3, s.n)) if s.sent[i] == s.sent[last])


def _goes_on(clause: Clause, i: int, held: Collection[int], *, sourced: bool) -> bool:
    """True for a noun that says nothing of which one is meant: "this crime", in the outlet's own voice "the dam"."""
    s = clause.syntax
    if not is_noun(s, i) or not _is_prominent(clause, i) or _is_said_before(s, i, held):
        return False
    opening = determiner(s, i)
    in_subject = s.dep[i] != "pobj" or s.head[s.head[i]] not in (clause.root, clause.predicate)
    if opening == "the" and not sourced and in_subject and _is_vague(s, i):
        return True
    if opening in ("this", "that", "these", "those") and s.label[i] not in ("DATE", "TIME"):
        return not any(c > i and s.dep[c] in ("prep", "relcl", "acl") for c in s.children[i])
    if not is_bare(s, i) or (s.dep[i] == "nsubj" and s.child(s.head[i], "ccomp") is not None):
        return False  # "the evidence shows that Chile sank the ferry" says which evidence
    is_known = any(w in roles.body_heads() or w in word_set("only ones") for w in (s.low[i], s.lemma[i]))
    return opening == "the" and not sourced and not is_known


def _may_be_bound(s: Syntax, i: int, held: Collection[int]) -> bool:
    """True if a noun of the wording before a pronoun may be what it stands for."""
    if s.low[i] in word_set("first person") | word_set("first person plural") or s.low[i] == "my":
        return False
    person = word_set("masculine pronoun") | word_set("feminine pronoun") | {"his"}
    nouns = [h for h in held if h < i and s.tag[h].startswith("NN") and not s.left[h] <= i <= s.right[h]]
    if s.low[i] in person:
        return any(not is_plural(s, h) for h in nouns)
    many = s.low[i] in ("they", "them", "their")
    return any(not many or s.tag[h].startswith("NNP") or is_plural(s, h) for h in nouns)


def _is_vague(s: Syntax, i: int) -> bool:
    """True for a subject in common words that the outlet has brought up before: "the old power station"."""
    if s.dep[i] not in ("nsubj", "nsubjpass", "pobj") or s.tag[i] not in ("NN", "NNS"):
        return False
    if s.low[i] in roles.body_heads():
        return False
    beside = [c for c in s.children[i] if s.dep[c] not in ("det", "punct", "compound", "amod", "nmod")]
    words = [s.words[k] for k in range(s.left[i], i) if s.pos[k] not in _NO_WORDS and s.dep[k] != "det"]
    unique = any(s.tag[k] in ("JJS", "RBS", "POS", "CD", "NNP") for k in range(s.left[i], i))
    return not beside and bool(words) and not unique and all(w.islower() for w in words)


def _is_prominent(clause: Clause, i: int) -> bool:
    """True for a noun in the subject, for an object, and after a preposition of the main verb."""
    s, main = clause.syntax, (clause.root, clause.predicate)
    if s.head[i] in main or s.dep[s.head[i]] == "ROOT" or (s.dep[i] == "pobj" and s.head[s.head[i]] in main):
        return True
    return any(s.left[c] <= i <= s.right[c] for v in main for c in s.children[v] if s.dep[c] in ("nsubj", "nsubjpass"))


def _is_said_before(s: Syntax, i: int, held: Collection[int]) -> bool:
    return any(h < i and s.lemma[h] == s.lemma[i] and s.tag[h].startswith("NN") for h in held)


def _points_back(s: Syntax, i: int, held: Collection[int]) -> bool:
    """True for a word that counts or compares with what was said before: "both ports", "the same day", "elsewhere"."""
    head = s.head[i]
    if _is_said_before(s, head, held):
        return False
    if s.low[i] in word_set("pointing adverb"):
        after = any(k < i and s.is_verb(k) for k in held)  # "shot him and then fled"
        after = after or (i + 1 < s.n and s.low[i + 1] in ("this", "than", "today", "on", "in"))  # "earlier this week"
        after = after or s.child(i, "npadvmod") is not None  # "hours later"
        if s.dep[i] in ("pcomp", "pobj"):
            return True  # "since then"
        return s.dep[i] == "advmod" and not after and (s.is_verb(head) or s.dep[head] == "ROOT")
    is_subject = s.dep[head] in ("nsubj", "nsubjpass")
    if s.low[i] in ("one", "ones") and determiner(s, i) in ("this", "that", "these", "those", "the"):
        return not any(c > i and s.dep[c] in ("prep", "relcl", "acl") for c in s.children[i])
    if s.low[i] == "similar" and s.dep[i] == "amod":
        return is_subject and not any(s.low[c] == "to" for c in (*s.children[i], *s.children[head]))
    if s.low[i] in ("another", "other", "further"):
        return is_subject and s.dep[i] in ("det", "amod") and not any(s.low[c] == "than" for c in s.children[head])
    if s.low[i] == "both":
        return s.dep[i] in ("det", "predet")
    if s.low[i] in ("same", "such") or (s.low[i] in _AFTER_ANOTHER and s.dep[head] == "npadvmod"):
        if any(s.tag[c] == "JJS" for c in s.children[head]):
            return False  # "the worst such accident"
        before = "the" if s.low[i] != "such" else s.low[i]
        own = any(s.low[c] == before for c in (i, *s.children[head]) if c <= i)
        return own and s.dep[i] in ("amod", "predet", "det") and not any(s.low[c] == "as" for c in s.children[head])
    if s.label[i] == "ORDINAL" and s.dep[i] == "amod" and is_subject and determiner(s, head) == "the":
        return not any(s.dep[c] in ("prep", "acl") or s.tag[c] in ("JJS", "NNP") for c in s.children[head])
    if s.tag[i] != "CD" or s.label[i] == "DATE":
        return False
    if s.dep[i] in ("nsubj", "nsubjpass") and all(s.dep[c] in ("det", "quantmod", "advmod") for c in s.children[i]):
        return True  # "five were killed"
    counted = head if s.dep[i] == "nummod" and i < head else i
    beside = [c for c in s.children[counted] if c != i and s.dep[c] not in ("punct", "case")]
    return [s.low[c] for c in beside] in (["the"], ["those"], ["these"])


def _points_outside(clause: Clause, i: int, held: Collection[int]) -> bool:
    """True for a pronoun that is subject, agent or object of the main verb, for "you", and for "there"."""
    s = clause.syntax
    if s.low[i] in word_set("second person"):
        return True
    if s.low[i] in ("there", "here") and s.dep[i] == "advmod":
        return not any(s.tag[k] == "NNP" and clause.holds(k) for k in range(s.left[clause.root], i))
    if s.tag[i] in ("PRP", "PRP$") and s.low[i] not in word_set("reflexive"):
        main = s.head[i] in (clause.root, clause.predicate) and s.dep[i] in ("nsubj", "nsubjpass", "dative", *OBJECTS)
        return main or not _may_be_bound(s, i, held)
    if s.low[i] in word_set("pointing pronoun") and s.tag[i] == "DT" and s.dep[i] in (*OBJECTS, "pobj", "attr"):
        return not any(c > i for c in s.children[i])  # "those who stayed"
    if s.low[i] not in word_set("pointing subject") or s.dep[i] in ("det", "predet") or s.tag[i][0] in "NW":
        return False
    if determiner(s, i) in word_set("counting out"):
        return False  # "no one"
    if any(s.low[c] == "of" and s.child(c, "pobj") is not None for c in s.children[i]):
        return False  # "some of the trawlers"
    return s.dep[i] in ("nsubj", "nsubjpass", "ROOT") or (s.dep[i] == "pobj" and s.dep[s.head[i]] == "agent")
