"""What the content itself does: "we deny", "must", "will", "about 300 dead", "a grave mistake"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.hedges import ORDER, hedges, judgements
from reportedly.model import Act, Certainty, Manner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Anchor
    from reportedly.reading.text.syntax import Syntax

_I = frozenset({"i", "we"})
_OURS = frozenset({"my", "our"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_PERHAPS = frozenset({"may", "might", "could"})
_NO = frozenset({"not", "n't", "n’t", "never", "no", "cannot"})
_THAT = frozenset({"this", "that", "it", "these", "those", "all"})
_PASSING = frozenset(
    [
        "conj",
        "xcomp",
        "acomp",
        "attr",
        "dobj",
        "advmod",
        "aux",
        "auxpass",
        "neg",
        "amod",
        "oprd",
        "nsubj",
        "nsubjpass",
        "pobj",
        "prep",
        "compound",
        "nummod",
        "quantmod",
        "det",
    ]
)


def root_of(g: Syntax, a: Anchor) -> tuple[int, int, int]:
    """First and last token and grammatical head of a content; of several sentences the first one's head."""
    first = g.token_at(a.start)
    last = first
    root = first
    found = False
    while last < g.n and g.char[last] < a.end:
        head = g.head[last]
        outside = head == last or not (a.start <= g.char[head] < a.end)
        if outside and not found and g.pos[last] not in ("PUNCT", "SPACE", "CCONJ", "SCONJ", "INTJ"):
            root, found = last, True
        last += 1
    return first, last - 1, root


def act_of_content(g: Syntax, content: Sequence[Anchor], *, own_voice: bool) -> Act | None:
    """The act that the content shows, or None where it simply says how things are."""
    longest = max(content, key=lambda a: a.end - a.start)
    first, last, root = root_of(g, longest)
    if first >= g.n:
        return None
    verbs = [root, *(c for c in g.children[root] if g.dep[c] == "conj" and g.is_verb(c))]
    if not own_voice:
        found = _performed(g, first, last) or _demanded(g, root)
        if found is not None:
            return found
    if not own_voice and _refuted(g, root):
        return Act.DENY
    if any(g.low[c] == "would" for c in g.children[root]) and not own_voice:
        verdict = _judged(g, verbs)
        if verdict is not None:
            return verdict
    if not own_voice and _evidenced(g, root):
        return Act.CONFIRM
    ahead = _ahead(g, root, own_voice=own_voice)
    if ahead is not None:
        return ahead
    if _estimated(g, first, last, root):
        return Act.ESTIMATE
    if own_voice:
        return None
    return _judged(g, verbs)


def _evidenced(g: Syntax, root: int) -> bool:
    """Whether the content says that there is proof: "there was evidence that", "has proof of"."""
    if g.lemma[root] not in ("be", "have", "find", "obtain", "see") or any(g.low[c] in _NO for c in g.children[root]):
        return False
    noun = g.child(root, "attr", "dobj")
    return (
        noun is not None
        and g.lemma[noun] in ("evidence", "proof")
        and not any(g.low[c] in _NO for c in g.children[noun])
    )


def _refuted(g: Syntax, root: int) -> bool:
    """Whether it calls untrue what was said: "the reports are baseless", "nothing but propaganda", "this is a lie"."""
    subject = g.child(root, "nsubj", "nsubjpass")
    if subject is None or any(g.low[c] in _NO for c in g.children[root]):
        return False
    if g.lemma[subject] not in cues.word_set("things said") and g.low[subject] not in _THAT:
        return False
    called = [root, *(c for c in g.children[root] if g.dep[c] in ("attr", "acomp", "oprd"))]
    called += [k for c in called[1:] for k in g.children[c] if g.dep[k] in ("prep", "conj", "amod", "compound")]
    called += [k for c in called[1:] for k in g.children[c] if g.dep[k] == "pobj"]
    called += [k for c in called[1:] for k in g.children[c] if g.dep[k] in ("amod", "compound")]
    return any(g.lemma[i] in cues.word_set("untrue") or g.low[i] in cues.word_set("untrue") for i in called)


def _performed(g: Syntax, first: int, last: int) -> Act | None:
    """What the speaker does in so many words: "we cannot confirm", "I deny", "we see no need for comment"."""
    known = cues.verbs()
    limit = min(last, first + 40)
    for i in range(first, limit + 1):
        if not g.is_verb(i):
            continue
        subject = g.child(i, "nsubj")
        if subject is None or not (g.low[subject] in _I or any(g.low[c] in _OURS for c in g.children[subject])):
            continue
        entry = known.get(g.lemma[i])
        negated = any(g.low[c] in _NO for c in g.children[i])
        if negated and (entry is None or entry.manner is not Manner.THOUGHT) and _silent(g, i):
            return Act.DECLINE
        if entry is None:
            continue
        if entry.act in (Act.CONFIRM, Act.DENY) and entry.manner is not Manner.THOUGHT:
            return Act.DECLINE if negated else entry.act
        if (
            entry.act in (Act.PROMISE, Act.DEMAND, Act.ACCUSE)
            and not negated
            and g.lemma[i] not in ("want", "plan", "decide", "suggest")
        ):
            return entry.act
        if entry.act is Act.PREDICT and not negated:
            return Act.PREDICT
    return None


def _silent(g: Syntax, v: int) -> bool:
    """Whether the verb is about giving an answer: comment, confirm, say, discuss."""
    words = {
        g.lemma[v],
        *(
            g.lemma[k]
            for c in g.children[v]
            for k in (c, *g.children[c], *(x for y in g.children[c] for x in g.children[y]))
        ),
    }
    return bool(words & {"comment", "confirm", "answer", "discuss", "speculate", "elaborate", "disclose", "verify"})


def own_step_ahead(g: Syntax, content: Sequence[Anchor]) -> bool:
    """Whether the content is what "he" or "we" would do: of a warning it makes a threat."""
    _, _, root = root_of(g, max(content, key=lambda a: a.end - a.start))
    if root >= g.n:
        return False
    subject = g.child(root, "nsubj")
    ahead = any(g.low[c] == "would" or g.low[c] in _FUTURE for c in g.children[root])
    return ahead and subject is not None and g.low[subject] in _I | {"he", "she", "they", "it"}


def _demanded(g: Syntax, root: int) -> Act | None:
    auxiliaries = {g.low[c] for c in g.children[root] if g.dep[c] in ("aux", "neg")}
    if {"must", "should", "ought"} & auxiliaries:
        subject = g.child(root, "nsubj", "nsubjpass")
        perfect = "have" in auxiliaries
        return None if perfect or subject is None or g.low[subject] == "i" else Act.DEMAND
    if g.tag[root] == "VB" and not auxiliaries and g.child(root, "nsubj", "nsubjpass", "aux") is None:
        return Act.DEMAND if g.left[root] == root or g.low[g.left[root]] in ("do", "let", "please") else None
    return None


def _ahead(g: Syntax, root: int, *, own_voice: bool) -> Act | None:
    """Promise or prediction: the clause is about what is still to come."""
    auxiliaries = {g.low[c] for c in g.children[root] if g.dep[c] in ("aux", "auxpass")}
    subject = g.child(root, "nsubj", "nsubjpass")
    mine = subject is not None and (g.low[subject] in _I or any(g.low[c] in _OURS for c in g.children[subject]))
    perfect = "have" in auxiliaries
    conditional = any(
        g.dep[c] == "advcl" and any(g.low[k] in ("if", "unless") for k in g.children[c]) for c in g.children[root]
    )
    if auxiliaries & _FUTURE and not perfect:
        return Act.PROMISE if mine and not own_voice else Act.PREDICT
    if "would" in auxiliaries and not perfect and not own_voice and not conditional and not mine:
        return Act.PREDICT
    if auxiliaries & _PERHAPS and not perfect and not own_voice and "be" not in auxiliaries and g.tag[root] == "VB":
        return Act.PREDICT
    words = {g.low[c] for c in g.children[root]} | {g.low[root]}
    subject_words = {g.lemma[subject]} if subject is not None else set()
    if (
        (words | subject_words) & cues.word_set("chance")
        and not perfect
        and "have" not in {g.lemma[c] for c in g.children[root]}
    ):
        return Act.PREDICT
    if words & {"likely", "unlikely", "expected", "set", "poised", "bound", "due"} and any(
        g.dep[c] in ("xcomp", "acomp", "auxpass") for c in g.children[root]
    ):
        return Act.PREDICT
    if g.low[root] in ("ready", "prepared", "willing") or words & {"ready", "willing"}:
        return None if own_voice else Act.PROMISE
    return None


def _estimated(g: Syntax, first: int, last: int, root: int) -> bool:
    """Whether a number is put to what can only be estimated, or the words say so."""
    near = [root, *g.children[root]]
    if any(g.lemma[i] in cues.word_set("estimating") for i in near):
        return True
    number = toll = rough = False
    for i in range(first, min(last, first + 40) + 1):
        number = number or g.tag[i] == "CD"
        toll = toll or g.lemma[i] in cues.word_set("toll")
        rough = (
            rough
            or g.low[i] in cues.word_set("roughly")
            or g.lemma[i] in ("exceed",)
            or (g.low[i] == "than" and i > first and g.low[i - 1] in ("more", "fewer", "less"))
        )
    return number and toll and rough


def _judged(g: Syntax, verbs: Sequence[int]) -> Act | None:
    """Whether the predicate judges: "was a grave mistake", "violated the charter"."""
    known = judgements()
    for v in verbs:
        near = [v]
        for c in g.children[v]:
            if g.dep[c] in ("attr", "acomp", "oprd", "dobj", "advmod", "xcomp", "ccomp") and g.dep[c] != "ccomp":
                if g.dep[c] == "dobj" and g.lemma[v] not in (
                    "be",
                    "have",
                    "constitute",
                    "represent",
                    "show",
                    "express",
                    "make",
                    "commit",
                ):
                    continue
                near.append(c)
                near.extend(k for k in g.children[c] if g.dep[k] in ("amod", "conj", "attr", "acomp"))
        for i in near:
            act = known.get(g.lemma[i]) or known.get(g.low[i])
            if act is not None:
                return act
    return None


def sureness_of_content(g: Syntax, content: Sequence[Anchor]) -> Certainty | None:
    """How sure the hedges in the content's main clause make it; None where there is none."""
    known = hedges(beside_cue=False)
    first, last, root = root_of(g, content[0])
    found = []
    for i in range(first, min(last, first + 60) + 1):
        sure = known.get(g.low[i])
        if sure is None:
            sure = known.get(g.lemma[i]) if g.is_verb(i) else None
        if sure is not None and _governs(g, i, root):
            found.append(sure)
    return min(found, key=ORDER.index, default=None)


def _governs(g: Syntax, i: int, root: int) -> bool:
    for _ in range(4):
        if i == root:
            return True
        if g.dep[i] not in _PASSING:
            return False
        i = g.head[i]
    return False
