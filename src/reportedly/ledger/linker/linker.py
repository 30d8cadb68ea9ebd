"""Linking, report by report in order of publication: what is known at a date depends on nothing later."""

from __future__ import annotations

from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from reportedly import encoder
from reportedly.ledger.linker import index_store, projections
from reportedly.ledger.linker.event_linker import EventLinker
from reportedly.ledger.linker.forecast_linker import Expecting, gist_of
from reportedly.ledger.linker.index_store import StoredIndex
from reportedly.ledger.linker.projections import Growth
from reportedly.linking import actors, agency, claims, embedding, origins, stance
from reportedly.linking.index import Cells
from reportedly.linking.judgements import Judged
from reportedly.model import Party, content_id
from reportedly.reading.text.credits import credited_in
from reportedly.reading.text.windows import with_context
from reportedly.store import claims as claim_store
from reportedly.store import judgements, links, numbers, pending, readings, reports
from reportedly.store.database import OUTDATED, count_up, counted, reset, writing
from reportedly.store.index_entries import Indexed
from reportedly.store.timestamps import stamp
from reportedly.store.vectors import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from reportedly.linking.embedding import Gist
    from reportedly.linking.index import Entries
    from reportedly.model import ActorKey, Reading, Statement
    from reportedly.store.database import Connection, Engine
    from reportedly.store.pending import Pending

REMEMBERED = 4_000
"""Claims whose members are kept in memory."""


class Stale(Exception):
    """Another process has linked meanwhile; start over from what the ledger holds now."""


def link_pending(engine: Engine, progress: Callable[[int, int], None] | None = None) -> int:
    """Link what is read but not linked, and again what came after it; how many reports were linked."""
    done = 0
    while True:
        with engine.begin() as connection:
            if pending.first(connection) is None and not counted(connection, OUTDATED):
                return done
        with writing(engine) as connection:
            first, last = pending.first(connection), links.last(connection)
            if first is None:
                reset(connection, OUTDATED)
            if first and last and (first.known_at, first.report) <= last:
                unlink(connection, first.known_at.date())
            chronicle = Chronicle(connection)
            total = pending.count(connection)
        try:
            for number in range(1, total + 1):
                with writing(engine) as connection:
                    if not chronicle.link(connection):
                        break
                done += 1
                if progress:
                    progress(number, total)
        except Stale:
            continue


def unlink(connection: Connection, day: date) -> int:
    """Undo the linking of the reports of a day and later ones, and queue them again; returns how many they are."""
    # The day, not the moment: where a claim stands is kept at the end of days.
    last = links.last(connection)
    if last is None or last[0].date() < day:
        return 0
    concerned = index_store.changed_cells(connection, day)
    number = links.unlink(connection, day.isoformat())
    index_store.rewrite_cells(connection, concerned)
    return number


def rebuild(engine: Engine, progress: Callable[[int, int], None] | None = None) -> int:
    """Forget everything derived and derive it anew; how many reports were linked."""
    with writing(engine) as connection:
        links.forget(connection)
    return link_pending(engine, progress)


class Chronicle:
    """What linking the next report needs to know at hand; all of it follows from the store, and is bounded."""

    def __init__(self, connection: Connection) -> None:
        self._mark = self._marked(connection)
        self._judged = Judged(judgements.rows(connection))
        self._claims = claim_store.next_number(connection)
        self._storage = StoredIndex(connection, Indexed.STATEMENTS)
        self._cells = Cells(self._storage)
        self._members: OrderedDict[str, list[Gist]] = OrderedDict()
        self._expecting = Expecting(connection)
        self._event_linker = EventLinker(connection)

    def link(self, connection: Connection) -> bool:
        """Link what is to be linked next, later than all that is linked; False where nothing is.

        Stale where it is not later, or another process has linked or judged meanwhile.
        """
        self._storage.connection = connection
        last = links.last(connection)
        this = pending.first(connection)
        if self._marked(connection) != self._mark or (this and last and (this.known_at, this.report) <= last):
            raise Stale
        if this is None:
            return False
        day, growth = this.known_at.date().isoformat(), Growth()
        reading = next(readings.by_ids(connection, [this.reading]))
        supersedes, origin = self._keep_origin(connection, reading, this)
        touched = claim_store.of_report(connection, supersedes) if supersedes else set()
        if supersedes:
            self._expecting.withdraw(connection, supersedes, growth)
        gists = self._gists(connection, reading)
        names = self._known_names(connection, reading)
        known = dict(names)
        asked = index_store.queries(gists[s.id] for s in reading.statements)
        near = [list(found) for found in self._cells.nearest(asked, claims.CANDIDATES, claims.MAY_JOIN)]
        founded: list[dict[str, Any]] = []
        placed: dict[str, dict[str, Any]] = {}
        for position, decision in self._decisions(connection, reading, gists, near, placed):
            s = reading.statements[position]
            row = self._place(connection, this, reading, position, gists[s.id], decision, known, founded)
            if row is not None:
                placed[s.id] = row
        claim_store.keep_claims(connection, founded)
        self._keep_statements(connection, placed, asked)
        links.keep_names(connection, {n: a for n, a in known.items() if n not in names}, this.report)
        said = [s for s in reading.statements if s.id in placed]
        found = [
            n for s in said for n in projections.number_rows(placed[s.id]["claim"], stamp(this.known_at), reading, s)
        ]
        numbers.keep(connection, found)
        sources = {key: row["source"] for key, row in placed.items() if not row["wrong"]}
        self._expecting.hear(connection, this, reading, gists, origin, sources, growth)
        self._put_in_order(placed)
        touched |= {row["claim"] for row in placed.values()}
        projections.keep_days(connection, sorted(touched), day, growth)
        told = projections.heard_in(connection, this.report)
        projections.count_reports(connection, this.report, origin, supersedes, told, growth)
        growth.keep(connection, day, told)
        projections.keep_dated(connection, reading, this, self._judged.wrong, set(placed))
        self._event_linker.link(connection, this, reading)
        pending.drop(connection, this.report)
        count_up(connection, links.MARK)
        self._mark = self._marked(connection)
        return True

    def _marked(self, connection: Connection) -> tuple[int, int]:
        return counted(connection, links.MARK), judgements.count(connection)

    def _known_names(self, connection: Connection, reading: Reading) -> dict[str, str]:
        """What leads from names in a reading to actors of earlier reports."""
        looked_up = {name for s in reading.statements if s.actor for name in actors.looked_up(s.actor)}
        return links.known_names(connection, looked_up)

    def _keep_origin(self, connection: Connection, reading: Reading, pending: Pending) -> tuple[str | None, str]:
        report = reading.report
        supersedes = links.at_address(connection, report.outlet, report.url)
        mine, credited_to = origins.shingles(report.text), credited_in(report.text)
        sample = origins.sample(mine)
        since = (pending.known_at.date() - timedelta(days=origins.DAYS)).isoformat()
        near = links.sharing(connection, sample, since)
        if supersedes and supersedes not in near:
            near.append(supersedes)
        known = reports.by_ids(connection, near)
        others = {other: known[other] for other in near}
        credited = [o for o, r in others.items() if origins.credits_outlet(credited_to, r.outlet)]
        kin = origins.closest(mine, {o: origins.shingles(r.text) for o, r in others.items()}, credited)
        origin = links.origin_of(connection, kin.earlier) if kin else content_id("origin", report.id)
        row = {
            "report": report.id,
            "reading": pending.reading,
            "known_at": stamp(pending.known_at),
            "supersedes": supersedes,
            "origin": origin,
            "copy_of": kin.earlier if kin else None,
            "copy_why": kin.reason if kin else None,
            "second": bool(kin) and not links.has_copies(connection, origin),
        }
        links.keep(connection, row, sample)
        return supersedes, origin

    def _gists(self, connection: Connection, reading: Reading) -> dict[str, Gist]:
        statements = reading.statements
        texts = {s.id: with_context(reading.report.text, s.content) for s in statements}
        known = claim_store.embedded(connection, [s.id for s in statements])
        new = [s for s in statements if s.id not in known]
        vectors = encoder.embed([t for s in new for t in texts[s.id]])
        fresh = {s.id: vectors[3 * i : 3 * i + 3] for i, s in enumerate(new)}
        found = {}
        for s in statements:
            vector = embedding.combine(*fresh[s.id]) if s.id in fresh else unpacked(known[s.id])
            found[s.id] = embedding.gist(reading.report.id, s, vector)
        claim_store.keep_gists(connection, [_gist_row(found[s.id]) for s in statements])
        return found

    def _decisions(
        self,
        connection: Connection,
        reading: Reading,
        gists: dict[str, Gist],
        near: Sequence[list[str]],
        placed: Mapping[str, Mapping[str, Any]],
    ) -> Iterator[tuple[int, claims.Decision]]:
        """The positions of a report's statements with the claims that they join: what fits best goes first.

        `near` are the claims that each is compared with. Each has to be in `placed` before the next is asked for.
        """
        left = dict(enumerate(reading.statements))
        self._remember(connection, dict.fromkeys(claim for claims in near for claim in claims))
        fits: dict[str, dict[tuple[str, int], float]] = {s.id: {} for s in left.values()}
        while left:
            decisions = {
                position: self._decision(connection, s, gists[s.id], near[position], fits[s.id], placed)
                for position, s in left.items()
            }
            best = max(left, key=lambda position: (decisions[position].fit, -position))
            yield best, decisions[best]
            taken = left.pop(best)
            joined = decisions[best].claim or content_id("claim", taken.id)
            if taken.id not in self._judged.wrong:
                # What the rest of the report is compared with, too: it may say what this one says.
                for position in left:
                    if joined not in near[position]:
                        near[position].append(joined)

    def _decision(
        self,
        connection: Connection,
        statement: Statement,
        mine: Gist,
        near: Sequence[str],
        fits: dict[tuple[str, int], float],
        placed: Mapping[str, Mapping[str, Any]],
    ) -> claims.Decision:
        # What a statement answers stands in its own report.
        answered = placed[statement.answers]["claim"] if statement.answers and statement.answers in placed else None
        judged = self._claims_of(connection, self._judged.same(statement.id), placed)
        barred = self._claims_of(connection, self._judged.different(statement.id), placed)
        known = dict.fromkeys([*near, *((answered,) if answered else ()), *judged])
        candidates = [(c, self._known_members(connection, c)) for c in known]
        return claims.decide(mine, candidates, answered, judged=next(iter(judged), None), barred=barred, fits=fits)

    def _claims_of(
        self, connection: Connection, statements: set[str], placed: Mapping[str, Mapping[str, Any]]
    ) -> list[str]:
        """The claims that these statements belong to, that of the earliest first."""
        if not statements:
            return []
        here = sorted((row for key, row in placed.items() if key in statements), key=lambda row: int(row["position"]))
        right = [row["claim"] for row in here if not row["wrong"]]
        return list(dict.fromkeys([*claim_store.of_statements(connection, statements), *right]))

    def _place(
        self,
        connection: Connection,
        pending: Pending,
        reading: Reading,
        position: int,
        mine: Gist,
        decision: claims.Decision,
        known: dict[str, str],
        founded: list[dict[str, Any]],
    ) -> dict[str, Any] | None:
        """Let a statement join or found a claim; how it stands there.

        One that was not read right joins for show: it founds nothing (None) and draws nothing.
        """
        statement = reading.statements[position]
        wrong = statement.id in self._judged.wrong
        if wrong and decision.claim is None:
            return None
        claim = decision.claim or content_id("claim", statement.id)
        first = self._known_members(connection, claim)[0] if decision.claim else mine
        if not wrong:
            if decision.claim is None:
                row = {"id": claim, "number": self._claims, "founder": statement.id, "report": mine.report}
                founded.append(row)
                self._members[claim] = []
                self._claims += 1
            self._members[claim].append(mine)
        own = stance.stance_on_matter(statement)
        actor, party, named = self._voice(reading, statement, known)
        source = (actor or party) if named or actor is None else None
        about, doer = statement.proposition, agency.whose_act(statement, party if named else None)
        return {
            "statement": statement.id,
            "claim": claim,
            "report": reading.report.id,
            "position": position,
            "known_at": stamp(pending.known_at),
            "said_on": readings.said_on(statement, stamp(pending.known_at)),
            "stance": stance.stance_on_claim(own, mine.families, first.families).value,
            "actor": str(actor) if actor else None,
            "kind": statement.actor.kind.value if statement.actor else None,
            "speaks_for": statement.actor.of if statement.actor else None,
            "source": str(source) if source and source.report is None else None,
            "countries": projections.countries(reading, statement),
            "party": str(party),
            "named": named,
            "recalled": about is not None and about.earlier,
            "about": str(doer) if doer else None,
            "boast": about is not None and about.boast,
            "wording": about.wording if about else embedding.content_of(statement),
            "plainness": about.plainness if about else 0.0,
            "fit": round(decision.fit, 4),
            "reasons": list(decision.reasons),
            "wrong": wrong,
            "number": None,
            "cell": None,
        }

    def _keep_statements(self, connection: Connection, placed: Mapping[str, dict[str, Any]], asked: Entries) -> None:
        """Let statements join their claims; those that were read right lead to them from now on."""
        rows = sorted(placed.values(), key=lambda row: int(row["position"]))
        right = [row for row in rows if not row["wrong"]]
        new = asked[[row["position"] for row in right]]
        new["key"] = [row["claim"] for row in right]
        self._cells.assign(new)
        for row, at in zip(right, new, strict=True):
            row |= {"number": int(at["number"]), "cell": int(at["cell"])}
        claim_store.keep_statements(connection, rows)
        self._cells.save(new)

    def _put_in_order(self, placed: Mapping[str, Mapping[str, Any]]) -> None:
        """Have members that joined in the order in which the store gives them: their report's, not that of joining."""
        positions = {key: int(row["position"]) for key, row in placed.items()}
        for claim in {row["claim"] for row in placed.values()}:
            members = sorted(self._members[claim], key=lambda g: positions.get(g.statement, -1))
            self._members[claim] = list(claims.compared(members))

    def _voice(
        self, reading: Reading, statement: Statement, known: dict[str, str]
    ) -> tuple[ActorKey | None, Party, bool]:
        """Key of the actor, party whose word it is, and whether somebody stands behind it by name."""
        report = reading.report
        if statement.source is None and statement.cue is None:
            return None, Party(report.outlet or report.id), False
        if statement.actor is None:
            return None, Party("unnamed source", report.id), False
        key = actors.identity(statement.actor, report.id, known)
        for name in actors.names(statement.actor, key):
            known.setdefault(name, key.name)
        named = actors.is_named(statement.actor, statement.anonymous)
        return key, actors.party(statement.actor, key) if named else Party(statement.actor.name, report.id), named

    def _remember(self, connection: Connection, wanted: Iterable[str]) -> None:
        """Have the members of these claims in memory, before a report's statements join any of them.

        Those that were not asked for the longest have to go for them.
        """
        asked = list(wanted)
        for claim in asked:
            if claim in self._members:
                self._members.move_to_end(claim)
        self._load(connection, [claim for claim in asked if claim not in self._members])
        while len(self._members) > max(REMEMBERED, len(asked)):
            self._members.popitem(last=False)

    def _load(self, connection: Connection, wanted: Sequence[str]) -> None:
        for claim, rows in claim_store.members(connection, wanted, claims.COMPARED).items():
            self._members[claim] = [gist_of(row) for row in rows]

    def _known_members(self, connection: Connection, claim: str) -> Sequence[Gist]:
        if claim not in self._members:
            self._load(connection, [claim])
        return self._members[claim]


def _gist_row(g: Gist) -> dict[str, Any]:
    return {
        "statement": g.statement,
        "report": g.report,
        "vector": packed(g.vector),
        "families": g.families,
        "ahead": g.ahead,
    }
