"""Topics: saved queries with pinned and excluded claims, which restrict every list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import NotFound, StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.brief import BriefFilter, brief
from reportedly.ledger.signing import SigningKey, wrong_signature
from reportedly.ledger.transfer.files import Exported
from reportedly.listing import Filter, Numbered
from reportedly.model import Status, TopicEditKind, Verdict
from reportedly.topics import TopicQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.databases import NewAddress

from tests import databases
from tests.ledger.queries.conftest import flood as flood
from tests.ledger.queries.conftest import story as story

CABLE = Filter(topic="The cable")


@pytest.fixture
def ledger(story: Ledger) -> Ledger:
    story.topics.save("The cable", TopicQuery(text="cable"), by="ann", why="the desk asked")
    return story


def _claim(ledger: Ledger, words: str) -> str:
    claim = ledger.search(Filter(text=words))[-1].claim
    assert claim is not None
    return claim


def _ids(ledger: Ledger, wanted: Filter = CABLE) -> set[str]:
    return {c.id for c in ledger.claims(wanted)}


def test_a_topic_has_the_claims_of_which_a_statement_is_found(ledger: Ledger) -> None:
    found = {h.claim for h in ledger.search(Filter(text="cable"), limit=None)}
    assert _ids(ledger) == found
    topic = ledger.topics.get("the CABLE")
    assert (topic.name, topic.claims, topic.first) == ("The cable", len(found), date(2031, 3, 1))
    assert [(e.kind, e.by, e.why) for e in topic.edits] == [(TopicEditKind.SAVED, "ann", "the desk asked")]
    early = ledger.topics.get("The cable", as_of=date(2031, 3, 1))
    assert early.claims == len(_ids(ledger, replace(CABLE, as_of=date(2031, 3, 1)))) < topic.claims


LISTS: dict[str, Callable[[Ledger, Filter], Sequence[object]]] = {
    "claims": lambda ledger, wanted: ledger.claims(wanted),
    "claims of a party": lambda ledger, wanted: ledger.claims(replace(wanted, actor="Norway")),
    "claims of a status": lambda ledger, wanted: ledger.claims(replace(wanted, status=Status.ALLEGED)),
    "changes": lambda ledger, wanted: ledger.changes(wanted),
    "changes of a party": lambda ledger, wanted: ledger.changes(replace(wanted, actor="Norway")),
    "forecasts": lambda ledger, wanted: ledger.forecasts(wanted),
    "timeline": lambda ledger, wanted: ledger.timeline(wanted),
    "search": lambda ledger, wanted: ledger.search(replace(wanted, since=date(2031, 3, 1)), limit=None),
    "search by actor": lambda ledger, wanted: ledger.search(replace(wanted, actor="Chile"), limit=None),
    "origins": lambda ledger, wanted: ledger.origins(wanted),
    "reports": lambda ledger, wanted: ledger.reports(wanted),
    "events": lambda ledger, wanted: ledger.events(wanted),
    "sources": lambda ledger, wanted: ledger.sources(wanted),
    "places": lambda ledger, wanted: ledger.places(wanted),
    "days": lambda ledger, wanted: ledger.days(wanted),
}


@pytest.mark.parametrize("as_of", [None, date(2031, 3, 5)])
def test_every_list_takes_a_topic(ledger: Ledger, as_of: date | None) -> None:
    """A topic of everything restricts little, an empty one leaves nothing, an unknown one is an error."""
    ledger.topics.save("all", TopicQuery(since=date(2031, 1, 1)), by="ann")
    ledger.topics.save("none", TopicQuery(), by="ann")
    for name, ask in LISTS.items():
        everything = list(ask(ledger, Filter(as_of=as_of)))
        within = list(ask(ledger, Filter(as_of=as_of, topic="all")))
        # Reports without a statement belong to no topic.
        assert within == [row for row in everything if row in within], name
        assert len(within) > 0.6 * len(everything), name
        assert not ask(ledger, Filter(as_of=as_of, topic="none")), name
        with pytest.raises(NotFound, match="no topic 'nothing' in this ledger: `reportedly topic list`"):
            ask(ledger, Filter(as_of=as_of, topic="nothing"))


def test_rows_of_a_topic_are_those_of_its_claims(ledger: Ledger) -> None:
    claims = _ids(ledger)
    said = {s.id for c in ledger.claims(CABLE) for s in c.statements if s.through is None}
    reports = {s.report for c in ledger.claims(CABLE) for s in c.statements if s.through is None}
    assert {c.claim for c in ledger.changes(CABLE)} == claims
    assert {f.statement for f in ledger.forecasts(CABLE)} == {f.statement for f in ledger.forecasts()} & said
    assert {m.statement for m in ledger.timeline(CABLE)} == said
    assert {r.id for r in ledger.reports(CABLE)} == reports
    assert {r for o in ledger.origins(CABLE) for r in o.reports} >= reports
    assert {s.name for s in ledger.sources(CABLE)} == {"Chile", "Norway", "Portugal", "Maria Holt"}
    assert ledger.statuses(topic="The cable") == {
        s: n for s in Status if (n := sum(c.status is s for c in ledger.claims(CABLE)))
    }
    assert sum(d.statements for d in ledger.days(CABLE)) == len(said)
    assert sum(ledger.outcomes(topic="The cable").values()) == len(ledger.forecasts(CABLE))
    assert {h.claim for h in ledger.search(Filter(actor="Norway", topic="The cable"))} <= claims


def test_numbers_of_a_topic(flood: Ledger) -> None:
    flood.topics.save("flood", TopicQuery(text="flooded"), by="ann")
    flood.topics.save("Chile", TopicQuery(actor="Nobody"), by="ann")
    for newest_first in (False, True):
        asked = Filter(newest_first=newest_first)
        assert flood.numbers(replace(asked, topic="flood")) == flood.numbers(asked)
        assert flood.numbers(asked)
        assert not flood.numbers(replace(asked, topic="Chile"))
    assert flood.claims(Filter(topic="flood", numbers=Numbered.SOME))


def test_claims_are_pinned_excluded_and_released(ledger: Ledger) -> None:
    tea, cut = _claim(ledger, "tea harvest"), _claim(ledger, "divers")
    found = _ids(ledger)
    ledger.topics.mark("the cable", TopicEditKind.PINNED, [tea[:10]], by="bob", why="same ship")
    ledger.topics.mark("The cable", TopicEditKind.EXCLUDED, [cut], by="bob")
    assert _ids(ledger) == (found | {tea}) - {cut}
    topic = ledger.topics.get("The cable")
    assert [(c.claim, c.wording) for c in topic.pinned] == [(tea, ledger.claim(tea).wording)]
    assert [c.claim for c in topic.excluded] == [cut]
    assert topic.claims == len(found)
    ledger.topics.mark("The cable", TopicEditKind.PINNED, [tea], by="bob")
    assert len(ledger.topics.get("The cable").edits) == 3, "what is so already is not stored again"
    ledger.topics.mark("The cable", TopicEditKind.PINNED, [cut], by="cy")
    assert _ids(ledger) == found | {tea}, "the later edit of a claim counts"
    ledger.topics.mark("The cable", TopicEditKind.RELEASED, [tea, cut], by="cy")
    assert _ids(ledger) == found
    with pytest.raises(StoreError, match="neither pinned to the topic 'The cable' nor excluded"):
        ledger.topics.mark("The cable", TopicEditKind.RELEASED, [tea], by="cy")
    assert ledger.verify() == []


def test_a_mark_stays_with_the_words_when_claims_change(ledger: Ledger) -> None:
    tea, repaired = _claim(ledger, "tea harvest"), _claim(ledger, "repaired")
    ledger.topics.save("harvest", TopicQuery(), by="ann")
    ledger.topics.mark("harvest", TopicEditKind.PINNED, [tea], by="ann")
    ours, theirs = (ledger.claim(key).statements[0].id for key in (tea, repaired))
    judged = ledger.judge(Verdict.SAME, ours, theirs, by="ann")
    merged = ledger.claims_of([ours])[ours].id
    assert {c.id for c in ledger.claims(Filter(topic="harvest"))} == {merged} == {ledger.claims_of([theirs])[theirs].id}
    ledger.unjudge(judged.id, by="ann")
    assert _ids(ledger, Filter(topic="harvest")) == {tea}
    ledger.judge(Verdict.WRONG, ours, by="ann")
    ledger.rebuild()
    assert ledger.topics.get("harvest").pinned[0].statement == ours
    assert ledger.verify() == []


def test_a_topic_is_changed_on_purpose_only(ledger: Ledger) -> None:
    with pytest.raises(StoreError, match="there is a topic 'The cable' already: --replace gives it this query"):
        ledger.topics.save("THE CABLE", TopicQuery(text="tea"), by="ann")
    ledger.topics.save("The cable", TopicQuery(text="tea"), by="bob", replace=True)
    assert _claim(ledger, "tea harvest") in _ids(ledger)
    assert [e.by for e in ledger.topics.get("The cable").edits] == ["ann", "bob"]
    ledger.topics.remove("The cable", by="ann")
    assert ledger.topics.all() == []
    with pytest.raises(NotFound):
        ledger.claims(CABLE)
    assert ledger.verify() == []


@pytest.mark.parametrize(
    ("name", "query", "by", "problem"),
    [
        ("", TopicQuery(text="tea"), "ann", "is no name for a topic"),
        ("tea\x1b[31m", TopicQuery(text="tea"), "ann", "is no name for a topic"),
        ("tea", TopicQuery(text="?!"), "ann", "holds no word or figure"),
        ("tea", TopicQuery(text="tea"), " ", "needs a name: --by NAME"),
    ],
)
def test_what_is_no_topic_is_refused(ledger: Ledger, name: str, query: TopicQuery, by: str, problem: str) -> None:
    with pytest.raises(StoreError, match=problem):
        ledger.topics.save(name, query, by=by)
    assert ledger.topics.names() == ["The cable"]


def test_a_brief_is_about_a_topic(ledger: Ledger) -> None:
    made = brief(ledger, BriefFilter(wanted=CABLE, everything=True))
    assert made.title == "The cable"
    told = {f.claim for f in (*made.known, *made.contested, *made.alleged, *made.denied)}
    assert told
    assert told <= _ids(ledger)
    found = brief(ledger, BriefFilter(wanted=replace(CABLE, text="divers"), since=date(2031, 3, 2)))
    assert found.title == "The cable · “divers”"
    day = brief(ledger, BriefFilter(wanted=CABLE, day=date(2031, 3, 2)))
    assert day.title == "The cable · 2 March 2031"
    with pytest.raises(NotFound, match="matches: The cable · “tea”"):
        brief(ledger, BriefFilter(wanted=replace(CABLE, text="tea")))


def test_readings_of_a_topic_have_its_statements_alone(ledger: Ledger) -> None:
    said = {s.id for c in ledger.claims(CABLE) for s in c.statements if s.through is None}
    readings = ledger.readings(topic="The cable")
    assert {s.id for r in readings for s in r.statements} == said
    assert len(readings) < len(ledger.readings())


def test_matters_without_a_topic_are_suggested(story: Ledger) -> None:
    found = story.topics.suggested()
    assert [s.number for s in found] == list(range(1, len(found) + 1))
    cable = next(s for s in found if _claim(story, "divers") in s.claims)
    assert {"a", "b", "d", "e"} <= set(cable.reports)
    assert _claim(story, "repaired") in cable.claims
    assert "bergen" in cable.traits
    assert story.claim(cable.claims[0]).wording == cable.wording
    story.topics.save("The cable", TopicQuery(), by="ann")
    story.topics.mark("The cable", TopicEditKind.PINNED, cable.claims, by="ann")
    assert not {c for s in story.topics.suggested() for c in s.claims} & set(cable.claims)
    early = story.topics.suggested(as_of=date(2031, 3, 2))
    assert {r for s in early for r in s.reports} <= {"a", "b", "c"}


def test_edits_are_signed_handed_on_and_checked(ledger: Ledger, new_address: NewAddress, tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    tea = _claim(ledger, "tea harvest")
    ledger.topics.save("Tea", TopicQuery(text="tea"), by="ann", key=key)
    ledger.topics.mark("Tea", TopicEditKind.PINNED, [tea], by="ann", key=key)
    edits = ledger.topics.get("Tea").edits
    assert [(e.key, wrong_signature(e)) for e in edits] == [(key.public, None)] * 2
    assert [e.key for e in ledger.topics.get("The cable").edits] == [None]
    for changes in ({"topic": "Tea harvest"}, {"query": TopicQuery(text="coffee")}, {"why": "bought"}, {"by": "eve"}):
        assert wrong_signature(replace(edits[0], **changes)) == "has a signature that its key has not made"
    assert ledger.verify() == []
    file = tmp_path / "l.jsonl"
    file.write_bytes(b"".join(ledger.export()))
    with Ledger(new_address("other")) as other:
        for _ in range(2):
            assert list(filter(None, other.import_exported(Exported.of(file)))) == []
        assert other.topics.get("Tea").edits == edits
        assert b"".join(other.export()) == file.read_bytes()
    ledger.topics.remove("Tea", by="ann", key=key)
    assert ledger.verify() == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE topic_signatures SET signature = '{zeros}{zeros}'", "topic edit {id}: has a signature that its key"),
        ("UPDATE topic_edits SET by = 'eve'", "topic edit {id}: its id is not that of what it says"),
        ("DELETE FROM topic_signatures", "topic signature {id} is gone"),
        ("DELETE FROM hash_chain WHERE kind = 'topic signature'", "topic signature {id} is in no entry"),
    ],
)
def test_a_changed_edit_or_signature_is_found(
    new_address: NewAddress, tmp_path: Path, change: str, problem: str
) -> None:
    with Ledger(new_address()) as ledger:
        key = SigningKey.make(tmp_path / "ann.pem")
        [edit] = ledger.topics.save("Tea", TopicQuery(text="tea"), by="ann", key=key).edits
    assert databases.change(new_address(), change.format(zeros="0" * 64)) == 1
    with Ledger(new_address()) as ledger:
        assert any(problem.format(id=edit.id) in sentence for sentence in ledger.verify())
