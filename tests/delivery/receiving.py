"""Receivers that write down what they get: a web server and a mail server, both on this machine."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Hook:
    """What came in, and with which codes it is answered; the last code goes on."""

    codes: list[int] = field(default_factory=lambda: [204])
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of every answer."""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    address: str = ""

    def code(self) -> int:
        """The code of the next answer."""
        return self.codes.pop(0) if len(self.codes) > 1 else self.codes[0]


@contextmanager
def web() -> Iterator[Hook]:
    """A hook of webhooks."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(hook.code())
            for name, value in hook.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        hook.address = f"http://127.0.0.1:{server.server_address[1]}/hook?key=k"
        yield hook
        server.shutdown()


@dataclass
class Post:
    """The mail that came in."""

    port: int = 0
    refuses: bool = False
    mails: list[str] = field(default_factory=list)


@contextmanager
def mail() -> Iterator[Post]:
    """A mail server without TLS."""
    post = Post()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 here")
            while line := self.rfile.readline().decode().strip():
                command = line.split(":")[0].split(" ")[0].upper()
                if command == "DATA":
                    self.say("354 go on")
                    lines = []
                    while (got := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                        lines.append(got)
                    post.mails.append("\n".join(lines))
                    self.say("250 kept")
                elif command == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("550 no such box" if command == "RCPT" and post.refuses else "250 yes")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        post.port = server.server_address[1]
        yield post
        server.shutdown()
