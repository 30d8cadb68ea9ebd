"""A desk whose ledger writes down what it is asked to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable
from datetime import UTC, datetime
from threading import Event
from typing import Any

from fastapi.testclient import TestClient
from lxml import html

from reportedly.batch import WorkerPool
from reportedly.errors import IntakeError, StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.queries.review_queue import ReviewItem
from reportedly.ledger.signing import SigningKey
from reportedly.listing import Page
from reportedly.model import Reading, Report, Status, Verdict
from reportedly.record import Grade, Judgement
from tests.export.made import RUN
from tests.web.shelf import ADMITTED, CLAIM, REJECTED
from tests.web.signing import form_token

Progress = Callable[[int, int], None]


JUDGED = Judgement(
    id="j1",
    verdict=Verdict.DIFFERENT,
    statements=(ADMITTED.id, REJECTED.id),
    why="<b>another ship</b>",
    by="Ben",
    at=datetime(2031, 3, 8, 9, tzinfo=UTC),
)


class Worked(Ledger):
    """Writes down what it is asked to do."""

    asked: list[tuple[Any, ...]]
    slow: Event
    locked = False
    given: list[Report]

    def __init__(self, address: str, *, make: bool = True) -> None:
        super().__init__(address, make=make)
        self.asked, self.given, self.tally = [], [], Counter()
        self.slow = Event()
        self.slow.set()

    def judge(
        self,
        verdict: Verdict,
        *statements: str,
        by: str,
        why: str = "",
        link: bool = True,
        key: SigningKey | None = None,
    ) -> Judgement:
        assert not link
        assert key is None
        if statements[0] == "contradicts":
            raise StoreError("they cannot be judged same: Ben judged them different")
        self.asked.append((verdict.value, *statements, by, why))
        return JUDGED

    def link(self, progress: Progress | None = None) -> int:
        assert progress
        progress(1, 2)
        self.slow.wait()
        if self.locked:
            raise StoreError("shelf.db: is locked by another program")
        return 2

    def unjudge(self, judgement_id: str, *, by: str, link: bool = True) -> Judgement:
        assert not link
        self.asked.append(("unjudge", judgement_id, by))
        return JUDGED

    def judgements(self) -> list[Judgement]:
        return [JUDGED]

    def grade(self, subject: str, mark: str, *, why: str, by: str, key: SigningKey | None = None) -> Grade:
        assert key is None
        self.asked.append((subject, mark, why, by))
        return self.grades()[0]

    def ungrade(self, grade_id: str, *, by: str) -> None:
        self.asked.append(("ungrade", grade_id, by))

    def review_queue(self, *, topic: str | None = None, limit: int | None = None, offset: int = 0) -> Page[ReviewItem]:
        if topic is not None:
            return super().review_queue(topic=topic, limit=limit, offset=offset)
        rows = [
            ReviewItem(
                statement=REJECTED.id,
                claim="c9",
                other=ADMITTED.id,
                other_claim=CLAIM,
                contrary=True,
                chance=0.4,
                why="perhaps says the contrary",
                status=Status.ALLEGED,
                linked=Status.DISPUTED,
                origins=2,
            )
        ]
        return Page.cut(rows, limit=limit, offset=offset)

    def add(
        self,
        reports: Iterable[Report | IntakeError],
        *,
        workers: int | WorkerPool = 1,
        by: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        link: bool = True,
    ) -> Generator[Reading]:
        del workers, progress, link
        self.asked.append(("add", by))
        for report in reports:
            assert isinstance(report, Report)
            self.given.append(report)
            yield Reading(report=report, run=RUN, failure="no words" if "unreadable" in report.text else None)


class Desk:
    """A desk and the ledger behind it."""

    def __init__(self, client: TestClient, ledger: Worked) -> None:
        self.client, self.ledger = client, ledger

    def post(self, path: str, **fields: str) -> Any:
        known = {"form_token": form_token(self.client, "/add"), "back": f"/claims/{CLAIM}?as_of=2031-03-08"}
        return self.client.post(path, data=known | fields)

    def words(self, path: str) -> str:
        return " ".join(html.document_fromstring(self.client.get(path).text).find("body").text_content().split())
