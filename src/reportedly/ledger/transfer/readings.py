"""Adding the readings of a corpus, which `read` has written into a folder, to a ledger, as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import IntakeError, StoreError
from reportedly.export.contract import to_json
from reportedly.export.reading_table import reading_of
from reportedly.ledger import ingest
from reportedly.ledger.transfer.checks import reading_problems, report_problems
from reportedly.ledger.transfer.values import unusable
from reportedly.store import reading_payload
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from reportedly.corpus.written import WrittenCorpus
    from reportedly.export.plain import Json
    from reportedly.model import Reading, Run
    from reportedly.store.database import Engine


def add_readings(
    engine: Engine, corpus: WrittenCorpus, run: Run, by: str | None, tally: Counter[str]
) -> Iterator[IntakeError | None]:
    """Add the readings, each in a transaction; yields why one cannot be added, or the report not be read, or None.

    IntakeError if another Run than that of this process has made them.
    """
    if corpus.run != run:
        raise IntakeError(
            str(corpus.folder),
            f"was read by {_named(corpus.run)}, this is {_named(run)}: read the reports again with this one",
        )
    for where, row in corpus.rows():
        yield _add(engine, where, row, run, by, tally)


def _add(engine: Engine, where: str, row: Json, run: Run, by: str | None, tally: Counter[str]) -> IntakeError | None:
    """Add the reading of a row, unless the ledger has it; returns why that cannot be, or the report not be read."""
    try:
        reading = _checked(row, run)
        report = reading.report
        if report.text:
            with snapshot(engine) as connection:
                unread = ingest.unread(connection, report, run, tally)
            if unread is None:
                return None
            if unread.id != report.id:
                raise StoreError(f"report {report.id}: the ledger has it as {unread.id}: `add` reads it under that id")
        with writing(engine) as connection:
            ingest.add(connection, reading, by, tally)
    except StoreError as problem:
        tally["failed"] += 1
        return IntakeError(where, str(problem))
    return None if reading.failure is None else IntakeError(where, reading.failure)


def _checked(row: Json, run: Run) -> Reading:
    """The reading of a row; StoreError with the reason if it is none that this Run can have made."""
    try:
        reading = reading_of(row)
    except (KeyError, TypeError, ValueError) as fault:
        raise StoreError(f"is no reading ({fault})") from None
    if (problem := next(_problems(reading, row, run), None)) is not None:
        raise StoreError(problem)
    return reading


def _problems(reading: Reading, row: Json, run: Run) -> Iterator[str]:
    """What is wrong with a reading that a row was decoded to."""
    unfit = unusable(row)
    if unfit is not None:
        yield unfit
    report = reading.report
    if report.text:
        yield from report_problems(report, row["report"]["sha256"])
    elif reading.failure is None:
        yield f"report {report.id}: has no text"
    yield from reading_problems(reading, reading_payload.to_payload(reading), report)
    if reading.run != run:
        yield f"report {report.id}: was read by another Run than its manifest says"
    written = to_json(reading)
    for name, value in row.items():
        if written.get(name) != value:
            yield f"report {report.id}: {name} is not written as `read` writes it"


def _named(run: Run) -> str:
    return ", ".join(part for part in (run.software, run.pipeline, run.encoder, f"lexicon {run.lexicon}") if part)
