"""A chat endpoint on this machine that answers as a test has written down."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from reportedly.linking.adjudicator import Pair, Side
from reportedly.model import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Shown = dict[str, Any]
"""A pair as the model is shown it."""


def side(content: str, sentence: str | None = None, act: Act = Act.ASSERT) -> Side:
    """A statement in these words."""
    return Side(
        statement=f"id of {content}",
        report="r1",
        actor="Norway",
        act=act,
        wording=content,
        content=content,
        sentence=sentence or content,
        title="Cable cut",
        outlet="The Gazette",
        day=date(2031, 3, 1),
    )


def pair(one: str, other: str) -> Pair:
    """Two statements in these words."""
    return Pair(one=side(one), other=side(other), similarity=0.7, match=0.7)


def completion(content: str | None, **message: Any) -> bytes:
    """The body of an answer in which the model says this."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content, **message}}]}).encode()


def judged(shown: Shown, relation: str, **more: Any) -> Shown:
    """A good answer for a pair: it quotes the first three words of both contents."""
    one, other = (" ".join(shown[key]["content"].split()[:3]) for key in ("one", "other"))
    return {
        "pair": shown["pair"],
        "one_words": one,
        "other_words": other,
        "relation": relation,
        "sure": True,
        **more,
    }


class ScriptedServer(ThreadingHTTPServer):
    """Answers each request with the next line of its script, and the last one for all that follow."""

    daemon_threads = True

    def __init__(self, *script: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = list(script)
        self.requests: list[dict[str, Any]] = []
        """The bodies of the requests."""
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []

    @property
    def url(self) -> str:
        """The address of its API."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    @property
    def shown(self) -> list[Shown]:
        """All pairs that it was shown."""
        return [p for body in self.requests for p in json.loads(body["messages"][1]["content"])["pairs"]]

    def handle_error(self, *_: Any) -> None:
        """Nothing: clients hang up when they time out."""


class Answer:
    """A line of a script: what the server answers to a request."""

    def __init__(
        self,
        say: Callable[[list[Shown]], bytes] | bytes = b"",
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        wait: float = 0.0,
    ) -> None:
        self.say, self.status, self.headers, self.wait = say, status, headers or {}, wait


def relation(value: str, **more: Any) -> Answer:
    """A good answer with this relation for every pair."""
    return Answer(lambda pairs: completion(json.dumps({"answers": [judged(p, value, **more) for p in pairs]})))


def says(content: str | None, **message: Any) -> Answer:
    """An answer in which the model says this, whatever it is asked."""
    return Answer(completion(content, **message))


@contextmanager
def serving(*script: Answer) -> Iterator[ScriptedServer]:
    """A server that answers so."""
    server = ScriptedServer(*script)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.server
        server.requests.append(body)
        server.headers.append(dict(self.headers))
        server.paths.append(self.path)
        answer = server.script.pop(0) if len(server.script) > 1 else server.script[0]
        if answer.wait:
            time.sleep(answer.wait)
        said = answer.say
        if callable(said):
            said = said(json.loads(body["messages"][1]["content"])["pairs"])
        self.send_response(answer.status)
        for name, value in {**answer.headers, "Content-Length": str(len(said))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: Any) -> None:
        """Nothing."""
