"""Acts that show in the content itself: "we deny", "must", "will", "about 300 dead", "a grave mistake"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.hedges import hedges, judgements
from reportedly.lexicon.predicates import is_no_act
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act, Manner
from reportedly.reading.speech_act.future import act_about_future, is_first_person
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.model import Anchor
    from reportedly.reading.text.syntax import Syntax

_LONGEST = 40
"""Tokens of a content that are looked through for what the speaker does in it, or for numbers."""
_SHORT = 8
"""Tokens of a content without a verb that may be no more than a verdict."""
_ANSWERING = frozenset({Act.CONFIRM, Act.DENY})
_COMMITTING = frozenset({Act.PROMISE, Act.DEMAND, Act.ACCUSE})
_PREDICATIVE = frozenset({"attr", "acomp", "oprd"})
_JUDGING = _PREDICATIVE | {"dobj", "advmod", "xcomp"}
"""Relations of a verb's dependents that may judge: "was a mistake", "acted recklessly"."""


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


def longest_part(content: Sequence[Anchor]) -> Anchor:
    """The longest of the parts that a content is in."""
    return max(content, key=lambda a: a.end - a.start)


def act_of_content(g: Syntax, content: Sequence[Anchor]) -> Act | None:
    """The act that shows in what a source says, or None where it simply says how things are."""
    first, last, root = root_of(g, longest_part(content))
    if first >= g.n:
        return None
    found = _performed(g, first, last) or _demanded(g, root)
    if found is not None:
        return found
    if _is_refutation(g, root) or _says_untrue(g, first, last, root):
        return Act.DENY
    if _passes_on(g, root):
        return Act.DECLINE
    verbs = [root, *(c for c in g.children[root] if g.dep[c] == "conj" and g.is_verb(c))]
    if any(g.low[c] == "would" for c in g.children[root]):
        verdict = _judged(g, verbs)
        if verdict is not None:
            return verdict
    if _names_evidence(g, root):
        return Act.CONFIRM
    ahead = act_about_future(g, root, own_voice=False)
    if ahead is not None:
        return ahead
    return Act.ESTIMATE if _is_estimate(g, first, last, root) else _judged(g, verbs)


def act_in_own_voice(g: Syntax, content: Sequence[Anchor]) -> Act:
    """The act of what the outlet says in its own voice: it asserts, predicts or estimates."""
    first, last, root = root_of(g, longest_part(content))
    if first >= g.n:
        return Act.ASSERT
    ahead = act_about_future(g, root, own_voice=True)
    if ahead is not None:
        return ahead
    return Act.ESTIMATE if _is_estimate(g, first, last, root) else Act.ASSERT


def _names_evidence(g: Syntax, root: int) -> bool:
    """True if the content says that there is proof: "there was evidence that", "has proof of"."""
    if g.lemma[root] not in ("be", "have", "find", "obtain", "see") or g.is_negated(root):
        return False
    noun = g.child(root, "attr", "dobj")
    return noun is not None and g.lemma[noun] in ("evidence", "proof") and not g.is_negated(noun)


def _is_refutation(g: Syntax, root: int) -> bool:
    """True if it calls untrue what was said: "the reports are baseless", "nothing but propaganda", "this is a lie"."""
    subject = g.child(root, *NOMINAL_SUBJECTS)
    if subject is None or g.is_negated(root):
        return False
    if g.lemma[subject] not in word_set("things said") and g.low[subject] not in word_set("pointing pronoun"):
        return False
    called = _dependents(g, [root], _PREDICATIVE)
    called += _dependents(g, called, {"prep", "conj", "amod", "compound"})
    called += _dependents(g, called, {"pobj"})
    called += _dependents(g, called, {"amod", "compound"})
    untrue = word_set("untrue")
    return any(g.lemma[i] in untrue or g.low[i] in untrue for i in (root, *called))


def _says_untrue(g: Syntax, first: int, last: int, root: int) -> bool:
    """True for "that is not true", "there is no truth in it", "it is without foundation", "pure fiction"."""
    subject = g.child(root, *NOMINAL_SUBJECTS, "expl")
    called = _dependents(g, [root], _PREDICATIVE)
    if subject is None:
        # No clause: "Rubbish from beginning to end".
        bare = not g.is_verb(root) and last - first < _SHORT and not _dependents(g, [root], {"nummod", "poss"})
        return bare and g.lemma[root] in word_set("untrue") and not g.is_negated(root)
    if g.dep[subject] == "expl":
        return any(g.lemma[i] in word_set("truth") and g.is_negated(i) for i in called)
    if g.lemma[subject] not in word_set("things said") and g.low[subject] not in word_set("pointing pronoun"):
        return False
    if g.is_negated(root):
        return any(g.lemma[i] in word_set("truly so") for i in called)
    lacking = [c for c in _dependents(g, [root, *called], {"prep"}) if g.low[c] == "without"]
    return any(g.lemma[i] in word_set("truth") for i in _dependents(g, lacking, {"pobj"}))


def _passes_on(g: Syntax, root: int) -> bool:
    """True if somebody else is to answer, or it is no time to: "that is a question for the court", "premature to"."""
    if g.lemma[root] != "be" or g.is_negated(root):
        return False
    called = _dependents(g, [root], _PREDICATIVE)
    if any(g.lemma[i] == "question" and any(g.low[c] == "for" for c in g.children[i]) for i in called):
        return True
    soon = any(g.low[i] in word_set("too soon") for i in called)
    acts = _dependents(g, [root, *called], {"xcomp", "ccomp", "csubj", "advcl"})
    return soon and any(g.lemma[i] in word_set("giving answers") | word_set("saying more") for i in acts)


def calls_untrue(g: Syntax, content: Sequence[Anchor]) -> bool:
    """True if it is a thing said with a word that calls it untrue: "the story | total fiction"."""
    first, last, _ = root_of(g, content[0])
    last = min(max(last, root_of(g, content[-1])[1]), first + _LONGEST, g.n - 1)
    noun = next((i for i in range(first, last + 1) if g.pos[i] in ("NOUN", "PROPN", "PRON")), None)
    if noun is None:
        return False
    said = g.lemma[noun] in word_set("things said") or g.low[noun] in word_set("pointing pronoun")
    untrue = word_set("untrue")
    called = [i for i in range(noun + 1, last + 1) if g.lemma[i] in untrue or g.low[i] in untrue]
    return said and any(g.low[i - 1] not in word_set("negation") for i in called)


def _dependents(g: Syntax, heads: Iterable[int], deps: Iterable[str]) -> list[int]:
    return [c for h in heads for c in g.children[h] if g.dep[c] in deps]


def _performed(g: Syntax, first: int, last: int) -> Act | None:
    """The act that a speaker names in the first person: "we cannot confirm", "I deny", "we see no need to comment"."""
    for i in range(first, min(last, first + _LONGEST) + 1):
        if g.is_verb(i) and is_first_person(g, g.child(i, "nsubj")):
            act = _performed_by(g, i)
            if act is not None:
                return act
    return None


def _performed_by(g: Syntax, v: int) -> Act | None:
    """The act of this verb in the first person."""
    entry = cues.verbs().get(g.lemma[v])
    negated = g.is_negated(v)
    if _has_nothing_to_say(g, v):
        return Act.DECLINE
    thought = entry is not None and entry.manner is Manner.THOUGHT
    if negated and not thought and _is_about_answering(g, v):
        return Act.DECLINE
    if entry is None:
        return None
    if entry.act in _ANSWERING and not thought:
        return Act.DECLINE if negated else entry.act
    if negated:
        return None
    if entry.act in _COMMITTING and g.lemma[v] not in ("want", "plan", "decide", "suggest"):
        return entry.act
    return Act.PREDICT if entry.act is Act.PREDICT else None


def _has_nothing_to_say(g: Syntax, v: int) -> bool:
    """True for "we have no comment", "I have nothing to add"."""
    found = g.child(v, "dobj") if g.lemma[v] == "have" else None
    if found is None:
        return False
    if g.low[found] == "nothing":
        return any(g.lemma[c] in word_set("saying more") for c in g.children[found])
    return g.lemma[found] in word_set("answers of no kind") and (g.is_negated(found) or g.is_negated(v))


def _is_about_answering(g: Syntax, v: int) -> bool:
    """True if the verb, or what depends on it, is about giving an answer: "comment", "discuss"."""
    level = [v]
    for _ in range(4):
        if not word_set("giving answers").isdisjoint(g.lemma[i] for i in level):
            return True
        level = [c for i in level for c in g.children[i]]
    return False


def is_own_step_ahead(g: Syntax, content: Sequence[Anchor]) -> bool:
    """True if the content is what "he" or "we" would do: of a warning it makes a threat."""
    _, _, root = root_of(g, longest_part(content))
    if root >= g.n:
        return False
    subject = g.child(root, "nsubj")
    ahead = any(g.low[c] == "would" or g.low[c] in word_set("future modal") for c in g.children[root])
    return ahead and subject is not None and g.low[subject] in word_set("subject pronoun")


def commits_speaker(g: Syntax, source: Anchor | None, content: Sequence[Anchor]) -> bool:
    """True if the content is what the source would do by its own will: "the firm said it would publish the data"."""
    _, _, root = root_of(g, longest_part(content))
    if root >= g.n or source is None or not is_own_step_ahead(g, content):
        return False
    if g.passive(root) or g.is_negated(root) or "have" in g.auxiliaries(root) or is_no_act(g.lemma[root]):
        return False
    hedged = any(g.low[c] in hedges(beside_cue=False) for c in g.children[root] if g.dep[c] == "advmod")
    subject = g.child(root, "nsubj")
    return not hedged and subject is not None and _may_mean(g, g.low[subject], source)


def _may_mean(g: Syntax, pronoun: str, source: Anchor) -> bool:
    """True if the pronoun agrees with the source: "they" with a plural, "it" with what is no person."""
    first, last, _ = root_of(g, source)
    words = range(first, last + 1)
    if pronoun == "they":
        return any(g.tag[i] in ("NNS", "NNPS") or g.dep[i] == "cc" or g.low[i] == "they" for i in words)
    if pronoun == "it":
        return not any(g.label[i] == "PERSON" or g.low[i] in ("he", "she", "they", "i", "we") for i in words)
    return True


def _demanded(g: Syntax, root: int) -> Act | None:
    auxiliaries = {g.low[c] for c in g.children[root] if g.dep[c] in ("aux", "neg")}
    if {"must", "should", "ought"} & auxiliaries:
        subject = g.child(root, *NOMINAL_SUBJECTS)
        perfect = "have" in auxiliaries
        return None if perfect or subject is None or g.low[subject] == "i" else Act.DEMAND
    if g.tag[root] == "VB" and not auxiliaries and g.child(root, *NOMINAL_SUBJECTS, "aux") is None:
        return Act.DEMAND if g.left[root] == root or g.low[g.left[root]] in ("do", "let", "please") else None
    return None


def _is_estimate(g: Syntax, first: int, last: int, root: int) -> bool:
    """True if a number is put to what can only be estimated, or the words say that it is an estimate."""
    if any(g.lemma[i] in word_set("estimating") for i in (root, *g.children[root])):
        return True
    near = range(first, min(last, first + _LONGEST) + 1)
    return (
        any(g.tag[i] == "CD" for i in near)
        and any(g.lemma[i] in word_set("toll") for i in near)
        and any(_is_rough(g, i, first) for i in near)
    )


def _is_rough(g: Syntax, i: int, first: int) -> bool:
    """True for a word that makes a number rough: "about", "exceed", "more than"."""
    if g.low[i] in word_set("roughly") or g.lemma[i] == "exceed":
        return True
    return g.low[i] == "than" and i > first and g.low[i - 1] in ("more", "fewer", "less")


def _judged(g: Syntax, verbs: Sequence[int]) -> Act | None:
    """The act of a predicate that judges: "was a grave mistake", "violated the charter"."""
    known = judgements()
    for v in verbs:
        near = [v] if _judges(g, v) else []
        for c in g.children[v]:
            # An object judges only with a verb that says no more than that there is one: "made a mistake".
            if g.dep[c] in _JUDGING and (g.dep[c] != "dobj" or g.lemma[v] in word_set("showing")):
                near.append(c)
                near += _dependents(g, [c], {"amod", "conj", "attr", "acomp"})
        for i in near:
            act = known.get(g.lemma[i]) or known.get(g.low[i])
            if act is not None:
                return act
    return None


def _judges(g: Syntax, v: int) -> bool:
    """True if the verb judges as it stands: "talks failed" reports a fact, "the plan failed badly" judges it."""
    if g.lemma[v] not in word_set("judging by degree"):
        return True
    return any(g.dep[c] == "dobj" or (g.dep[c] == "advmod" and g.low[c] in word_set("degree")) for c in g.children[v])
