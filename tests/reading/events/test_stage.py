"""What is said to happen: type, participants, circumstances."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Anchor, EventMention, EventType, Place, Quantity, Statement, Time, TimeType
from reportedly.reading.parsed import parse
from tests.reading.stages import events

pytestmark = pytest.mark.model


def _events(text: str) -> tuple[EventMention, ...]:
    return events(parse(text), (), (), (), ())


def _typed(text: str) -> list[tuple[str, str, str, str]]:
    return [
        (e.type, e.trigger.exact, "; ".join(a.exact for a in e.actors), "; ".join(r.exact for r in e.recipients))
        for e in _events(text)
        if e.type
    ]


@pytest.mark.parametrize(
    ("sentence", "type_", "trigger", "actor", "recipient"),
    [
        ("The army shelled the harbour town.", "ASSAULT", "shelled", "The army", "the harbour town"),
        ("The harbour town was shelled by the army.", "ASSAULT", "shelled", "the army", "The harbour town"),
        ("Rebels carried out an attack on the airfield.", "ASSAULT", "attack", "Rebels", "the airfield"),
        ("A Norwegian raid on the harbour woke the town.", "ASSAULT", "raid", "Norwegian", "the harbour"),
        ("Police arrested four students on Sunday.", "COERCE", "arrested", "Police", "four students"),
        (
            "The arrest of the editor by customs officers drew crowds.",
            "COERCE",
            "arrest",
            "customs officers",
            "the editor",
        ),
        ("Portugal imposed sanctions on the mining firm.", "COERCE", "imposed", "Portugal", "the mining firm"),
        ("Portugal lifted its sanctions on the mining firm.", "YIELD", "lifted", "Portugal", "the mining firm"),
        ("Chile withdrew its soldiers from the island.", "YIELD", "withdrew", "Chile", "the island"),
        ("Denmark suspended aid to the province.", "SANCTION", "suspended", "Denmark", "the province"),
        ("Peru expelled the Danish ambassador.", "SANCTION", "expelled", "Peru", "the Danish ambassador"),
        ("Ghana sent food to the islanders.", "AID", "sent", "Ghana", "the islanders"),
        ("The minister met the Finnish president.", "CONSULT", "met", "The minister", "the Finnish president"),
        ("Chile and Peru held talks in Lima.", "CONSULT", "talks", "Chile; Peru", "Chile; Peru"),
        ("The bishop condemned the shooting.", "ACCUSE", "condemned", "The bishop", "the shooting"),
        ("Chile accused Peru of dumping waste.", "ACCUSE", "accused", "Chile", "Peru"),
        ("The union rejected the offer.", "REJECT", "rejected", "The union", "the offer"),
        ("The council demanded that the mayor leave office.", "REQUEST", "demanded", "The council", "the mayor"),
        ("Peru urged Chile to reopen the border.", "REQUEST", "urged", "Peru", "Chile"),
        ("The general threatened to shell the town.", "THREATEN", "threatened", "The general", "the town"),
        ("Chile agreed to share data with Peru.", "AGREE", "agreed", "Chile", "Peru"),
        ("Ghana will send doctors and food to the islanders.", "AGREE", "send", "Ghana", "the islanders"),
        ("Farmers protested against the new tax.", "PROTEST", "protested", "Farmers", "the new tax"),
        (
            "The Danish government said it had freed four prisoners.",
            "YIELD",
            "freed",
            "The Danish government",
            "four prisoners",
        ),
        ("Rebels said they had shelled the harbour town.", "ASSAULT", "shelled", "Rebels", "the harbour town"),
        ("The minister said Peru must leave the island.", "REQUEST", "leave", "The minister", "Peru"),
        (
            "The council issued a statement condemning the shooting.",
            "ACCUSE",
            "condemning",
            "The council",
            "the shooting",
        ),
        ("Norway gave $3 million to the islanders.", "AID", "gave", "Norway", "the islanders"),
        ("The king praised the lifeboat crew.", "SUPPORT", "praised", "The king", "the lifeboat crew"),
        ("Chile deployed troops to the border.", "MOBILIZE", "deployed", "Chile", "the border"),
        ("Two guards were beaten and killed by rebels.", "ASSAULT", "killed", "rebels", "Two guards"),
        (
            "Chile launched a mediation effort between Peru and Bolivia.",
            "CONSULT",
            "mediation",
            "Chile",
            "Peru; Bolivia",
        ),
        ("Monday's bombing of the depot shook Lima.", "ASSAULT", "bombing", "", "the depot"),
        ("Chile extradited the banker to Peru.", "COOPERATE", "extradited", "Chile", "Peru"),
    ],
)
def test_types_and_participants(sentence: str, type_: str, trigger: str, actor: str, recipient: str) -> None:
    assert (type_, trigger, actor, recipient) in _typed(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister said the weather was fine.",
        "The agency reported a profit.",
        "The choir sang, and the crowd went home.",
        "He struck a match and fired the clerk.",
        "She released a statement and a new album.",
        "The assault ship left the harbour.",
        "Officials confirmed the date.",
    ],
)
def test_what_fits_no_type_has_none(sentence: str) -> None:
    assert _events(sentence)
    assert not _typed(sentence)


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("An airstrike on the depot followed.", "aerial"),
        ("Gunmen kidnapped the engineer.", "abduct"),
        ("The state declared a curfew in the port.", "curfew"),
        ("The court deported the singer.", "deport"),
        ("Teachers went on strike on Monday.", "strike"),
    ],
)
def test_modes(sentence: str, mode: str) -> None:
    assert mode in [e.mode for e in _events(sentence) if e.type]


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        ("The general threatened to shell the town.", "shell"),
        ("Chile agreed to lift the ban.", "lift"),
        ("Peru refused to release the sailors.", "release"),
    ],
)
def test_what_is_only_agreed_or_threatened_is_no_event_of_its_own(sentence: str, gone: str) -> None:
    assert gone not in [trigger for _, trigger, _, _ in _typed(sentence)]


def test_what_is_said_to_happen_belongs_to_those_who_do_it() -> None:
    found = _typed("The ministry said that rebels had attacked the mine.")
    assert found == [("ASSAULT", "attacked", "rebels", "the mine")]


def test_a_killing_whose_doer_is_unknown_has_no_actor() -> None:
    assert ("ASSAULT", "killed", "", "two fishermen") in _typed("Two explosions killed two fishermen.") or (
        "ASSAULT", "killed", "", "two fishermen",
    ) in _typed("The blast killed two fishermen.")  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Soldiers entered the town and looted it before they arrested the mayor.", "they"),
        ("The soldiers who arrested the mayor left.", "The soldiers"),
        ("Soldiers advanced, arresting the mayor.", "Soldiers"),
        ("The judge ordered police to arrest the mayor, and police arrested him.", "police"),
    ],
)
def test_subjects_are_found_across_clauses(sentence: str, actor: str) -> None:
    assert actor in [a for type_, _, a, _ in _typed(sentence) if type_ == "COERCE"]


def _at(text: str, words: str) -> Anchor:
    start = text.index(words)
    return Anchor.of(text, start, start + len(words))


def test_circumstances_are_those_of_the_clause() -> None:
    text = "On Friday guards in Lima arrested 12 miners, a year after a storm sank 3 boats."
    time = Time(anchor=_at(text, "Friday"), type=TimeType.DATE, value="2025-01-03", made_by="t")
    place = Place(anchor=_at(text, "Lima"), name="Lima", made_by="t")
    quantities = [
        Quantity(anchor=_at(text, n), low=float(n), high=float(n), unit=None, of=None, made_by="t") for n in ("12", "3")
    ]
    found = {e.trigger.exact: e for e in events(parse(text), (), [time], [place], quantities)}
    arrested = found["arrested"]
    assert arrested.time == time.anchor
    assert arrested.place == place.anchor
    assert arrested.quantities == (quantities[0].anchor,)
    assert found["sank"].time is None


def test_mentions_belong_to_the_innermost_statement() -> None:
    text = "The envoy said the mayor claimed that rebels attacked the mine."
    outer = Statement(
        id="outer", source=_at(text, "The envoy"), cue=_at(text, "said"),
        content=(_at(text, "the mayor claimed that rebels attacked the mine"),), made_by="t",
    )  # fmt: skip
    inner = Statement(
        id="inner", source=_at(text, "the mayor"), cue=_at(text, "claimed"),
        content=(_at(text, "rebels attacked the mine"),), made_by="t",
    )  # fmt: skip
    found = {e.trigger.exact: e for e in events(parse(text), [outer, inner], (), (), ())}
    assert found["attacked"].statement == "inner"
    assert found["claimed"].statement == "outer"
    assert found["said"].statement is None
    assert found["said"].said_factuality is None
    assert found["attacked"].said_factuality == 3


def test_a_spoken_event_is_tied_to_the_statement_that_it_introduces() -> None:
    text = "Chile accused Peru of dumping waste."
    said = Statement(
        id="s", source=_at(text, "Chile"), cue=_at(text, "accused"), content=(_at(text, "dumping waste"),), made_by="t"
    )
    accused = next(e for e in events(parse(text), [said], (), (), ()) if e.type is EventType.ACCUSE)
    assert accused.statement == "s"
    assert accused.said_factuality is None


@settings(max_examples=30)
@given(st.text(alphabet=st.sampled_from("the army attacked, said “by \n\u200bאRussia’s of to not 12%(¶"), max_size=80))
def test_nothing_raises_and_anchors_hold(text: str) -> None:
    doc = parse(text)
    for event in events(doc, (), (), (), ()):
        for anchor in (event.trigger, *event.actors, *event.recipients):
            assert anchor.holds_in(text)
        assert -3 <= event.factuality <= 3


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The shelling of the port went on.", "shelling"),
        ("A sell-off followed.", "sell"),
        ("Residents are worried.", "worried"),
        ("A suspected gas leak closed the school.", "suspected"),
    ],
)
def test_verbs_made_nouns_and_adjectives_are_mentions(text: str, trigger: str) -> None:
    assert trigger in [e.trigger.exact for e in _events(text)]


@pytest.mark.parametrize("text", ["The building was empty.", "The morning was cold.", "The limited edition sold out."])
def test_things_in_ing_and_states_in_ed_are_none(text: str) -> None:
    assert not {"building", "morning", "limited"} & {e.trigger.exact for e in _events(text)}
