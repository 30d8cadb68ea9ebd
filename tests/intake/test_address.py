"""Fetching addresses, from a server on this machine that only the tests allow."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.intake import address
from reportedly.intake.address import fetch
from reportedly.intake.ranges import is_public

PAGE = "<html><head><title>Talks</title></head><body><p>Talks failed in Łódź.</p></body></html>"
FEED = "<rss><channel><title>X</title><item><description>The union denied it.</description></item></channel></rss>"


class Handler(BaseHTTPRequestHandler):
    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {
        "/page": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
        "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-2"}, PAGE.encode("iso-8859-2")),
        "/feed.xml": (200, {"Content-Type": "application/xml"}, FEED.encode()),
        "/plain": (200, {"Content-Type": "text/plain"}, b"Talks failed."),
        "/rows": (200, {"Content-Type": "application/jsonl"}, b'{"text": "one"}\n{"text": "two"}'),
        "/packed": (200, {"Content-Type": "text/plain", "Content-Encoding": "gzip"}, gzip.compress(b"Talks failed.")),
        "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"a" * 40_000_000)),
        "/cut": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"Talks failed." * 99)[:40]),
        "/brotli": (200, {"Content-Encoding": "br"}, b"x"),
        "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
        "/empty": (200, {"Content-Type": "text/html"}, b""),
        "/moved": (301, {"Location": "/plain"}, b""),
        "/loop": (302, {"Location": "/loop"}, b""),
        "/to-file": (302, {"Location": "file:///etc/hostname"}, b""),
        "/to-metadata": (302, {"Location": "http://169.254.169.254/latest"}, b""),
        "/gone": (404, {}, b""),
    }

    def do_GET(self) -> None:
        if self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(50):
                self.wfile.write(b"word ")
                time.sleep(0.1)
            return
        status, headers, body = self.answers[self.path.partition("?")[0]]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Nothing: some tests are about clients that hang up."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "1")


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/page", "Talks failed in Łódź."),
        ("/latin", "Talks failed in Łódź."),
        ("/feed.xml", "The union denied it."),
        ("/plain", "Talks failed."),
        ("/packed", "Talks failed."),
        ("/moved", "Talks failed."),
        ("/page?q=a b&c=ü", "Talks failed in Łódź."),
    ],
)
def test_what_an_address_holds(server: str, path: str, text: str) -> None:
    assert reportedly.open(server + path).text == text


@pytest.mark.usefixtures("allowed")
def test_the_address_is_kept(server: str) -> None:
    assert reportedly.open(server + "/moved").url == server + "/plain"
    assert [r.text for r in reportedly.open_all(server + "/rows") if isinstance(r, reportedly.Report)] == ["one", "two"]


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "answered 404 Not Found"),
        ("/loop", "was redirected more than 5 times"),
        ("/to-file", "is not an http or https address: 'file:///etc/hostname'"),
        ("/bomb", "is larger than 10 MB"),
        ("/cut", "broke off before the end"),
        ("/brotli", "answered in an encoding that was not asked for (br)"),
        ("/pdf", "is a PDF"),
        ("/empty", "is empty"),
    ],
)
def test_what_goes_wrong_is_said(server: str, path: str, reason: str) -> None:
    (problem,) = reportedly.open_all(server + path)
    assert isinstance(problem, IntakeError)
    assert problem.where == server + path
    assert reason in problem.reason


@pytest.mark.usefixtures("allowed")
def test_patience_ends_though_bytes_come_in(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "PATIENCE", 0.5)
    start = time.monotonic()
    with pytest.raises(IntakeError, match="did not answer in full within"):
        fetch(server + "/drip")
    assert time.monotonic() - start < 3


def _limited_work() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "limited work"]


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize("drip", [b"", b"\x16\x03\x03\x40\x00"], ids=["silent", "dripping"])
def test_patience_ends_in_a_handshake(drip: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "PATIENCE", 0.5)
    gone = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            with line, suppress(OSError):
                line.sendall(drip)
                while not gone.wait(0.1):
                    line.sendall(drip and b"\0")

        threading.Thread(target=serve, daemon=True).start()
        start = time.monotonic()
        with pytest.raises(IntakeError, match="did not answer in full within"):
            fetch(f"https://127.0.0.1:{listening.getsockname()[1]}/")
        assert time.monotonic() - start < 3
        for thread in _limited_work():
            thread.join(5)
        assert not _limited_work(), "the connection is cut"
        gone.set()


@pytest.mark.usefixtures("allowed")
def test_patience_ends_while_a_name_is_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "PATIENCE", 0.3)
    resolved = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: resolved.wait(20) and [])
    start = time.monotonic()
    with pytest.raises(IntakeError, match="did not answer in full within"):
        fetch("http://slow.example/")
    assert time.monotonic() - start < 3
    resolved.set()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "http://[::7f00:1]/",
        "http://[64:ff9b:1::7f00:1]/",
        "http://[fec0::1]/",
        "http://[::ffff:8.8.8.8]/",
        "http://192.88.99.1/",
    ],
)
def test_private_networks_are_not_entered(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPORTEDLY_PRIVATE_ADDRESSES", raising=False)
    monkeypatch.setattr("socket.create_connection", lambda *_: pytest.fail("a connection was made"))
    with pytest.raises(IntakeError, match="is in a private network; set REPORTEDLY_PRIVATE_ADDRESSES=1"):
        fetch(url)


def test_redirections_are_checked_too(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "is_public", lambda number: number == "127.0.0.1" or is_public(number))
    with pytest.raises(IntakeError, match=r"'169\.254\.169\.254' is in a private network"):
        fetch(server + "/to-metadata")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/a", "is not an http or https address"),
        ("http:///a", "is not an http or https address"),
        ("http://no-such-host.invalid/", "cannot be found"),
        ("http://[::1", "could not be fetched"),
        ("http://ana:hunter2@example.org/", "holds a name or password"),
        ("http://example.org:99999/", "could not be fetched"),
        ("http://" + "a" * 70 + ".org/", "cannot be found"),
    ],
)
def test_what_is_no_address_says_so(url: str, reason: str) -> None:
    (problem,) = reportedly.open_all(url)
    assert isinstance(problem, IntakeError)
    assert reason in problem.reason
