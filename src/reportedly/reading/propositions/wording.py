"""The wording of a statement in the manner of an editor: words of the report, in brackets what they refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.inflection import third_person_of
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Anchoring, Quote
from reportedly.reading.propositions.bound import bound_pronouns
from reportedly.reading.propositions.brackets import Bracket, put_in
from reportedly.reading.propositions.dates import dates
from reportedly.reading.propositions.extent import extent
from reportedly.reading.propositions.finite import finite_form
from reportedly.reading.propositions.referent import is_name
from reportedly.reading.propositions.reporting_clause import in_full, reporting_clause
from reportedly.reading.propositions.standing import stands_alone
from reportedly.reading.text.syntax import AUXILIARIES, FINITE, NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.model import Statement, Time
    from reportedly.reading.propositions.antecedents import Antecedents
    from reportedly.reading.propositions.clause import Clause
    from reportedly.reading.propositions.referent import Referent
    from reportedly.reading.text.syntax import Syntax


_SHORTENED = frozenset(mark + verb for mark in "'’" for verb in ("s", "ll", "d", "re"))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a statement on one line, and whether they stand alone."""

    words: str
    stands_alone: bool
    has_cue: bool = False
    """True if the cue is put before what is no clause: "[Chile denied] the raid"."""


def word(
    clause: Clause,
    statement: Statement,
    times: Sequence[Time],
    antecedents: Antecedents,
    published: date | None = None,
) -> Wording | None:
    """The wording of a content; None where it has no words."""
    s, tokens = clause.syntax, extent(clause.syntax, clause.content)
    if not tokens:
        return None
    form = finite_form(clause, tokens, statement, antecedents)
    introduced = () if form else reporting_clause(clause, tokens, statement, antecedents)
    if not form and not introduced and _opens_infinitive(clause, tokens):
        del tokens[0]
    bound = bound_pronouns(clause, tokens, antecedents.agree)
    if form:
        bound |= {i for i in tokens if s.tag[i] == "PRP$" and s.low[i] in word_set("possessive")}
    tokens = _without_stamp(s, tokens, times)
    brackets = [*form, *introduced]
    used: set[str] = set()
    for referent, bracket in _references(clause, tokens, bound, statement, antecedents):
        first_person = s.low[bracket.first] in word_set("first person") or s.low[bracket.first] in ("my", "our")
        if introduced and not first_person and introduced[0].words.lower().startswith(referent.words.lower()):
            continue  # "[the navy defended] its actions"
        if not first_person and _is_met(s, tokens, bracket.first, referent):
            continue
        if first_person or (referent.words not in used and not _is_named(s, tokens, bracket.first, referent)):
            brackets += [bracket, *_agreeing(s, bracket.first, referent), *_shortened(s, bracket.first)]
            used.add(referent.words)
    brackets += _full_names(s, tokens, brackets, antecedents)
    brackets += dates(s, times, published)
    words = put_in(s, tokens, _apart(brackets))
    alone = stands_alone(clause, tokens, words, statement.act, whole=bool(form or introduced))
    return Wording(words, alone, has_cue=bool(introduced))


def _without_stamp(s: Syntax, tokens: list[int], times: Sequence[Time]) -> list[int]:
    """The tokens without the day of publication that ran into the first sentence: "4 Apr 2017 A bomb hit ..."."""
    stamps = [t for t in times if s.token_at(t.anchor.start) in tokens[:2] and t.anchored is Anchoring.FULL]
    if not stamps:
        return tokens
    first, end = s.token_at(stamps[0].anchor.start), s.token_at(stamps[0].anchor.end - 1) + 1
    rest = [i for i in tokens if i >= end]
    labelled = first == tokens[0] or s.tag[tokens[0]] in ("VBN", "VBD")  # "Published"
    begins = bool(rest) and rest[0] == end and s.words[end][:1].isupper() and s.dep[first] not in NOMINAL_SUBJECTS
    return rest if labelled and begins else tokens


def _opens_infinitive(clause: Clause, tokens: Sequence[int]) -> bool:
    """True for a "to" that joins the words to their cue; in "to win, the party must grow" it does not."""
    s, first = clause.syntax, tokens[0]
    return len(tokens) > 1 and s.low[first] == "to" and (s.head[first] == clause.root or s.dep[first] == "prep")


def _references(
    clause: Clause, tokens: Sequence[int], bound: set[int], statement: Statement, antecedents: Antecedents
) -> Iterator[tuple[Referent, Bracket]]:
    """What pronouns and short references stand for, and the brackets for them."""
    s = clause.syntax
    for i in tokens:
        if s.tag[i] in ("PRP", "PRP$") and i not in bound:
            found = antecedents.of(i, statement)
            if found is not None and is_name(found.words):
                yield found, Bracket(i, i + 1, found.genitive if s.tag[i] == "PRP$" else found.words)
        elif antecedents.short.is_short(i) and s.left[i] in tokens:
            found = antecedents.short.of(i)
            quoted = statement.quote is Quote.DIRECT or antecedents.is_quoted(i)
            if found is not None and quoted and found.words.islower():
                continue  # whoever is quoted may speak of another one than the report
            if found is not None and is_name(found.words):
                yield found, Bracket(s.left[i], i + 1, found.words)


def _is_met(s: Syntax, tokens: Sequence[int], subject: int, referent: Referent) -> bool:
    """True if the wording names the same as an object of the verb: "she told Lund", where "she" is somebody else."""
    last = referent.words.split()[-1].lower()
    if s.dep[subject] not in NOMINAL_SUBJECTS:
        return False
    return any(s.low[i] == last and s.head[i] == s.head[subject] and i > subject for i in tokens)


def _is_named(s: Syntax, tokens: Sequence[int], until: int, referent: Referent) -> bool:
    """True if the wording names somebody before, in full or by the last word of the name."""
    last = referent.words.split()[-1].lower()
    return any(s.low[i] == last and s.pos[i] == "PROPN" for i in tokens if i < until)


def _agreeing(s: Syntax, pronoun: int, referent: Referent) -> Iterator[Bracket]:
    """The verbs of "I" and "we", which are in the third person once somebody is named: "[Ana Lund welcomes]"."""
    if s.low[pronoun] not in ("i", "we") or s.dep[pronoun] not in NOMINAL_SUBJECTS or referent.plural:
        return
    verbs = [s.head[pronoun]]
    while verbs:
        v = verbs.pop()
        finite = next((c for c in s.children[v] if s.dep[c] in AUXILIARIES), v)
        if s.tag[finite] == "VBP" or third_person_of(s.low[finite]) in ("is", "has", "was"):
            shortened = finite + 1 < s.n and s.low[finite + 1] in ("n't", "n’t") and s.char[finite + 1] == s.end[finite]
            negation = s.words[finite + 1] if shortened else ""
            yield Bracket(finite, finite + 1 + shortened, third_person_of(s.low[finite]) + negation)
        verbs += [c for c in s.children[v] if s.dep[c] == "conj" and s.subject(c) is None]


def _full_names(
    s: Syntax, tokens: Sequence[int], brackets: Sequence[Bracket], antecedents: Antecedents
) -> Iterator[Bracket]:
    """The full names for last names alone of people whom few know, each where it comes first."""
    named = {word for b in brackets for word in b.words.replace("’", " ").split()}
    for i in tokens:
        full = antecedents.full_name(i) if s.tag[i] == "NNP" and s.words[i] not in named else None
        if full is not None:
            yield Bracket(i, i + 1, full)
        named.add(s.words[i])


def _shortened(s: Syntax, pronoun: int) -> Iterator[Bracket]:
    """The verb that is written in one with a pronoun, in full: "he’ll leave" is "[Ana Lund will] leave"."""
    verb = pronoun + 1
    if verb >= s.n or s.char[verb] > s.end[pronoun] or s.tag[verb] not in FINITE or s.low[verb] not in _SHORTENED:
        return
    head = s.head[pronoun]
    if s.low[verb][1:] == "s" and s.passive(head):
        if "been" in s.auxiliaries(head):
            yield Bracket(verb, verb + 1, "has")
        return  # "he’s praised" may be "he has praised"
    yield Bracket(verb, verb + 1, in_full(s, verb, head))


def _apart(brackets: Sequence[Bracket]) -> list[Bracket]:
    """The brackets without those that overlap an earlier one."""
    out: list[Bracket] = []
    for one in brackets:
        if all(one.end <= b.first or b.end <= one.first or one.first == one.end for b in out):
            out.append(one)
    return out
