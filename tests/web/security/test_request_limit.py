"""Half-sent requests, and who is believed about the client, at a server as `serve` makes it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportedly.cli.serve import server_of
from reportedly.web import app as desk
from reportedly.web.security import request_limit
from tests.web import shelf
from tests.web.signing import TOKEN

GET = b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"


@contextmanager
def _served(folder: Path, *proxies: str) -> Iterator[tuple[str, int]]:
    server = server_of(desk.create(shelf.filled(folder), token=TOKEN), proxies)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[:2]
        server.should_exit = True
        thread.join(20)


def _until_closed(line: socket.socket, drip: bytes = b"") -> tuple[bytes, float]:
    """What is answered until the other side closes, and how long that takes; `drip` is sent now and then."""
    start, heard = time.monotonic(), b""
    line.settimeout(0.1)
    while time.monotonic() - start < 10:
        try:
            line.sendall(drip)
            piece = line.recv(65_536)
        except TimeoutError:
            continue
        except OSError:
            break
        if not piece:
            break
        heard += piece
    return heard, time.monotonic() - start


def test_half_sent_requests_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_limit, "SECONDS", 0.5)
    with _served(tmp_path) as address:
        for sent, drip in (
            (b"", b""),
            (GET, b""),
            (GET, b"x"),
            (POST + b"Content-Length: 100\r\n\r\n", b""),
            (POST + b"Content-Length: 10000\r\n\r\n", b"x"),
        ):
            with socket.create_connection(address) as line:
                line.sendall(sent)
                heard, seconds = _until_closed(line, drip)
                assert b"200 OK" not in heard
                assert 0.3 < seconds < 4


def test_whole_requests_are_answered_though_pieces_take_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_limit, "SECONDS", 1.0)
    with _served(tmp_path) as address, socket.create_connection(address) as line:
        for _ in range(3):
            for piece in (GET[:30], GET[30:], b"\r\n"):
                line.sendall(piece)
                time.sleep(0.2)
            assert b"200 OK" in line.recv(65_536)


def _codes(address: tuple[str, int], forwarded: list[str]) -> list[bytes]:
    """The codes of the answers to tries to sign in, for clients that a header names."""
    found = []
    for client in forwarded:
        with socket.create_connection(address) as line:
            head = f"X-Forwarded-For: {client}\r\nContent-Length: 7\r\nConnection: close\r\n\r\n"
            line.sendall(POST + head.encode() + b"token=x")
            found.append(_until_closed(line)[0][9:12])
    return found


def test_nobody_is_believed_about_the_client(tmp_path: Path) -> None:
    with _served(tmp_path) as address:
        assert _codes(address, [f"192.0.2.{n}" for n in range(12)])[-1] == b"429"


def test_a_proxy_that_is_named_is_believed(tmp_path: Path) -> None:
    with _served(tmp_path, "127.0.0.1") as address:
        assert _codes(address, ["192.0.2.1"] * 11)[-1] == b"429"
        assert _codes(address, ["192.0.2.2", "made up, 192.0.2.1"]) == [b"403", b"429"]


def test_addresses_of_one_line_are_one_client(tmp_path: Path) -> None:
    with _served(tmp_path, "127.0.0.0/8") as address:
        assert _codes(address, [f"2001:db8:1:2::{n}" for n in range(11)])[-1] == b"429"
        assert _codes(address, ["2001:db8:1:3::1"]) == [b"403"]
