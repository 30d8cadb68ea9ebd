"""Files of a ledger that somebody has forged who knows how to write right digests."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from reportedly import lexicon
from reportedly.ledger.transfer.lines import ActorDecisionLine, TopicEditLine, digest
from reportedly.model import ActorDecisionKind, TopicEditKind
from reportedly.store.actor_decisions import with_id
from reportedly.store.grades import grade_id
from reportedly.store.judgements import judgement_id
from reportedly.store.topics import edit_id

if TYPE_CHECKING:
    from collections.abc import Callable

    Forgery = Callable[[list["Line"]], object]

Line = dict[str, Any]


def forged(whole: bytes, forgery: Forgery) -> bytes:
    """The file with its lines changed; ids of decisions and all digests fit again.

    Without the hash chain, as in files of earlier versions, unless that is forged.
    """
    lines = [json.loads(row) for row in whole.splitlines()]
    if forgery not in (*CHAINED.values(), lose_signature_entry):
        lines = [line for line in lines if line["kind"] != "chain"]
        lines[-1]["counts"].pop("chain", None)
        lines[-1]["head"] = None
    for line in lines:
        del line["digest"]
    forgery(lines)
    for line in lines:
        if line["kind"] in {"grade", "judgement", "topic edit", "actor decision"} and not line.get("keeps_id"):
            _identify(line)
        line.pop("keeps_id", None)
    return b"".join(json.dumps({**line, "digest": digest(line)}).encode() + b"\n" for line in lines)


def _identify(line: Line) -> None:
    try:
        at = datetime.fromisoformat(line["at"])
        if line["kind"] == "grade":
            line["id"] = grade_id(line["subject"], line["mark"], line["why"], line["by"], at)
        elif line["kind"] == "topic edit":
            line["id"] = edit_id(TopicEditLine(**{**line, "edit": TopicEditKind(line["edit"]), "at": at}).given())
        elif line["kind"] == "actor decision":
            days = {name: line[name] and date.fromisoformat(line[name]) for name in ("since", "until")}
            given = {**line, **days, "at": at, "decision": ActorDecisionKind(line["decision"])}
            line["id"] = with_id(ActorDecisionLine(**{**given, "reports": tuple(line["reports"])}).given()).id
        else:
            one, other = (*line["statements"], None, None)[:2]
            line["id"] = judgement_id(line["verdict"], one, other, line["why"], line["by"], at)
    except (TypeError, ValueError):
        return


def of_kind(lines: list[Line], kind: str, number: int = 0) -> Line:
    """One of the lines of a kind."""
    return [line for line in lines if line["kind"] == kind][number]


def change(kind: str, path: str, value: object, number: int = 0) -> Forgery:
    """Sets a value in a line of a kind; the steps of the path are separated by blanks."""

    def forgery(lines: list[Line]) -> None:
        place: Any = of_kind(lines, kind, number)
        *steps, last = path.split()
        for step in steps:
            place = place[int(step) if step.isdigit() else step]
        place[int(last) if last.isdigit() else last] = value

    return forgery


def found(path: str, value: object) -> Forgery:
    """Sets a value in the first reading of the first report."""
    return change("report", f"readings 0 found {path}", value)


def both(*forgeries: Forgery) -> Forgery:
    """Several changes."""

    def forgery(lines: list[Line]) -> None:
        for one in forgeries:
            one(lines)

    return forgery


def repeat(kind: str, **changes: object) -> Forgery:
    """A second line of a kind, which the last line counts."""

    def forgery(lines: list[Line]) -> None:
        line = of_kind(lines, kind)
        lines.insert(lines.index(line) + 1, {**json.loads(json.dumps(line)), **changes})
        lines[-1]["counts"][kind] += 1
        if kind == "report":
            lines[0]["reports"] += 1

    return forgery


def renamed_report(lines: list[Line]) -> None:
    """The same report under another id."""
    repeat("report")(lines)
    line = of_kind(lines, "report", 1)
    line["report"]["id"] = "other"
    line["readings"] = [{**reading, "failure": "none"} for reading in line["readings"]]
    for reading in line["readings"]:
        reading["found"] = {name: [] for name in reading["found"]}
        reading["serial"] = None


def lose_signature_entry(lines: list[Line]) -> None:
    """A hash chain without its last entry, that of the signature of a judgement."""
    last = of_kind(lines, "chain", -1)
    assert last["of"] == "judgement signature"
    lines.remove(last)
    lines[-1]["counts"]["chain"] -= 1
    lines[-1]["head"] = of_kind(lines, "chain", -1)["hash"]


def first_last(kind: str) -> Forgery:
    """A line of a kind right before the last line, behind lines of all other kinds."""
    return lambda lines: lines.insert(-1, lines.pop(lines.index(of_kind(lines, kind))))


def share_serials(lines: list[Line]) -> None:
    """Two reports of one second whose statements have the same places among all."""
    first, second = (of_kind(lines, "report", n) for n in range(2))
    second["report"]["published_at"] = first["report"]["published_at"]
    second["readings"][0]["serial"] = first["readings"][0]["serial"]


def relate(field: str, *pairs: tuple[int, int]) -> Forgery:
    """Answers or contradictions between statements of the first report, by their places."""

    def forgery(lines: list[Line]) -> None:
        held = of_kind(lines, "report")["readings"][0]["found"]
        for one, other in pairs:
            first, second = held["statements"][one], held["statements"][other]
            if field == "answers":
                first["answers"] = second["id"]
            else:
                held[field].append({"first": first["id"], "second": second["id"], "reason": "told", "made_by": "told"})

    return forgery


def lose_entry(lines: list[Line]) -> None:
    """A hash chain without its second entry."""
    lines.remove(of_kind(lines, "chain", 1))
    lines[-1]["counts"]["chain"] -= 1


PLACE = {
    "anchor": {"start": 0, "end": 6, "exact": "Norway"},
    "name": "Norway",
    "geonameid": 3144096,
    "country": "NO",
    "lat": 62.0,
    "lon": 10.0,
    "precision": "country",
    "as_actor": False,
    "made_by": "told",
}
QUANTITY = {
    "anchor": {"start": 0, "end": 6, "exact": "Norway"},
    "low": 1.0,
    "high": 2.0,
    "unit": None,
    "of": None,
    "whole": None,
    "statement": None,
    "made_by": "told",
}
EVENT: Line = {
    "trigger": {"start": 0, "end": 6, "exact": "Norway"},
    "type": None,
    "mode": None,
    "actors": [],
    "recipients": [],
    "place": None,
    "time": None,
    "quantities": [],
    "statement": None,
    "factuality": 3.0,
    "said_factuality": None,
    "made_by": "told",
}
TIME = {
    "anchor": {"start": 0, "end": 6, "exact": "Norway"},
    "type": "DATE",
    "value": "2031-03-01",
    "mod": None,
    "anchored": "text",
    "anchored_on": {"start": 0, "end": 6, "exact": "Norway"},
    "made_by": "told",
}
BAD = {"start": 0, "end": 6, "exact": "Sweden"}
NAN, INF = float("nan"), float("inf")
NOBODY = "0" * 16
S = "statements 0 "


def _place(**changes: object) -> Forgery:
    return found("places", [{**PLACE, **changes}])


def _quantity(**changes: object) -> Forgery:
    return found("quantities", [{**QUANTITY, **changes}])


def _event(**changes: object) -> Forgery:
    return found("events", [{**EVENT, **changes}])


def _time(**changes: object) -> Forgery:
    return found("times", [{**TIME, **changes}])


FORGERIES: dict[str, Forgery] = {
    "latitude 91": _place(lat=91.0),
    "longitude -181": _place(lon=-181.0),
    "latitude NaN": _place(lat=NAN),
    "latitude infinite": _place(lat=INF),
    "latitude alone": _place(lon=None),
    "place id negative": _place(geonameid=-1),
    "place id huge": _place(geonameid=10**30),
    "country of no code": _place(country="Norway"),
    "country of a code that none has": both(
        _place(country="QQ"), change("report", "readings 0 run lexicon", lexicon.digest())
    ),
    "place without a name": _place(name=""),
    "place elsewhere": _place(anchor=BAD),
    "precision of another kind": _place(precision="street"),
    "number infinite": _quantity(high=INF),
    "number NaN": _quantity(low=NAN),
    "number upside down": _quantity(low=3.0),
    "number in no statement": _quantity(statement=NOBODY),
    "whole elsewhere": _quantity(whole=BAD),
    "number as text": _quantity(low="1"),
    "factuality 4": _event(factuality=4.0),
    "factuality NaN": _event(said_factuality=NAN),
    "event in no statement": _event(statement=NOBODY),
    "event of no type": _event(type="PARTY"),
    "number of an event elsewhere": _event(quantities=[BAD]),
    "time hangs elsewhere": _time(anchored_on=BAD),
    "time of no type": _time(type="ERA"),
    "confidence 2": found(S + "confidence", 2.0),
    "confidence NaN": found(S + "confidence", NAN),
    "plainness infinite": found(S + "proposition plainness", INF),
    "sign 7": found(S + "proposition classes", [{"name": "ruin", "sign": 7}]),
    "place of a proposition": found(S + "proposition place", 10**12),
    "said in 9999": found(S + "said_at", "9999-12-31"),
    "said in year 1": found(S + "said_at", "0001-01-01"),
    "said on no day": found(S + "said_at", "2031-02-30"),
    "answers nobody": found(S + "answers", NOBODY),
    "no content": found(S + "content", []),
    "content elsewhere": found(S + "content 0 start", 14),
    "relay elsewhere": found(S + "via", [BAD]),
    "actor without a name": found(S + "actor name", " "),
    "no statement id": found(S + "id", NOBODY),
    "no act": found(S + "act", "sing"),
    "NUL": found(S + "actor name", "Nor\0way"),
    "escape sequence in an actor": found(S + "actor name", "Nor\x1b[31mway"),
    "C1 in an actor": found(S + "actor name", "Nor\x9bway"),
    "actor written backwards": found(S + "actor name", "Nor\u202eway"),
    "control character in a place": _place(name="Nor\x08way"),
    "wording that nobody wrote": found(S + "proposition wording", "[Norway] sold the harbour"),
    "wording with another number": found(S + "proposition wording", "999999 divers"),
    "half a character": found(S + "actor name", "Nor\ud800way"),
    "contradiction of nobody": found(
        "contradictions", [{"first": NOBODY, "second": NOBODY, "reason": "", "made_by": ""}]
    ),
    "statement twice": lambda lines: of_kind(lines, "report")["readings"][0]["found"]["statements"].append(
        of_kind(lines, "report")["readings"][0]["found"]["statements"][0]
    ),
    "serial of another second": change("report", "readings 0 serial", 7),
    "no serial": change("report", "readings 0 serial", None),
    "failed, but found": change("report", "readings 0 failure", "cannot be read"),
    "read in year 1": change("report", "readings 0 read_at", "0001-01-01T00:00:00+00:00"),
    "read without a zone": change("report", "readings 0 read_at", "2031-03-01T00:00:00"),
    "read twice": lambda lines: of_kind(lines, "report")["readings"].append(of_kind(lines, "report")["readings"][0]),
    "never read": change("report", "readings", []),
    "published in year 1": change("report", "report published_at", "0001-01-01T00:00:00+05:00"),
    "published in 9999": change("report", "report published_at", "9999-12-31T23:59:59-05:00"),
    "published without a zone": change("report", "report published_at", "2031-03-01T09:00:00"),
    "added without a zone": change("report", "added_at", "2031-03-01T09:00:00"),
    "added in 9999": change("report", "added_at", "9999-12-31T23:59:59-05:00"),
    "added at a number": change("report", "added_at", 7),
    "no text": change("report", "report text", "  "),
    "another text": change("report", "report text", "Norway said nothing."),
    "no id": change("report", "report id", ""),
    "NUL in an outlet": change("report", "report outlet", "a\0b"),
    "report twice": repeat("report"),
    "report under two ids": renamed_report,
    "refusal twice": repeat("refusal"),
    "refusal of nothing": change("refusal", "source", ""),
    "refused in year 1": change("refusal", "refused_at", "0001-01-01T00:00:00+05:00"),
    "grade twice": repeat("grade"),
    "grade Z": change("grade", "mark", "Z"),
    "grade AB": change("grade", "mark", "AB"),
    "grade of nobody": change("grade", "subject", "Atlantis"),
    "grade of no statement": both(change("grade", "mark", "3"), change("grade", "subject", NOBODY)),
    "grade without a reason": change("grade", "why", ""),
    "grade by nobody": change("grade", "by", " "),
    "grade without a zone": change("grade", "at", "2031-03-01T09:00:00"),
    "grade in year 1": change("grade", "at", "0001-01-01T00:00:00+05:00"),
    "grade of another id": both(change("grade", "keeps_id", True), change("grade", "why", "bought")),
    "revoked by nobody": change("grade", "revoked_at", "2031-03-01T09:00:00+00:00"),
    "revoked at no time": change("grade", "revoked_by", "ann"),
    "revoked before": both(
        change("grade", "revoked_by", "ann"), change("grade", "revoked_at", "1999-03-01T09:00:00+00:00")
    ),
    "judgement twice": repeat("judgement"),
    "judgement of none": change("judgement", "statements", []),
    "judgement of one": lambda lines: of_kind(lines, "judgement")["statements"].pop(),
    "judgement of three": lambda lines: of_kind(lines, "judgement")["statements"].append("f" * 16),
    "judgement of one twice": lambda lines: of_kind(lines, "judgement").update(
        statements=[of_kind(lines, "judgement")["statements"][0]] * 2
    ),
    "two wrong": change("judgement", "verdict", "wrong"),
    "judgement upside down": lambda lines: of_kind(lines, "judgement")["statements"].reverse(),
    "judgement of no statement": change("judgement", "statements 0", NOBODY),
    "no verdict": change("judgement", "verdict", "maybe"),
    "judgement by nobody": change("judgement", "by", ""),
    "judgement in 9999": change("judgement", "at", "9999-12-31T23:59:59-05:00"),
    "contradiction": repeat("judgement", verdict="different"),
    "judgement revoked without a zone": both(
        change("judgement", "revoked_by", "ann"), change("judgement", "revoked_at", "2031-03-01T09:00:00")
    ),
    "edit twice": repeat("topic edit"),
    "edit by nobody": change("topic edit", "by", " "),
    "edit of a topic without a name": change("topic edit", "topic", ""),
    "edit of a topic of two lines": change("topic edit", "topic", "Tea\nharvest"),
    "edit that does nothing known": change("topic edit", "edit", "praised"),
    "edit without a query": change("topic edit", "query", None),
    "edit of an act that is none": change("topic edit", "query", {"act": "sing"}),
    "edit of a day that is none": change("topic edit", "query", {"since": "2031-02-30"}),
    "edit of another field": change("topic edit", "query", {"colour": "red"}),
    "edit that asks for nothing": change("topic edit", "query", {"text": ""}),
    "edit with a key alone": change("topic edit", "key", "0" * 64),
    "edit that its key has not signed": both(
        change("topic edit", "key", "0" * 64), change("topic edit", "signature", "0" * 128)
    ),
    "edit in year 1": change("topic edit", "at", "0001-01-01T00:00:00+05:00"),
    "decision twice": repeat("actor decision"),
    "decision by nobody": change("actor decision", "by", " "),
    "decision about nobody": change("actor decision", "name", ""),
    "decision for nothing": change("actor decision", "value", " "),
    "decision of two lines": change("actor decision", "value", "Nor\nway"),
    "decision that decides nothing known": change("actor decision", "decision", "marry"),
    "office that ends before it begins": change("actor decision", "until", "1999-01-01"),
    "office of a day that is none": change("actor decision", "since", "2031-02-30"),
    "merge with a title": change("actor decision", "decision", "merge"),
    "split of nowhere": both(
        change("actor decision", "decision", "split"),
        *(change("actor decision", name, value) for name, value in (("office", ""), ("since", None), ("until", None))),
    ),
    "office in a lost report": change("actor decision", "reports", ["r99"]),
    "office for one party": change("actor decision", "of", "Chile"),
    "decision revoked before it was made": both(
        change("actor decision", "revoked_by", "ann"),
        change("actor decision", "revoked_at", "2001-03-01T09:00:00+00:00"),
    ),
    "decision of another id": both(
        change("actor decision", "keeps_id", True), change("actor decision", "why", "bought")
    ),
    "edit of another id": both(change("topic edit", "keeps_id", True), change("topic edit", "why", "bought")),
    "pin of no statement": change("topic edit", "statement", NOBODY, 1),
    "pin of nothing": change("topic edit", "statement", None, 1),
    "pin with a query": change("topic edit", "query", {"text": "tea"}, 1),
    "pin of a topic that nobody saved": change("topic edit", "topic", "Coffee", 1),
    "finding of no statement": repeat("finding", id="a" * 16, one=NOBODY),
    "finding of one statement": lambda lines: of_kind(lines, "finding").update(other=of_kind(lines, "finding")["one"]),
    "finding twice": repeat("finding"),
    "chances of 2": change("finding", "chances", {"same": 2.0}),
    "chances NaN": change("finding", "chances", {"same": NAN}),
    "chances of nothing": change("finding", "chances", {"better": 1.0}),
    "finding of no hash": change("finding", "id", "x' OR 1=1"),
    "mark by nobody": change("mark", "by", " "),
    "mark of no entry": change("mark", "number", 0),
    "mark in year 1": change("mark", "at", "0001-01-01T00:00:00+05:00"),
    "counts": change("end", "counts report", 7),
    "reports": change("ledger", "reports", 10**9),
    "reports below none": change("ledger", "reports", -1),
    "another version": change("ledger", "version", 99),
    "a second start": lambda lines: lines.insert(1, dict(lines[0])),
    "another key": change("report", "colour", "red"),
    "serials of others": share_serials,
    "read in 1500": change("report", "readings 0 read_at", "1500-01-01T00:00:00+00:00"),
    "read in the future": change("report", "readings 0 read_at", "2900-01-01T00:00:00+00:00"),
    "added in the future": change("report", "added_at", "2900-01-01T00:00:00+00:00"),
    "refused in the future": change("refusal", "refused_at", "2900-01-01T00:00:00+00:00"),
    "grade of the future": change("grade", "at", "2900-01-01T00:00:00+00:00"),
    "read by nothing": change("report", "readings 0 run software", " "),
    "written by nothing": change("ledger", "software", ""),
    "adjudicator without a name": change("ledger", "adjudicator", ""),
    "finding of no version": change("finding", "software", ""),
    "finding of no words": change("finding", "words", ["", " "]),
    "report behind": first_last("report"),
    "grade behind": first_last("grade"),
    "refusal behind": first_last("refusal"),
    "statements upside down": lambda lines: of_kind(lines, "report")["readings"][0]["found"]["statements"].reverse(),
    "answer to itself": relate("answers", (0, 0)),
    "answers in a circle": relate("answers", (0, 1), (1, 0)),
    "contradiction of itself": relate("contradictions", (0, 0)),
    "contradiction twice": relate("contradictions", (0, 1), (0, 1)),
    "time twice": found("times", [TIME, TIME]),
    "place twice": found("places", [PLACE, PLACE]),
    "number twice": found("quantities", [QUANTITY, QUANTITY]),
    "event twice": found("events", [EVENT, EVENT]),
    "time of no value": _time(value="banana"),
    "time in month 13": _time(value="2031-13-01"),
    "time on day 32": _time(value="2031-03-01/2031-03-32"),
    "interval of three": _time(value="2031/2032/2033"),
    "modifier of no kind": _time(mod="SOMETIME"),
    "time on nothing": _time(anchored=None),
    "unknown time on the text": _time(value=None),
    "due never": found(S + "forecast", {"horizon": "soon", "likelihood": "even"}),
    "due in week 99": found(S + "forecast", {"horizon": "2031-W99", "likelihood": "even"}),
    "due in year 1": found(S + "forecast", {"horizon": "0001-01-01", "likelihood": "even"}),
    "proposition of no time": found(S + "proposition times", ["banana"]),
    "proposition without words": found(S + "proposition wording", ""),
    "proposition without end": found(S + "proposition wording", "cable " * 2_000),
    "plainness of thousands": found(S + "proposition plainness", 1e300),
    "predicate class twice": found(S + "proposition classes", [{"name": "ruin", "sign": n} for n in (1, -1)]),
    "predicate class without a name": found(S + "proposition classes", [{"name": "", "sign": 1}]),
    "party without a name": found(S + "proposition agent party name", ""),
    "party of another report": found(S + "proposition agent party report", "z"),
    "agent of nobody": found(S + "proposition agent", {"words": None, "party": None, "speaker": False}),
    "object without a head": found(
        S + "proposition object", {"words": {"start": 0, "end": 6, "exact": "Norway"}, "head": "", "party": None}
    ),
    "quoted by nobody": both(found(S + "quote", None), found(S + "made_by", "told")),
    "made by nothing": found(S + "made_by", ""),
    "actor of itself": found(S + "actor of", "Norway"),
    "actor of nobody": found(S + "actor of", ""),
    "unit without a name": _quantity(unit=""),
    "number of nothing": _quantity(of=" "),
    "mode of no type": _event(mode="raid"),
    "said by no statement": _event(said_factuality=1.0),
}
"""Each makes a file that must not be accepted."""

CHAINED: dict[str, Forgery] = {
    "head": change("end", "head", "0" * 64),
    "no head": change("end", "head", None),
    "entry of other contents": change("chain", "content", "0" * 64),
    "entry of another hash": change("chain", "hash", "0" * 64),
    "entry of nothing": change("chain", "key", NOBODY),
    "entry of another number": change("chain", "number", 7),
    "entry twice": repeat("chain"),
    "entry lost": lose_entry,
    "another reason": change("grade", "why", "bought"),
    "another reading": change("report", "readings 0 read_at", "2031-03-01T09:00:00+00:00"),
}
"""The same, of files with a hash chain."""
