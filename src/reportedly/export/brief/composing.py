"""Composes a brief from what a ledger holds: sentences in sections, each with its footnotes."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.export.brief.brief import Brief, Finding, Phrase, Side
from reportedly.export.brief.figures import series
from reportedly.export.brief.notes import Footnotes
from reportedly.model import ChangeKind, Likelihood, Outcome, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.export.brief.brief import Sentence
    from reportedly.export.brief.selection import Selection
    from reportedly.record import Change, Claim, ClaimStatement, ForecastRecord

VOICES = 8
"""Parties named with a claim; further ones are counted."""
UNNAMED = 3
"""The same for unnamed sources and outlets in their own voice."""
QUOTED = 280
"""Characters of a quotation in the text; the footnote has all of it."""
_TAKES = {Stance.AFFIRM: "affirmed by", Stance.DENY: "denied by", Stance.UNCERTAIN: "left open by"}
_DID = {Stance.AFFIRM: "affirmed it", Stance.DENY: "denied it", Stance.UNCERTAIN: "left it open"}
_KINDS = {ChangeKind.SOURCE: "first named source", ChangeKind.FIGURES: "new figures"}
"""Kinds of changes whose own words say too little in a sentence."""
_PLACE = {
    Status.ACKNOWLEDGED: "known",
    Status.CORROBORATED: "known",
    Status.DISPUTED: "contested",
    Status.ALLEGED: "alleged",
    Status.REPORTED: "alleged",
    Status.DENIED: "denied",
}


def compose(selection: Selection) -> Brief:
    """The brief of a selection; sections come in the order in which their footnotes are numbered."""
    notes = Footnotes(selection)
    new = tuple(_change(notes, change) for change in selection.changes)
    findings: dict[str, list[Finding]] = {place: [] for place in ("known", "contested", "alleged", "denied")}
    for place, found in findings.items():
        found.extend(_finding(notes, claim) for claim in selection.claims if _PLACE[claim.status] == place)
    taken_back = (*_turned(notes, selection), *_replaced(notes, selection))
    numbers = series(notes, selection.numbers)
    expected = tuple(_forecasts(notes, selection.forecasts))
    return Brief(
        title=selection.title,
        subtitle=_subtitle(selection, notes),
        as_of=selection.as_of,
        since=selection.since,
        new=new,
        known=tuple(findings["known"]),
        contested=tuple(findings["contested"]),
        alleged=tuple(findings["alleged"]),
        denied=tuple(findings["denied"]),
        taken_back=taken_back,
        numbers=numbers,
        expected=expected,
        left_out=selection.left_out,
        notes=notes.all,
    )


def _subtitle(selection: Selection, notes: Footnotes) -> str:
    cited = {note.report.id for note in notes.all}
    days = sorted(r.published_on for key in cited if (r := selection.reports[key]).published_on)
    published = ""
    if days:
        first, last = wording.day(days[0]), wording.day(days[-1])
        published = f", published on {first}" if first == last else f", published from {first} to {last}"
    as_of = f" As known at the end of {wording.day(selection.as_of)}." if selection.as_of else ""
    return f"From {wording.counted(len(cited), 'report')}{published}.{as_of}"


def _change(notes: Footnotes, change: Change) -> Sentence:
    became = change.after.value
    if change.before and change.before is not change.after:
        became += f" (was {change.before.value})"
    given = notes.of(change.statements[:VOICES])
    return (
        Phrase(f"{wording.day(change.date)}, {_KINDS.get(change.kind, change.kind.value)}: "),
        Phrase(_whole(change.wording), given, strong=True),
        Phrase(f" It is {became}." if change.kind is not ChangeKind.FIGURES else f" {wording.sentence(change.why)}."),
    )


def _whole(text: str) -> str:
    """A wording as a whole sentence, with its full stop."""
    sentence = wording.sentence(text)
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _latest(notes: Footnotes, claim: Claim) -> dict[Stance, list[ClaimStatement]]:
    """The latest statement of each party, by its stance; the named ones first, each group the oldest first."""
    said = {s.id: s for s in claim.statements}
    found: dict[Stance, list[ClaimStatement]] = {stance: [] for stance in Stance}
    for position in claim.positions:
        latest = next(
            (s for key in reversed(position.statements) if (s := said.get(key) or notes.statement(key))), None
        )
        if latest is not None:
            found[position.stance].append(latest)
    return {stance: sorted(rows, key=lambda s: (not s.named, s.said_on)) for stance, rows in found.items() if rows}


def _shown(rows: Sequence[ClaimStatement]) -> tuple[list[ClaimStatement], int]:
    named, unnamed = [s for s in rows if s.named], [s for s in rows if not s.named]
    shown = [*named[:VOICES], *unnamed[:UNNAMED]]
    return shown, len(rows) - len(shown)


def _finding(notes: Footnotes, claim: Claim) -> Finding:
    latest = _latest(notes, claim)
    behind = next((latest[stance] for stance in Stance if stance in latest), [])
    head = (Phrase(_whole(claim.wording), notes.of(_shown(behind)[0]), strong=True),)
    if claim.status is Status.DISPUTED:
        sides = tuple(_side(notes, stance, rows) for stance, rows in latest.items())
        return Finding(claim=claim.id, status=claim.status, sentence=head, voices=(), sides=sides)
    return Finding(claim=claim.id, status=claim.status, sentence=head, voices=tuple(_voices(notes, claim, latest)))


def _voices(notes: Footnotes, claim: Claim, latest: dict[Stance, list[ClaimStatement]]) -> Iterator[Phrase]:
    """Acknowledged: affirmed by Norway (4 March 2031); left open by a witness (5 March 2031)."""
    yield Phrase(f"{claim.status.value.capitalize()}: ")
    for n, (stance, rows) in enumerate(latest.items()):
        yield Phrase(f"{'; ' if n else ''}{_TAKES[stance]} ")
        shown, others = _shown(rows)
        for place, s in enumerate(shown):
            yield Phrase(f"{', ' if place else ''}{notes.party(s)} ({wording.day(s.said_on)})", notes.of([s]))
        if others:
            yield Phrase(f" and {wording.counted(others, 'other')}")
    copies = sum(map(len, claim.origins))
    yield Phrase(f". {wording.counted(copies, 'report')}, {wording.counted(len(claim.origins), 'origin')}.")


def _side(notes: Footnotes, stance: Stance, rows: Sequence[ClaimStatement]) -> Side:
    shown, others = _shown(rows)
    voices: list[Sentence] = [
        (
            Phrase(notes.party(s), strong=True),
            Phrase(f" ({wording.day(s.said_on)}): “{_quoted(s)}”", notes.of([s])),
        )
        for s in shown
    ]
    if others:
        voices.append((Phrase(f"and {wording.counted(others, 'other')}"),))
    return Side(heading=_TAKES[stance], voices=tuple(voices))


def _quoted(statement: ClaimStatement) -> str:
    return wording.abridged(wording.content_text(statement.content), QUOTED)


def _turned(notes: Footnotes, selection: Selection) -> Iterator[Sentence]:
    """The parties that took another stance on a claim than before."""
    for claim in selection.claims:
        counting = [s for s in claim.statements if s.named and s.counts and not s.through]
        ordered = sorted(counting, key=lambda s: (str(s.party), s.said_on))
        for _, rows in groupby(ordered, key=lambda s: str(s.party)):
            steps = [next(run) for _, run in groupby(rows, key=lambda s: s.stance)]
            if len(steps) > 1 and len({s.said_on for s in steps}) == len(steps):
                yield (
                    Phrase(notes.party(steps[0]), strong=True),
                    *(
                        Phrase(f"{' and ' if n else ' '}{_DID[s.stance]} on {wording.day(s.said_on)}", notes.of([s]))
                        for n, s in enumerate(steps)
                    ),
                    Phrase(f": {_whole(claim.wording)}"),
                )


def _replaced(notes: Footnotes, selection: Selection) -> Iterator[Sentence]:
    """What stood in reports that were replaced by a revision, and no longer counts."""
    for s in {s.id: s for claim in selection.claims for s in claim.statements if s.superseded}.values():
        yield (
            Phrase(notes.outlet(s), strong=True),
            Phrase(f" replaced its report of {wording.day(s.said_on)}; its words no longer count: “{_quoted(s)}”"),
            Phrase("", notes.of([s])),
        )


def _forecasts(notes: Footnotes, forecasts: Sequence[ForecastRecord]) -> Iterator[Sentence]:
    """Each forecast once, with the copies of it behind one another; open ones by their day, then the others."""
    same: dict[tuple[str, str], list[ForecastRecord]] = {}
    for f in forecasts:
        said = notes.statement(f.statement)
        if said is not None:
            same.setdefault((notes.who(said), wording.content_text(f.content).casefold()), []).append(f)
    ordered = sorted(
        same.items(),
        key=lambda pair: (pair[1][0].outcome is not Outcome.OPEN, pair[1][0].due or date.max),
    )
    for (who, _), rows in ordered:
        f = rows[0]
        when = f"due {wording.day(f.due)}" if f.due else "no day named"
        likely = f", said to be {f.likelihood.value}" if f.likelihood is not Likelihood.UNSTATED else ""
        became = "" if f.outcome is Outcome.OPEN else f"; {f.outcome.value}"
        yield (
            Phrase(f"{who}: ", strong=True),
            Phrase(f"“{wording.content_text(f.content)}”", notes.of(r.statement for r in rows)),
            Phrase(f" ({when}{likely}{became})"),
        )
