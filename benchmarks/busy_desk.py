"""How long the desk's first page takes while crafted text that was pasted there is read: a second at most.

    python -m benchmarks.busy_desk                        # each kind of `benchmarks.growth`, 80 kB: minutes
    python -m benchmarks.busy_desk --kind brackets --size 160000

A desk of its own reads each text, for `SECONDS` at most, while its first page is asked for again and again.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from benchmarks.growth import KINDS, crafted

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUND = 1.0
"""Seconds that the page may take."""
SECONDS = 15
BETWEEN = 0.1
"""Seconds between two requests."""
TOKEN = "a token for benchmarks"
SAMPLES = Path(__file__).parents[1] / "samples" / "reports"
_FORM_TOKEN = re.compile(r'name="form_token" value="([\w-]+)"')


class Visitor:
    """Somebody who has signed in at a desk."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.send("/sign-in", token=TOKEN, name="Ana", next="/")

    def get(self, path: str) -> str:
        """The page at a path."""
        with self._web.open(urljoin(self._address, path), timeout=60) as answer:
            return str(answer.read().decode())

    def send(self, path: str, **fields: str) -> str:
        """Send a form; returns the address that it leads to."""
        token = _FORM_TOKEN.search(self.get(path))
        assert token is not None, f"{path} has no form"
        body = urlencode({**fields, "form_token": token[1]}).encode()
        with self._web.open(urljoin(self._address, path), body, timeout=60) as answer:
            return str(answer.url)

    def seconds(self) -> float:
        """How long the first page takes."""
        start = time.monotonic()
        self.get("/")
        return time.monotonic() - start


@contextmanager
def _desk(ledger: Path) -> Iterator[Visitor]:
    words = [sys.executable, "-m", "reportedly", "--ledger", str(ledger), "serve", "--port", "0", "--token", TOKEN]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", desk.stdout.readline())
            assert address is not None
            yield Visitor(address[0])
        finally:
            desk.terminate()


def _measure(ledger: Path, kind: str, size: int) -> bool:
    """Print the times of the first page while a text is read; False if one is too long."""
    with _desk(ledger) as visitor:
        before = median(visitor.seconds() for _ in range(5))
        job = visitor.send("/add", kind="text", text=crafted(kind, size), outlet="", title=kind, url="", published="")
        taken, start, done = [], time.monotonic(), False
        while not done and time.monotonic() - start < SECONDS:
            taken.append(visitor.seconds())
            time.sleep(BETWEEN)
            done = bool(json.loads(visitor.get(f"{job}.json"))["ended"])
        reading = "read" if done else f"still read after {SECONDS} s"
        print(
            f"{kind:24}{1000 * before:>8.0f} ms before{1000 * median(taken):>8.0f} ms in the middle"
            f"{1000 * max(taken):>8.0f} ms at most of {len(taken)}; {reading}",
            flush=True,
        )
        return max(taken) <= BOUND


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kind", choices=KINDS, action="append", help="a kind of text; several can be given")
    parser.add_argument("--size", type=int, default=80_000, help="characters")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        ledger = Path(folder) / "l.db"
        add = [
            sys.executable,
            "-m",
            "reportedly",
            "--ledger",
            str(ledger),
            "add",
            *map(str, sorted(SAMPLES.glob("*.txt"))),
        ]
        subprocess.run(add, check=True, capture_output=True)
        within = [_measure(ledger, kind, options.size) for kind in options.kind or KINDS]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(_main())
