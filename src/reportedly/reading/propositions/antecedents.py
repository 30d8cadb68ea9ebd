"""Antecedents: whom and what the pronouns of a content stand for, where that is sure.

A pronoun of reported speech mostly stands for the speaker ("Iran said that it had ..."), "I" and "we" always do; one
of the outlet's own voice for what the sentence before is about. Where two could be meant it stands for nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon import actors, roles
from reportedly.lexicon.cues import verbs
from reportedly.lexicon.persons import persons
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind, Quote
from reportedly.reading.propositions.bound import agrees, is_plural
from reportedly.reading.propositions.noun_phrases import is_noun, referent_of
from reportedly.reading.propositions.referent import Referent, is_name
from reportedly.reading.propositions.short_references import ShortReferences
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS, OBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Actor, Statement
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.speakers.entity import Entity
    from reportedly.reading.text.syntax import Syntax

_PUBLIC = frozenset({ActorKind.GOVERNMENT, ActorKind.MINISTRY, ActorKind.MILITARY, ActorKind.STATE})
_CLOSING_SINGLE = re.compile(r"’(?!\w)")
_CLOSING_DOUBLE = re.compile("”")
_STRAIGHT = re.compile(r"(?<=\s)'(?=[A-Z]|$)")
_CLOSING_STRAIGHT = re.compile(r"(?<=[\w,.?!])'(?!\w)")
"""A straight single mark that ends a quotation, or an owner's: "the dockers' union"."""
_FAR = 3
"""Sentences back in which the person is looked for that "he" or "she" stands for."""
_LONGEST_NAME = 8
"""Words of a source without a name of its own that may stand for its pronouns."""
_FULL_NAME = (2, 3)
"""Words of a name that is put in for a last name."""
_CHAIN = 5
"""Pronouns in a row that stand for the same."""


class Antecedents:
    """Resolves the pronouns in the contents of one report."""

    __slots__ = ("_discourse", "_names", "_quotations", "_sources", "_syntax", "short")

    def __init__(self, parsed: Parsed, statements: Sequence[Statement], discourse: Discourse | None) -> None:
        self._syntax = parsed.syntax
        self._quotations = parsed.quotations
        self._discourse = discourse
        self.short = ShortReferences(parsed.syntax, discourse)
        self._names: dict[int, Entity] = {}
        """The entities named at each token."""
        for m in discourse.mentions.in_order if discourse is not None else ():
            if not m.adjective:
                for i in range(m.start, m.end):
                    self._names.setdefault(i, m.entity)
        self._sources: dict[int, Statement] = {}
        """The statements by the first token of their source."""
        for statement in statements:
            if statement.source is not None:
                self._sources.setdefault(parsed.syntax.token_at(statement.source.start), statement)

    def speaker(self, statement: Statement) -> Referent | None:
        """The actor of a statement by name."""
        actor = statement.actor
        if actor is None or not is_name(actor.name):
            return None
        if statement.source is not None and statement.source.exact.split()[0].lower() in word_set("counting on"):
            return None  # "both women"
        if actor.kind is ActorKind.PERSON and self._is_possessed(statement):
            return None  # "her husband" may be somebody else than the person last named
        found = self._by_name(actor.name, plural=actor.kind is ActorKind.GROUP)
        if statement.source is None or actor.kind not in {ActorKind.GROUP, ActorKind.UNNAMED}:
            return found
        if len(found.words.split()) > _LONGEST_NAME:
            return None  # too long to be put in for "I"
        s, first = self._syntax, self._syntax.token_at(statement.source.start)
        opens_small = s.tag[first] in ("DT", "CD") or (s.tag[first] in ("NN", "NNS") and self.is_common(first))
        opens_small &= found.words.startswith(s.words[first])
        return Referent(found.words[0].lower() + found.words[1:], found.plural) if opens_small else found

    def full_name(self, i: int) -> str | None:
        """The full name for a last name alone; None for one that many know, or that the report has of two people."""
        s, entity = self._syntax, self._names.get(i)
        if entity is None or self._discourse is None or entity.kind is not ActorKind.PERSON or entity.gender is None:
            return None
        words = entity.name.split()
        beside = range(max(0, i - 1), min(s.n, i + 2))
        alone = all(s.pos[k] != "PROPN" and self._names.get(k) is not entity for k in beside if k != i)
        if len(words) not in _FULL_NAME or words[-1] != s.words[i] or not alone or s.dep[i] == "compound":
            return None
        if actors.canonical(entity.name) is not None or not all(w.strip(".").isalpha() for w in words):
            return None
        people = {m.entity.name for m in self._discourse.mentions.in_order if words[-1] in m.entity.name.split()}
        return entity.name if len(people) == 1 else None

    def is_common(self, i: int) -> bool:
        """True for a word at the start of a sentence that is no name: "police", and no "Woods"."""
        s = self._syntax
        if any(s.words[k] == s.words[i] and s.starts[s.sent[k]] < k - 1 for k in range(s.n)):
            return False  # a capital within a sentence
        return (
            s.low[i] in s.words
            or {s.low[i], s.lemma[i]} & (roles.role_heads() | roles.body_heads() | persons()) != set()
            or s.low[i] in word_set("plural bodies")
        )

    def _is_possessed(self, statement: Statement) -> bool:
        """True if the words of the source have a possessive pronoun, and not the name of the actor."""
        if statement.source is None or statement.actor is None:
            return False
        words = statement.source.exact.lower().split()
        named = statement.actor.name.split()[-1].lower() in words
        return not named and not word_set("possessive").isdisjoint(words)

    def of_noun(self, head: int, statement: Statement) -> Referent | None:
        """The words for a noun phrase, or for the pronoun that stands there."""
        s = self._syntax
        if s.tag[head] in ("PRP", "PRP$"):
            return self.of(head, statement)
        said = self._sources.get(s.left[head])
        if said is not None and said.source is not None and said.source.end >= s.end[head] and said.actor is not None:
            return self.speaker(said)
        entity = self._names.get(head)
        if entity is not None:
            return self._by_name(entity.name, plural=entity.plural)
        if self.short.is_short(head):
            return self.short.of(head)
        return referent_of(s, head) if is_noun(s, head) else None

    def of(self, i: int, statement: Statement, chain: int = 0) -> Referent | None:
        """Whom or what a pronoun stands for; None where that is not sure."""
        word = self._syntax.low[i]
        if word in word_set("first person") or word in ("my", "our"):
            return self._first_person(i, statement)
        if word not in word_set("third person") and word not in ("his", "her", "its", "their"):
            return None
        if self._syntax.dep[i] == "poss" and not self._syntax.tag[self._syntax.head[i]].startswith("NN"):
            return None  # "its terrible", without its apostrophe
        if statement.source is not None and statement.quote is not Quote.DIRECT and not self.is_quoted(i):
            if self._is_speaker(i, statement):
                return self.speaker(statement)
            person = word in word_set("masculine pronoun") | word_set("feminine pronoun")
            if not person or (self._may_speak(i, statement) and not self._is_cued_object(i, statement)):
                return None
        return self._from_before(i, statement, chain)

    def agree(self, head: int, pronoun: str) -> bool:
        """True if a noun phrase, by what is known of whom it names, agrees with a pronoun."""
        entity = self._names.get(head)
        if entity is None or entity.plural:
            return agrees(self._syntax, head, pronoun)
        if pronoun in word_set("neuter pronoun"):
            return not entity.is_person and not is_plural(self._syntax, head)
        if pronoun in word_set("masculine pronoun") | word_set("feminine pronoun"):
            return entity.is_person and self._gender(entity.name) in (None, _gender_of(pronoun))
        return is_plural(self._syntax, head)

    def _by_name(self, name: str, *, plural: bool) -> Referent:
        name = name.partition(" (")[0]
        words = f"the {name}" if " " in name and _is_public(name) else self.short.with_article(name)
        words = words.replace("the The ", "the ").replace("the the ", "the ")
        return Referent(words[0].lower() + words[1:] if words.startswith(("A ", "An ", "The ")) else words, plural)

    def is_quoted(self, i: int) -> bool:
        """True if a token stands between quotation marks."""
        return any(q.start <= self._syntax.char[i] < q.end for q in self._quotations)

    def _is_quoted_within(self, i: int, statement: Statement) -> bool:
        """True if a pronoun stands in a quotation that begins inside of a content."""
        at = self._syntax.char[i]
        return any(
            part.start < at < part.end and _is_open(self._syntax.text[part.start : at]) for part in statement.content
        )

    def _first_person(self, i: int, statement: Statement) -> Referent | None:
        """The speaker for "I", the party that he or she speaks for for "we"."""
        actor = statement.actor
        if actor is None or (actor.kind is ActorKind.OUTLET and not _is_public(actor.name)):
            return None  # "we" of an outlet are mostly people in general
        speaks = actor.kind is not ActorKind.OUTLET or _is_public(actor.name)
        if statement.quote is Quote.DIRECT and self._is_quoted_within(i, statement):
            return None  # the speaker quotes somebody else
        own = speaks if statement.source is None else statement.source.exact.lower() in ("we", "i")
        if not (own or statement.quote is Quote.DIRECT or self.is_quoted(i)):
            return None
        is_person = actor.kind in {ActorKind.PERSON, ActorKind.UNNAMED}
        if self._syntax.low[i] in ("i", "me", "my", "myself"):
            return self.speaker(statement) if is_person and _may_be_person(actor, statement) else None
        if self._syntax.low[i] != "we" and not self._speaks_together(statement):
            return None  # "our allies" may be those of many more
        if (actor.kind is ActorKind.OUTLET and not own) or (is_person and not self._speaks_for_body(actor)):
            return None
        if actor.kind is ActorKind.GROUP:
            return self.speaker(statement)
        return self._by_name(actors.party_of(actor), plural=False)

    def _speaks_together(self, statement: Statement) -> bool:
        """True if the source is "we", or the subject of a clause of its content."""
        s = self._syntax
        if statement.source is not None and statement.source.exact.lower() == "we":
            return True
        return any(
            s.low[i] == "we" and s.dep[i] in NOMINAL_SUBJECTS
            for part in statement.content
            for i in s.tokens_within(part.start, part.end)
        )

    def _speaks_for_body(self, actor: Actor) -> bool:
        """True if the report names beside a person the body, or the state, that is not a part of one, for "we"."""
        party = actors.party_of(actor)
        if actor.of is None or party == actor.name:
            return False
        entry = actors.canonical(party)
        kind = entry.actor().kind if entry is not None else None
        if kind is ActorKind.STATE:
            return True
        words = [w for w in party.split() if w[0].isupper()]
        entity = self._discourse.entities.person_in_full(party) if self._discourse is not None else None
        if kind in {ActorKind.OUTLET, ActorKind.PARTY} or entity is not None or not words:
            return False
        if not roles.role_heads().isdisjoint(w.lower() for w in words) or self._is_region(party):
            return False
        return self._is_beside(actor.name.split()[-1].lower(), words[-1].lower())

    def _is_region(self, name: str) -> bool:
        """True if the report takes a name for that of a place."""
        s, first = self._syntax, name.split()[0].lower()
        return any(s.low[i] == first and s.label[i] in ("GPE", "LOC") for i in range(s.n))

    def _is_beside(self, one: str, other: str) -> bool:
        """True if a sentence of the report has both words."""
        s = self._syntax
        with_one = {s.sent[i] for i in range(s.n) if s.low[i] == one}
        return any(s.low[i] == other and s.sent[i] in with_one for i in range(s.n))

    def _is_speaker(self, i: int, statement: Statement) -> bool:
        """True if a pronoun outside quotation marks stands for the source of its statement."""
        s, actor = self._syntax, statement.actor
        if actor is None or not self._actor_agrees(i, actor) or self._is_cued_object(i, statement):
            return False
        if s.dep[i] in NOMINAL_SUBJECTS and s.lemma[s.head[i]] in word_set("dying"):
            return False  # no dead person speaks
        if _is_named_after(s, statement) or self._speaks_itself(statement):
            return False
        if actor.kind is ActorKind.GROUP and actor.name.split()[-1].lower() in word_set("people in general"):
            return False  # "sources said they had fled"
        if s.dep[i] in NOMINAL_SUBJECTS:
            if s.low[i] in ("it", "they") and not self._is_of_minds(s.head[i]):
                return False
        elif s.dep[i] != "poss" and s.low[i] in ("it", "them", "itself", "themselves"):
            return False
        return not any(self._actor_like(h, i, statement) for h in self._before_in_sentence(i, statement))

    def _is_cued_object(self, i: int, statement: Statement) -> bool:
        """True for whom the cue is about or addressed to, who is not the speaker: "Lund asked | him to leave"."""
        s, cue = self._syntax, statement.cue
        if cue is None or s.dep[i] == "poss" or s.low[i] in word_set("reflexive"):
            return False
        above = s.head[i]
        if s.dep[i] in NOMINAL_SUBJECTS and not s.is_finite(above):
            above = s.head[above]
        return cue.start <= s.char[above] < cue.end and s.low[i] not in word_set("subject pronoun")

    def _speaks_itself(self, statement: Statement) -> bool:
        """True for words with "I", "we" or "you", which are the speaker’s own, also without quotation marks."""
        s, spoken = self._syntax, word_set("first person") | word_set("second person") | {"my", "our", "ours"}
        return any(
            s.low[i] in spoken and (s.low[i] == "i" or not s.words[i].isupper()) and not self.is_quoted(i)
            for part in statement.content
            for i in s.tokens_within(part.start, part.end)
        )

    def _is_of_minds(self, v: int) -> bool:
        """True for what persons and bodies do or are rather than things: "had closed", "was aware", "is in talks"."""
        s = self._syntax
        if s.lemma[v] not in word_set("what things do"):
            return True
        said = [c for c in s.children[v] if s.dep[c] in ("acomp", "prep", "xcomp")]
        inner = [n for c in said if s.dep[c] == "prep" and (n := s.child(c, "pobj")) is not None]
        return any(s.low[c] in word_set("states of mind") for c in (*said, *inner))

    def _actor_agrees(self, i: int, actor: Actor) -> bool:
        word = self._syntax.low[i]
        if word in ("they", "them", "their", "themselves"):
            return actor.kind is ActorKind.GROUP or self._is_plural_body(actor)
        if actor.kind in {ActorKind.GROUP, ActorKind.OUTLET} and word in word_set("neuter pronoun"):
            return actor.kind is ActorKind.OUTLET
        person = actor.kind is ActorKind.PERSON or (
            actor.kind is ActorKind.UNNAMED and actor.name.split()[-1].lower() in roles.role_heads()
        )
        if word in word_set("neuter pronoun"):
            return not person and not self._is_plural_body(actor)
        return person and self._gender(actor.name) in (None, _gender_of(word))

    def _may_speak(self, i: int, statement: Statement) -> bool:
        return statement.actor is None or self._actor_agrees(i, statement.actor)

    def _is_plural_body(self, actor: Actor) -> bool:
        found = self._discourse.entities.body_called(actor.name) if self._discourse is not None else None
        return found is not None and found.plural

    def _gender(self, name: str) -> str | None:
        if self._discourse is None:
            return None
        entity = self._discourse.entities.person_in_full(name)
        return self._discourse.salience.gender_of(entity) if entity is not None else actors.gender_of(name)

    def _before_in_sentence(self, i: int, statement: Statement) -> Iterator[int]:
        """The heads of noun phrases before a pronoun in its sentence, without that of the source itself."""
        s, source = self._syntax, statement.source
        for h in range(s.starts[s.sent[i]], i):
            above = s.char[s.head[h]]
            inside = source is not None and source.start <= s.char[h] < source.end
            below = source is not None and source.start <= above < source.end and s.dep[h] not in ("appos", "conj")
            many = s.low[i] in ("they", "them", "their", "themselves")
            if is_noun(s, h) and (not inside or (below and many)):
                yield h

    def _actor_like(self, h: int, i: int, statement: Statement) -> bool:
        """True if a noun phrase names somebody else whom the pronoun may stand for as well as for the speaker."""
        s = self._syntax
        if s.low[i] in ("they", "them", "their", "themselves"):
            return is_plural(s, h)
        if s.low[i] in word_set("neuter pronoun"):
            named = self._names.get(h)
            if named is None or named.is_person or (statement.actor is not None and named.name == statement.actor.name):
                return False
            return s.dep[h] in (*NOMINAL_SUBJECTS, *OBJECTS)
        return self._person_agrees(h, s.low[i])

    def _person_agrees(self, h: int, word: str) -> bool:
        entity = self._names.get(h)
        if entity is None:
            return agrees(self._syntax, h, word)
        if not entity.is_person or self._discourse is None:
            return False
        return self._discourse.salience.gender_of(entity) in (None, _gender_of(word))

    def _from_before(self, i: int, statement: Statement, chain: int) -> Referent | None:
        """What the sentence before is about, or the one person in the sentences before."""
        s = self._syntax
        if s.dep[i] not in (*NOMINAL_SUBJECTS, "poss") or chain > _CHAIN:
            return None
        if statement.source is not None and (statement.quote is Quote.DIRECT or self.is_quoted(i)):
            return None  # whoever is quoted goes on from what the report does not tell
        if s.dep[i] == "poss" and any(is_noun(s, h) for h in range(s.starts[s.sent[i]], i)):
            return None  # it is rather whoever the sentence itself speaks of
        word = s.low[i]
        if word in word_set("masculine pronoun") | word_set("feminine pronoun"):
            return self._person_before(i, statement, chain)
        v = s.head[i]
        if word == "it" and (s.lemma[v] in word_set("what things do") or s.child(v, "attr") is not None):
            return None
        return self._topic_before(i, statement, chain)

    def _person_before(self, i: int, statement: Statement, chain: int) -> Referent | None:
        s, word = self._syntax, self._syntax.low[i]
        first = s.starts[max(0, s.sent[i] - _FAR)]
        people: dict[str, int] = {}
        for h in range(first, i):
            if is_noun(s, h) and self._person_agrees(h, word):
                found = self.of_noun(h, statement)
                people[found.words if found is not None else f"? {h}"] = h
        if len(people) == 1:
            (only,) = people.values()
            return None if s.dep[only] == "attr" else self.of_noun(only, statement)  # "is no born sailor"
        if not people or s.dep[i] not in NOMINAL_SUBJECTS:
            return None
        topic = self._subject_before(i)
        if topic is None:
            return None
        if s.low[topic] == word:
            return self.of(topic, self._sources.get(topic, statement), chain + 1)
        return self.of_noun(topic, statement) if self._person_agrees(topic, word) else None

    def _topic_before(self, i: int, statement: Statement, chain: int) -> Referent | None:
        s, word = self._syntax, self._syntax.low[i]
        topic = self._subject_before(i)
        if topic is None:
            return None
        sentence = s.sent[topic]
        others = (
            h
            for h in range(s.starts[sentence], s.sentence_end(sentence))
            if h != topic and h < i and s.dep[h] in (*NOMINAL_SUBJECTS, *OBJECTS) and is_noun(s, h)
        )
        if any(agrees(s, h, word) for h in others):
            return None
        if s.low[topic] == word:
            return self.of(topic, self._sources.get(topic, statement), chain + 1)
        return self.of_noun(topic, statement) if is_noun(s, topic) and agrees(s, topic, word) else None

    def _subject_before(self, i: int) -> int | None:
        """The subject of the main clause of the sentence before."""
        s = self._syntax
        if s.sent[i] == 0:
            return None
        start, end = s.starts[s.sent[i] - 1], s.starts[s.sent[i]]
        root = next((k for k in range(start, end) if s.head[k] == k), None)
        if root is not None and s.lemma[root] in verbs():
            # "The driver was arrested, Lund said. He ..."
            root = next((c for c in s.children[root] if s.dep[c] == "ccomp" and c < root), root)
        subject = s.subject(root) if root is not None else None
        return subject if subject is not None and s.dep[subject] in NOMINAL_SUBJECTS else None


def _is_open(words: str) -> bool:
    """True if a quotation begins among these words and does not end; a new paragraph of one begins none."""
    if len(_STRAIGHT.findall(words)) > len(_CLOSING_STRAIGHT.findall(words)):
        return True
    for mark, closing in (("‘", _CLOSING_SINGLE), ("“", _CLOSING_DOUBLE)):
        at = words.rfind(mark)
        if at > 0 and words[at - 1] != "\n" and closing.search(words, at) is None:
            return True
    return False


def _may_be_person(actor: Actor, statement: Statement) -> bool:
    """True for a named person and for the role of one: no tweet and no record says "I" of itself."""
    last = actor.name.split()[-1].lower()
    named = statement.source is not None and statement.source.exact.split()[-1][0].isupper()
    return actor.kind is ActorKind.PERSON or named or last in roles.role_heads() or last in persons()


def _is_named_after(s: Syntax, statement: Statement) -> bool:
    """True if the source is a name or noun behind the words: in "he fell, Lund said" Lund speaks of somebody else."""
    source = statement.source
    if source is None or statement.content[0].start > source.start:
        return False
    first = s.token_at(source.start)
    return s.tag[first] != "PRP"


def _is_public(name: str) -> bool:
    """True for an outlet that is a public body: "UK Government", "US State Department"."""
    noun = roles.bodies().get(name.split()[-1].lower())
    return noun is not None and noun.kind in _PUBLIC


def _gender_of(word: str) -> str:
    return "m" if word in word_set("masculine pronoun") else "f"
