"""References: the entities that sources refer to by a pronoun, a name or a description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.speakers.agreement import pronoun_at
from reportedly.reading.speakers.bodies import body_ending
from reportedly.reading.speakers.descriptions import group_of, resolve_description
from reportedly.reading.speakers.discourse import Description
from reportedly.reading.speakers.entity import Entity
from reportedly.reading.speakers.phrases import head_mention, is_coordinated, split_source
from reportedly.reading.speakers.salience import Anaphor, AnaphorKind
from reportedly.reading.text.punctuation import HYPHENS
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.lexicon.roles import Role
    from reportedly.model import Anchor
    from reportedly.reading.speakers.discourse import Discourse
    from reportedly.reading.speakers.entity import Mention
    from reportedly.reading.speakers.phrases import SourcePhrase
    from reportedly.reading.speakers.salience import Fit, Spans

    Contents = list[tuple[Anchor, tuple[int, int]]]
    """Sources with the tokens of what they say, in text order of the latter."""

_SHOWN_GENDERS = {"he": "m", "his": "m", "she": "f", "her": "f"}
_PARENTHETIC_MARKS = frozenset({",", "–", "—", "--", "("})
_PAIR_FAR = 3
"""Sentences back in which two people stand side by side whom "the pair" means."""
_APPOSED_NEAR = 4
"""Tokens after the comma within which a name in apposition starts."""
_NO_BODIES = frozenset({ActorKind.STATE, ActorKind.PERSON, ActorKind.OUTLET, ActorKind.UNNAMED, ActorKind.GROUP})
_ANTECEDENT_NEAR = 12
"""Tokens that the antecedent of "who" may stand before it, where the parse has none."""


def _pair(one: Entity, two: Entity) -> Entity:
    return Entity(f"{one.name} and {two.name}", ActorKind.GROUP, plural=True)


class References:
    """Resolves the phrases of sources in one report; it knows what was found for earlier ones."""

    __slots__ = ("_contents", "_discourse", "_in_progress", "_speakers")

    def __init__(self, discourse: Discourse, contents: Contents) -> None:
        self._discourse = discourse
        self._contents = contents
        self._speakers: dict[tuple[int, int], Entity] = {}
        """The entities found for sources, by their characters."""
        self._in_progress: set[int] = set()
        """First tokens of sources that are resolved early, for a "we" in what they say: it keeps from going round."""

    def add_speaker(self, source: Anchor, entity: Entity) -> None:
        """Remember what a source refers to, for "I" and "we" in what it says."""
        self._speakers[source.start, source.end] = entity

    def resolve(self, phrase: SourcePhrase, own: Spans) -> Entity | None:
        """The entity that a source refers to; `own` holds the tokens of what it says."""
        syntax = self._discourse.roster.syntax
        first, tag, length = syntax.low[phrase.start], syntax.tag[phrase.start], phrase.stop - phrase.start
        possessive = first in word_set("possessive")
        alone = length == 1 and possessive and tag == "PRP$"
        owner = possessive and tag == "PRP$" and not alone
        if (length <= 2 and first in word_set("third person") and not owner) or (alone and first not in {"my", "our"}):
            return self._pronoun(first, phrase.start, own)
        if length == 1 and first == "you":
            return self._discourse.interviewee or self._next_answer(phrase.start)
        if length == 1 and first in word_set("relative pronoun"):
            return self._antecedent(phrase.start, own)
        if length <= 2 and (first in word_set("first person") or alone):
            return self._first_person(phrase.start)
        if self._is_one_of_them(phrase):
            group = self._group_before(phrase.start, own)
        elif phrase.stop - phrase.start == 4 and syntax.low[phrase.start : phrase.start + 3] == ["one", "of", "the"]:
            group = self._group_before(phrase.start, own, syntax.low[phrase.stop - 1])
        else:
            group = None
        if group is not None:
            return group
        if possessive and tag in {"PRP$", "WP$"}:
            return self._possessed(first, phrase, own)
        return self._nominal(phrase, own)

    def _nominal(self, phrase: SourcePhrase, own: Spans) -> Entity | None:
        """The entity of a phrase with a noun for its head."""
        roster, mentions = self._discourse.roster, self._discourse.mentions
        if is_coordinated(roster, mentions, phrase):
            return (None if self._opens_with_name(phrase) else self._apposed(phrase)) or self._group(phrase)
        labelled = self._labelled(phrase)
        if labelled is not None:
            return labelled
        head, qualifier = head_mention(mentions, phrase)
        if head is not None:
            return self._named(head, phrase)
        described = self._described_without_comma(phrase) or self._named_as_head(phrase)
        if described is not None:
            return described
        hyphenated = qualifier is not None and roster.syntax.low[qualifier.end] in HYPHENS
        owner = qualifier.entity if qualifier is not None and not hyphenated else None
        return (
            self._apposed(phrase)
            or self._pair_before(phrase)
            or self._named_before(phrase)
            or resolve_description(self._discourse, Description(phrase, owner, own))
        )

    def _group(self, phrase: SourcePhrase) -> Entity:
        """Several sources side by side; the party is theirs only where all of them are named people."""
        named = self._discourse.mentions.within(phrase.start, phrase.end)
        joined = [i for i in range(phrase.start, phrase.end) if self._discourse.roster.syntax.low[i] in {"and", ","}]
        people = [m.entity for m in named if m.entity.kind is ActorKind.PERSON and not m.adjective]
        return group_of(self._discourse.roster, phrase, people if len(people) == len(joined) + 1 else ())

    def _labelled(self, phrase: SourcePhrase) -> Entity | None:
        """The person whose last name is a label of a transcript: "QUISPE: We will not sell"; after "A:" who answers."""
        syntax, head = self._discourse.roster.syntax, phrase.core - 1
        if phrase.core >= syntax.n or syntax.low[phrase.core] != ":":
            return None
        if phrase.core - phrase.start == 1 and syntax.low[head].rstrip(".") in word_set("answerers"):
            return self._discourse.interviewee
        if not syntax.words[head].isupper():
            return None
        return self._discourse.entities.person_labelled(phrase.start, phrase.core)

    def _next_answer(self, position: int) -> Entity | None:
        """Whoever answers the question in which this token stands: the next label, if it asks nothing."""
        syntax, roster = self._discourse.roster.syntax, self._discourse.roster
        for source, span in self._contents:
            start, end = roster.token_range(source)
            if start > position and end < syntax.n and syntax.low[end] == ":":
                asks = syntax.low[start].rstrip(".") in word_set("questioners")
                return None if asks else self._speaker(source, span)
        return None

    def _named(self, head: Mention, phrase: SourcePhrase) -> Entity:
        """The entity that is named, or the person put beside a body: "the newspaper's editor, X".

        "Some Democrats" and "House Republicans" are people of their party, and not the party.
        """
        syntax = self._discourse.roster.syntax
        start = phrase.start + (syntax.low[phrase.start] in word_set("article"))
        plural = syntax.tag[head.end - 1] in {"NNS", "NNPS"} and syntax.low[head.end - 1] not in word_set(
            "plural bodies"
        )
        if head.entity.kind is ActorKind.PARTY and plural and start < head.start and head.end - head.start == 1:
            return Entity(self._discourse.roster.wording(start, phrase.core), ActorKind.GROUP, plural=True)
        if head.entity.kind is not ActorKind.PERSON and phrase.stop < phrase.end:
            apposed = self._apposed(phrase)
            comma = self._discourse.roster.syntax.low[phrase.stop] == ","
            if apposed is not None and comma and not head.entity.name.isupper():
                return apposed
        return head.entity

    def _apposed(self, phrase: SourcePhrase) -> Entity | None:
        """Whoever is named right after the comma: "the country's vice minister, X", "the dam's operator, Y Power"."""
        if phrase.stop >= phrase.end or self._discourse.roster.syntax.low[phrase.stop] not in _PARENTHETIC_MARKS:
            return self._apposed_last(phrase)
        named = self._discourse.mentions.within(phrase.stop, phrase.end)
        body = body_ending(self._discourse.roster, phrase.core - 1, phrase.start) is not None
        kinds = {ActorKind.PERSON, ActorKind.ORGANISATION} if body else {ActorKind.PERSON}
        people = [m for m in named if m.entity.kind in kinds]
        if people and people[0].start - phrase.stop <= _APPOSED_NEAR:
            return people[0].entity
        return self._apposed_last(phrase)

    def _apposed_last(self, phrase: SourcePhrase) -> Entity | None:
        """Whoever is named after the last comma: "a spokeswoman for the mayor, X", "the force in the valley, X"."""
        roster = self._discourse.roster
        syntax = roster.syntax
        last = next((m for m in self._discourse.mentions.backwards_from(phrase.end) if m.end == phrase.end), None)
        if last is not None and last.entity.kind is ActorKind.PERSON and syntax.tag[phrase.core - 1] == "NNS":
            others = self._discourse.mentions.within(phrase.core, last.start)
            if others and others[-1].entity.kind is ActorKind.PERSON and self._are_joined(others[-1], last):
                return _pair(others[-1].entity, last.entity)
        if last is None or last.adjective or last.start <= phrase.core or last.entity.kind is ActorKind.STATE:
            return None
        first = next((i for i in range(last.start - 1, phrase.core - 1, -1) if syntax.low[i] == ","), None)
        if first is None and "," not in syntax.text:
            before = syntax.tag[last.start - 1]
            person = last.entity.kind is ActorKind.PERSON and last.end - last.start > 1
            singular = any(found is not None and found[1] == phrase.core for found in self._roles_before(phrase))
            near = before in {"NN", "NNP"} and singular and syntax.tag[phrase.core - 1] == "NN"
            return last.entity if person and near else None
        if first is None or last.start - first > _APPOSED_NEAR or syntax.dep[last.end - 1] != "appos":
            return None
        role = any(found is not None and found[1] == phrase.core for found in self._roles_before(phrase))
        return last.entity if role == (last.entity.kind is ActorKind.PERSON) else None

    def _pair_before(self, phrase: SourcePhrase) -> Entity | None:
        """The last two people who are named side by side: "both men", "the pair"."""
        syntax = self._discourse.roster.syntax
        start = phrase.start - (phrase.start > 0 and syntax.low[phrase.start - 1] == "both")
        if " ".join(syntax.low[start : phrase.core]) not in word_set("two people"):
            return None
        after: Mention | None = None
        for mention in self._discourse.mentions.backwards_from(phrase.start):
            if syntax.sent[phrase.start] - syntax.sent[mention.start] > _PAIR_FAR:
                return None
            if mention.entity.kind is ActorKind.PERSON and not mention.adjective:
                if after is not None and self._are_joined(mention, after):
                    return _pair(mention.entity, after.entity)
                after = mention
        return None

    def _are_joined(self, one: Mention, two: Mention) -> bool:
        """True if only "and" and a title stand between two names."""
        begin = two.start if two.begin is None else two.begin
        return self._discourse.roster.syntax.low[one.end : begin] == ["and"]

    def _named_before(self, phrase: SourcePhrase) -> Entity | None:
        """The body that the phrase only describes: "the Lodd Observatory, | a monitoring group", comma or none."""
        roster = self._discourse.roster
        syntax = roster.syntax
        if syntax.low[phrase.start] not in word_set("indefinite") or body_ending(roster, phrase.core - 1) is None:
            return None
        end = phrase.start - (syntax.low[phrase.start - 1] == ",") if phrase.start else 0
        named = next((m for m in self._discourse.mentions.backwards_from(end) if m.end == end), None)
        if named is None or named.adjective or named.entity.kind in _NO_BODIES:
            return None
        return named.entity if named.subject or syntax.dep[phrase.core - 1] == "appos" else None

    def _described_without_comma(self, phrase: SourcePhrase) -> Entity | None:
        """The person whose name a role follows, in a text that has lost its commas: "Ana Ruiz | head of the clinic"."""
        roster = self._discourse.roster
        named = next(iter(self._discourse.mentions.within(phrase.start, phrase.core)), None)
        if named is None or named.entity.kind is not ActorKind.PERSON or "," in roster.syntax.text:
            return None
        full = named.end - named.start > 1 and named.start == (phrase.start if named.begin is None else named.start)
        at = named.end + (roster.syntax.low[named.end] in word_set("article"))
        role = roster.role(at, phrase.core)
        return named.entity if full and role is not None and role[1] == phrase.core < phrase.stop else None

    def _opens_with_name(self, phrase: SourcePhrase) -> bool:
        """True if the first of several sources is named: a name after the comma is another's, "Ms Ruiz, Mr Lind"."""
        first = next(iter(self._discourse.mentions.within(phrase.start, phrase.core)), None)
        return first is not None and first.entity.kind is ActorKind.PERSON and first.end == phrase.core

    def _named_as_head(self, phrase: SourcePhrase) -> Entity | None:
        """The person whose name is the head of the whole phrase: "Hall of Fame trainer | Peter Holt"."""
        syntax = self._discourse.roster.syntax
        last = next(iter(self._discourse.mentions.within(phrase.core, phrase.stop)[-1:]), None)
        if last is None or last.entity.kind is not ActorKind.PERSON or last.end != phrase.stop != phrase.core:
            return None
        head = syntax.head[last.end - 1]
        return last.entity if not phrase.start <= head < phrase.stop and syntax.low[last.start - 1] != "of" else None

    def _roles_before(self, phrase: SourcePhrase) -> Iterator[tuple[Role, int] | None]:
        return (self._discourse.roster.role(i, phrase.core) for i in range(phrase.start, phrase.core))

    def _pronoun(self, pronoun: str, position: int, own: Spans) -> Entity | None:
        salience = self._discourse.salience
        anaphor = pronoun_at(pronoun, position, own, salience)
        entity = salience.most_likely(anaphor) or self._described_before(position, own, anaphor.fit)
        if entity is None:
            return Entity(pronoun, ActorKind.UNNAMED) if pronoun not in {"it", "they"} else None
        if entity.kind is ActorKind.PERSON and salience.gender_of(entity) is None and pronoun in _SHOWN_GENDERS:
            salience.learn_gender(entity, _SHOWN_GENDERS[pronoun])
        return entity

    def _described_before(self, position: int, own: Spans, fit: Fit) -> Entity | None:
        """What the sentence is about, where that is only described: "The firm will cut jobs, it said"."""
        roster = self._discourse.roster
        syntax = roster.syntax
        for i in range(position - 1, syntax.starts[syntax.sent[position]] - 1, -1):
            start = syntax.left[i]
            described = syntax.dep[i] in NOMINAL_SUBJECTS and syntax.tag[i] == "NN" and syntax.low[start] == "the"
            if described and syntax.right[i] < position:
                phrase = split_source(roster, self._discourse.mentions, start, i + 1)
                entity = resolve_description(self._discourse, Description(phrase, None, own))
                if fit(entity) is not None:
                    return entity
        return None

    def _is_one_of_them(self, phrase: SourcePhrase) -> bool:
        """True for "one of them", "some of them" and for "another" and "others" alone."""
        low, start, length = self._discourse.roster.syntax.low, phrase.start, phrase.stop - phrase.start
        if length == 3 and low[start + 1] == "of" and low[start + 2] in {"them", "those", "these"}:
            return True
        return phrase.stop - start <= 2 and low[phrase.stop - 1] in word_set("others of a group")

    def _group_before(self, position: int, own: Spans, noun: str = "") -> Entity | None:
        """The people whom "one of them" is one of, or with a noun "one of the officials"."""

        def fit(entity: Entity) -> float | None:
            return 0.0 if entity.kind is ActorKind.GROUP and entity.name.casefold().endswith(noun) else None

        anaphor = Anaphor(kind=AnaphorKind.GROUP, position=position, own=own, fit=fit)
        return next((entity for entity, _ in self._discourse.salience.candidates(anaphor)), None)

    def _antecedent(self, position: int, own: Spans) -> Entity | None:
        """Whoever is named or described right before "who" or "which"."""
        syntax, mentions = self._discourse.roster.syntax, self._discourse.mentions
        first = syntax.starts[syntax.sent[position]]
        before = [m for m in mentions.within(first, position) if not m.adjective]
        if before and position - before[-1].end <= 1:
            return before[-1].entity
        noun = self._modified_noun(position)
        if noun is not None and first <= noun < position:
            if syntax.dep[noun] == "appos":
                noun = syntax.head[noun]
            named = next((m for m in before if m.start <= noun < m.end), None)
            if named is not None:
                return named.entity
            start = max(syntax.left[noun], first)
            return self.resolve(split_source(self._discourse.roster, mentions, start, noun + 1), own)
        return before[-1].entity if before and position - before[-1].end <= _ANTECEDENT_NEAR else None

    def _modified_noun(self, position: int) -> int | None:
        """The noun that the relative clause around this token modifies."""
        syntax, i = self._discourse.roster.syntax, self._discourse.roster.syntax.head[position]
        while syntax.dep[i] not in {"relcl", "ROOT"} and syntax.head[i] != i:
            i = syntax.head[i]
        return syntax.head[i] if syntax.dep[i] == "relcl" else None

    def _first_person(self, position: int) -> Entity | None:
        """ "I" and "we" are whoever is being quoted, and the outlet outside quotations."""
        salience = self._discourse.salience
        around = [(source, span) for source, span in self._contents if span[0] <= position < span[1]]
        for source, span in reversed(around):
            known = self._speaker(source, span)
            if known is not None:
                return known
        if around:
            return salience.last_speaker(position)
        outlet = self._discourse.entities.outlet
        singular = self._discourse.roster.syntax.low[position] in {"i", "my", "me"}
        if singular and outlet is not None and outlet.is_person:
            return outlet
        speaker = salience.last_speaker(position) if singular else None
        return speaker if speaker is not None and speaker.is_person else outlet

    def _speaker(self, source: Anchor, content: tuple[int, int]) -> Entity | None:
        """The entity of a source, which is resolved now if it comes after its content."""
        known = self._speakers.get((source.start, source.end))
        first, end = self._discourse.roster.token_range(source)
        if known is None and first < end and first not in self._in_progress:
            self._in_progress.add(first)
            phrase = split_source(self._discourse.roster, self._discourse.mentions, first, end)
            known = self.resolve(phrase, [content])
            self._in_progress.discard(first)
        return known

    def _possessed(self, possessive: str, phrase: SourcePhrase, own: Spans) -> Entity | None:
        """The entity of a phrase with a possessive: "its foreign minister"."""
        owner = self._possessor(possessive, phrase.start, own)
        if owner is not None and owner.is_person and self._discourse.roster.syntax.low[phrase.core - 1] == "office":
            return owner  # whose office speaks speaks through it
        head, _ = head_mention(self._discourse.mentions, phrase)
        if head is not None:
            match = self._discourse.roster.matches.get(head.start)
            if match is not None and owner is not None and len(match.namings) > 1:
                entry = next((n.entry for n in match.namings if n.entry.of == owner.party), match.entry)
                return self._discourse.entities.of_entry(entry)
            if match is not None or head.entity.kind is ActorKind.PERSON or owner is None:
                return head.entity
        described = Description(phrase, owner, own, possessed=True)
        return self._apposed(phrase) or resolve_description(self._discourse, described)

    def _possessor(self, possessive: str, position: int, own: Spans) -> Entity | None:
        if possessive == "whose":
            return self._antecedent(position, own)
        if possessive in {"my", "our"}:
            return self._first_person(position)
        salience = self._discourse.salience
        return salience.most_likely(pronoun_at(possessive, position, own, salience))
