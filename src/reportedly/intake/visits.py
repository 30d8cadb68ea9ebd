"""Visits: requests as a polite program makes them, many hosts at a time and each of them one at a time.

robots.txt is obeyed at every step of a redirection, answers are asked for only if they are new, and a host that wants
to be left alone is left alone. The guard against private networks and the limits of size and time are those of
`intake/address.py`.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from reportedly.errors import IntakeError
from reportedly.intake.address import REDIRECTIONS, USER_AGENT, request_once
from reportedly.intake.hosts import Hosts, Stopped, host_of, retry_after
from reportedly.intake.robots import Robots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from reportedly.clock import Clock
    from reportedly.intake.address import Answer

AT_ONCE = 4
"""Hosts that are asked at the same time."""
WAITING_ANSWERS = 4
"""Answers that wait until somebody takes them; then no more is asked."""
RULES_LAST = timedelta(days=1)
"""How long a robots.txt counts (RFC 9309)."""
CONTACT = "REPORTEDLY_CONTACT"
"""The setting that names whom the people behind a server can turn to: a mail address, or a page."""
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_REST = timedelta(minutes=5)
"""How long a server rests that is busy and does not say for how long."""
_NO_CONNECTION = timedelta(minutes=1)
"""How long a server rests that could not be reached."""
LONGEST_GROUP = timedelta(minutes=1)
"""For how long the addresses of one host are asked for one after another; the rest is left for later."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRequest:
    """An address that is to be visited."""

    key: str
    address: str
    etag: str | None = None
    last_modified: str | None = None
    """What it said when it was visited before: it answers in full only if it has changed."""
    public: bool = False
    """True if it must not lead into a private network, whatever the setting is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What an address answered: the page, or that it has not changed."""

    answer: Answer
    moved_to: str | None = None
    """The address that it has moved to for good."""

    @property
    def unchanged(self) -> bool:
        """True if it is as it was the last time."""
        return self.answer.status == HTTPStatus.NOT_MODIFIED


class NotAnswered(IntakeError):
    """A server that answered with an error."""

    def __init__(self, where: str, answer: Answer, again: datetime | None) -> None:
        super().__init__(where, f"answered {answer.status} {answer.reason}".rstrip())
        self.status = answer.status
        self.again = again
        """Before when it does not want to be asked again."""


def user_agent() -> str:
    """Who this is, for servers: program, version and whom to turn to."""
    contact = " ".join(os.environ.get(CONTACT, "").split())
    whom = f"; {contact}" if contact.isascii() and contact.isprintable() and contact else ""
    return f"{USER_AGENT} (follows news feeds{whom})"


class Visitor:
    """Visits addresses; it remembers for each host when it may be asked again, and its rules."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.hosts = Hosts(clock)

    def visit(self, wanted: VisitRequest) -> Visit:
        """The answer of an address after redirections; IntakeError says why there is none."""
        at, moved, for_good = wanted.address, None, True
        conditions = {
            name: value
            for name, value in (("If-None-Match", wanted.etag), ("If-Modified-Since", wanted.last_modified))
            if value and value.isascii() and value.isprintable()
        }
        for _ in range(REDIRECTIONS + 1):
            answer = self._request(at, conditions, wanted)
            if answer.moved_to is None:
                return self._checked(wanted, answer, moved)
            at = answer.moved_to
            for_good = for_good and answer.is_permanent
            moved = at if for_good else moved
        raise IntakeError(wanted.address, f"was redirected more than {REDIRECTIONS} times")

    def visit_all(self, wanted: Sequence[VisitRequest]) -> Iterator[tuple[VisitRequest, Visit | IntakeError]]:
        """The answers of many addresses, as they come; those of one host are asked for one after another.

        Left out are those whose turn does not come soon, and after a stop all that have not been asked for.
        """
        by_host: defaultdict[str, list[VisitRequest]] = defaultdict(list)
        for one in wanted:
            by_host[host_of(one.address)].append(one)
        answers: queue.Queue[tuple[VisitRequest, Visit | IntakeError] | None] = queue.Queue(WAITING_ANSWERS)
        closed = threading.Event()

        def put(found: tuple[VisitRequest, Visit | IntakeError] | None) -> None:
            while not closed.is_set():
                try:
                    answers.put(found, timeout=0.2)
                    return
                except queue.Full:
                    continue

        def work(group: list[VisitRequest]) -> None:
            until = self._clock.now() + LONGEST_GROUP
            try:
                for one in group:
                    over = closed.is_set() or self._clock.stopped or self._clock.now() > until
                    if over or self.hosts.is_resting(one.address):
                        return
                    put((one, self._tried(one)))
            except Stopped:
                return
            finally:
                put(None)

        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="visit") as pool:
            for group in by_host.values():
                pool.submit(work, group)
            try:
                left = len(by_host)
                while left:
                    found = answers.get()
                    if found is None:
                        left -= 1
                    else:
                        yield found
            finally:
                closed.set()
                pool.shutdown(wait=False, cancel_futures=True)

    def _tried(self, wanted: VisitRequest) -> Visit | IntakeError:
        try:
            return self.visit(wanted)
        except IntakeError as problem:
            return problem
        except Stopped:
            raise
        except Exception as problem:
            _LOG.exception("%s: could not be visited", wanted.address)
            return IntakeError(
                wanted.address, f"a fault of the program ({type(problem).__name__}: {problem}): report it"
            )

    def _checked(self, wanted: VisitRequest, answer: Answer, moved: str | None) -> Visit:
        if answer.status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            return Visit(answer=answer, moved_to=moved)
        now = self._clock.now()
        again = retry_after(answer, now)
        if answer.status in _BUSY:
            again = again or now + _REST
            self.hosts.rest(answer.url, again)
        raise NotAnswered(wanted.address, answer, again)

    def _request(self, url: str, conditions: dict[str, str], wanted: VisitRequest) -> Answer:
        self._rules(url, wanted).check(url)
        with self.hosts.turn(url):
            return self._once(url, conditions, wanted)

    def _once(self, url: str, more: dict[str, str], wanted: VisitRequest) -> Answer:
        try:
            return request_once(url, {"User-Agent": user_agent(), **more}, private=False if wanted.public else None)
        except IntakeError:
            self.hosts.rest(url, self._clock.now() + _NO_CONNECTION)
            raise

    def _rules(self, url: str, wanted: VisitRequest) -> Robots:
        """The rules of the server; those of one that has none, or hides them, allow everything."""
        host = self.hosts.get(host_of(url))
        if host.robots is None or host.robots_until <= self._clock.now():
            with self.hosts.turn(url):
                if host.robots is None or host.robots_until <= self._clock.now():
                    host.robots = self._fetched_rules(url, wanted)
                    host.robots_until = self._clock.now() + RULES_LAST
            host.pause = host.robots.pause  # after the turn: the rules themselves count for no more than any page
        return host.robots

    def _fetched_rules(self, url: str, wanted: VisitRequest) -> Robots:
        parts = urlsplit(url)
        at = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        for _ in range(REDIRECTIONS + 1):
            answer = self._once(at, {}, wanted)
            if answer.moved_to is None:
                break
            at = answer.moved_to
        if answer.status == HTTPStatus.OK:
            return Robots.of(answer.body)
        if answer.status in _BUSY or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            # RFC 9309: nothing may be fetched while the rules cannot be had.
            now = self._clock.now()
            again = retry_after(answer, now) or now + _REST
            self.hosts.rest(url, again)
            raise NotAnswered(at, answer, again)
        return Robots()
