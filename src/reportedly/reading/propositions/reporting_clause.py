"""Reporting clauses: who says it, and how, in brackets before a content that is no clause of its own.

"Norway welcomed | the new quota" becomes "[Norway welcomed] the new quota": a quota alone claims nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon.cues import verbs
from reportedly.lexicon.inflection import base_of, past_of, third_person_of
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act, ActorKind, Quote
from reportedly.reading.propositions.bound import is_plural
from reportedly.reading.propositions.brackets import Bracket
from reportedly.reading.propositions.noun_phrases import referent_of
from reportedly.reading.propositions.referent import Referent
from reportedly.reading.text.punctuation import QUOTATION_MARKS
from reportedly.reading.text.syntax import AUXILIARIES, FINITE, FINITE_VERBS, NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from reportedly.model import Anchor, Statement
    from reportedly.reading.propositions.antecedents import Antecedents
    from reportedly.reading.propositions.clause import Clause
    from reportedly.reading.text.syntax import Syntax

_RELATIVE_CLAUSE = re.compile(r",? (?:who|whom|whose)\b|, which\b")
_SHARING_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep"})
_AROUND = 2
"""Parts of a content with its cue between them."""
_LONGEST_BETWEEN = 10
"""Tokens between these parts."""
_LONGEST_GAP = 6
"""Tokens between cue and content: "is [sorry to be] losing a trustee"."""
_LONGEST_SOURCE = 14
"""Words of a source without a name that is put in brackets as it is."""
_DEEPEST = 6
"""Steps from a verb up to whatever stands outside of the content."""
_OF_NOUNS = frozenset({"relcl", "acl", "appos"})
"""Relations of verbs that only describe something."""


def reporting_clause(
    clause: Clause, words: Sequence[int], statement: Statement, antecedents: Antecedents
) -> tuple[Bracket, ...]:
    """The bracket with source and cue; none where the content is a clause, or where they are none themselves."""
    s, cue = clause.syntax, statement.cue
    if cue is None:
        return ()
    if len(clause.content) == _AROUND and clause.content[0].end <= cue.start < clause.content[1].start:
        return _cue_between(s, words, cue)
    if s.char[words[0]] < cue.end or len(clause.content) > 1:
        return ()
    told = _with_verb(s, list(s.tokens_within(cue.start, cue.end)), words[0])
    verb, between = _verb(s, told), range(told[-1] + 1, words[0])
    if verb is None or not _may_stand_between(s, between):
        return ()
    if not is_no_clause(s, words) and not _asks(clause, words, between, statement):
        return ()
    subject = _subject(s, verb, statement, antecedents)
    if subject is None or not _may_be_inflected(s, verb, subject, statement):
        return ()
    begins = next(i for i in told if i == verb or s.head[i] == verb)
    if begins != verb:
        begins = max(told[0], s.left[begins])  # "so far"
    said = [i for i in range(begins, words[0]) if s.words[i].strip() and s.words[i] not in QUOTATION_MARKS]
    blanks = (" " * (i == begins or s.char[i] > s.end[i - 1] or s.words[i - 1].isspace()) for i in said)
    form = "".join(blank + _form(s, i, verb, subject) for blank, i in zip(blanks, said, strict=True))
    return (Bracket(words[0], words[0], f"{subject.words}{form}"),)


def _cue_between(s: Syntax, words: Sequence[int], cue: Anchor) -> tuple[Bracket, ...]:
    """The bracket with a cue between the parts of what is no clause: "The raid | was described as | a mistake"."""
    after = next((k for k, i in enumerate(words) if s.char[i] >= cue.end), 0)
    gap = range(words[after - 1] + 1, words[after]) if after else range(0)
    finite = any(s.tag[i] in FINITE for i in gap)
    if not finite or len(gap) > _LONGEST_BETWEEN or any(s.pos[i] == "PUNCT" for i in gap) or not is_no_clause(s, words):
        return ()
    if s.sent[gap[0]] != s.sent[gap[-1]] or s.sent[words[0]] != s.sent[words[after]]:
        return ()
    return (Bracket(words[after], words[after], " ".join(s.text[s.char[gap[0]] : s.end[gap[-1]]].split())),)


def is_no_clause(s: Syntax, words: Sequence[int]) -> bool:
    """True if every finite verb among the words only describes one of their nouns, or there is none."""
    held = frozenset(words)
    return all(_describes(s, s.head[v] if s.dep[v] in AUXILIARIES else v, held) for v in words if s.tag[v] in FINITE)


def _describes(s: Syntax, v: int, held: Container[int]) -> bool:
    """True for a verb of a relative clause, of another one that belongs to a noun, or of one beside the cue."""
    for _ in range(_DEEPEST):
        above = s.head[v]
        if s.dep[v] in _OF_NOUNS or (above in held and s.pos[above] in ("NOUN", "PROPN")):
            return True
        if above == v or above not in held:
            return s.dep[v] == "advcl" and above != v
        v = above
    return True


def _asks(clause: Clause, words: Sequence[int], between: Sequence[int], statement: Statement) -> bool:
    """True for an indirect question, which leaves open what is so: "explained | why the port was closed"."""
    s = clause.syntax
    if statement.quote is Quote.DIRECT:
        return False
    if any(s.low[i] in ("if", "whether") for i in (*between, words[0])):
        return statement.act is not Act.DECLINE
    asked = next((i for i in words[:2] if s.tag[i].startswith("W")), None)
    return asked is not None and s.low[asked] != "when" and s.is_verb(clause.root) and s.dep[clause.root] != "advcl"


def _verb(s: Syntax, told: Sequence[int]) -> int | None:
    """The verb of a cue: the one with its first tense, or a participle of what went along: ", calling it a lie"."""
    finite = next((i for i in told if s.tag[i] in FINITE or _is_bare(s, i)), None)
    if finite is not None:
        main = s.head[finite] if s.dep[finite] in AUXILIARIES else finite
        return main if main in told else None
    return told[0] if s.tag[told[0]] == "VBG" and _tense_around(s, told[0]) is not None else None


def _with_verb(s: Syntax, told: list[int], end: int) -> list[int]:
    """The tokens of a cue with the verb behind them that they go with: "again" with "again criticised"."""
    verb = s.head[told[-1]]
    behind = told[-1] < verb < end and s.tag[verb] in FINITE_VERBS
    return [*told, *range(told[-1] + 1, verb + 1)] if behind and s.dep[told[-1]] in ("advmod", "neg") else told


def _is_bare(s: Syntax, v: int) -> bool:
    """True for a present tense that the parser takes for an infinitive or a noun: "doctors warn", "members urge"."""
    if s.dep[v] != "ROOT" or s.auxiliaries(v):
        return False
    return s.tag[v] == "VB" or (s.tag[v] == "NN" and s.low[v] in verbs())


def _tense_around(s: Syntax, participle: int) -> str | None:
    """The tag of the verb that a participle goes along with: of "left" in "left after calling it a lie"."""
    v = participle
    while s.dep[v] in ("advcl", "pcomp", "prep", "conj", "xcomp") and s.head[v] != v:
        v = s.head[v]
        if s.is_verb(v):
            tense = next((s.tag[i] for i in (v, *s.children[v]) if s.tag[i] in FINITE_VERBS), None)
            if tense is not None:
                return tense
    return None


def _may_stand_between(s: Syntax, between: Sequence[int]) -> bool:
    """True if what stands between cue and content is no clause of its own, and does not open one."""
    told = [i for i in between if s.words[i].strip() and s.words[i] not in QUOTATION_MARKS]
    opens = any(s.low[i] == "that" and s.dep[i] == "mark" for i in told)
    return not opens and len(told) <= _LONGEST_GAP and all(s.pos[i] != "PUNCT" and s.tag[i] not in FINITE for i in told)


def _subject(s: Syntax, verb: int, statement: Statement, antecedents: Antecedents) -> Referent | None:
    """Who says it; a pronoun that stands for nobody known is left as it is."""
    source, subject = statement.source, _grammatical_subject(s, verb)
    own = subject is not None and s.dep[subject] in NOMINAL_SUBJECTS
    if source is None:
        if subject is None or not own:
            return None
        found = antecedents.of_noun(subject, statement)
    else:
        if subject is None or not own or not (source.start <= s.char[subject] < source.end or s.tag[subject][0] == "W"):
            subject = _named_before(s, verb, source)
        if subject is None:
            return None
        found = antecedents.of(subject, statement) or antecedents.speaker(statement)
    many = s.low[subject] in ("they", "we")
    if found is not None and not found.plural and _is_plural(s, verb) and s.tag[subject].startswith("NN"):
        return _in_words_of_report(s, subject, statement, antecedents, named=True)
    if found is not None and (found.plural or s.low[subject] != "they"):
        return _in_words_of_report(s, subject, statement, antecedents) or found
    if s.tag[subject] == "PRP":
        return Referent(s.words[subject] if s.words[subject] == "I" else s.low[subject], plural=many)
    if s.low[subject] in word_set("article") | word_set("relative pronoun"):
        return None
    return _in_words_of_report(s, subject, statement, antecedents) or referent_of(s, subject)


def _grammatical_subject(s: Syntax, verb: int) -> int | None:
    """The subject of a verb, or of the one that it stands beside or goes along with."""
    above = verb
    while s.subject(above) is None and s.dep[above] in _SHARING_SUBJECT and s.head[above] != above:
        above = s.head[above]
    return s.subject(above)


def _named_before(s: Syntax, verb: int, source: Anchor) -> int | None:
    """The head of a source before an active verb of its sentence, where the parser has another subject or none."""
    inside = s.tokens_within(source.start, source.end)
    if inside[-1] >= verb or s.sent[inside[0]] != s.sent[verb]:
        return None
    head = next((i for i in inside if not inside[0] <= s.head[i] <= inside[-1] or s.head[i] == i), inside[-1])
    owner = s.tag[head] == "PRP$" or "POS" in (s.tag[inside[-1]], s.tag[inside[-1] + 1])
    return None if owner else head


def _is_plural(s: Syntax, verb: int) -> bool:
    """True for a verb in the form that only a plural takes: "Democrats hope", "the reds are"."""
    finite = next((i for i in s.children[verb] if s.dep[i] in AUXILIARIES and s.tag[i] in FINITE), verb)
    return s.tag[finite] == "VBP" or s.low[finite] == "were"


def _in_words_of_report(
    s: Syntax, subject: int, statement: Statement, antecedents: Antecedents, *, named: bool = False
) -> Referent | None:
    """The source as the report has it, where it is nobody with a name: "many voters"; `named` if it may be one."""
    source, actor = statement.source, statement.actor
    nameless = named or actor is None or actor.kind in {ActorKind.GROUP, ActorKind.UNNAMED}
    nameless |= source is not None and s.child(subject, "conj") is not None
    if source is None or not nameless or s.tag[subject] in ("PRP", "WP", "WDT"):
        return None
    words = _RELATIVE_CLAUSE.split(" ".join(source.exact.split()))[0]
    first_part = words.partition(",")[0]
    if s.child(subject, "conj") is None or " and " in first_part:
        words = first_part  # "the union, which has 400 members"
    first = s.token_at(source.start)
    if len(words.split()) > _LONGEST_SOURCE:
        return None
    small = s.tag[first] in ("DT", "PDT", "PRP$") or antecedents.is_common(first)
    small &= not words.split()[0][1:].isupper()
    return Referent(words[0].lower() + words[1:] if small else words, is_plural(s, subject))


def _may_be_inflected(s: Syntax, verb: int, subject: Referent, statement: Statement) -> bool:
    """True but for a participle in the present of a name that may be singular or plural: "the Yankees"."""
    if s.tag[verb] != "VBG" or s.auxiliaries(verb) or _tense_around(s, verb) == "VBD":
        return True
    return subject.plural or (statement.actor is not None and statement.actor.kind is ActorKind.PERSON)


def _form(s: Syntax, i: int, verb: int, subject: Referent) -> str:
    """A word of the cue as it goes with its subject: "we welcome" is "Norway welcomes"."""
    if i == verb and s.tag[i] == "VBG" and not s.auxiliaries(i):
        if _tense_around(s, i) == "VBD":
            return past_of(s.low[i], s.lemma[i], plural=subject.plural)
        base = base_of(s.low[i], s.lemma[i])
        return base if subject.plural else third_person_of(base)
    own = s.subject(verb)
    first_person = own is not None and s.low[own] in ("i", "we") and subject.words not in ("I", "we")
    if first_person and not subject.plural:
        if s.tag[i] == "VBP" and s.head[i] == verb:
            return third_person_of(s.low[i])
        if i == verb and s.low[i] == s.lemma[i] and not s.auxiliaries(i):
            return third_person_of(s.low[i])
    if s.tag[i] in FINITE and s.low[i][0] in "'’":
        return in_full(s, i, verb)
    return s.words[i]


def in_full(s: Syntax, i: int, verb: int) -> str:
    """A shortened auxiliary in full: "'d planned" is "had planned"."""
    if s.low[i][1:] == "d":
        return "had" if s.tag[verb] == "VBN" else "would"
    if s.low[i][1:] == "s":
        return "has" if s.tag[verb] == "VBN" and not s.passive(verb) else "is"
    return {"ll": "will", "ve": "have", "re": "are", "m": "am"}.get(s.low[i][1:], s.words[i])
