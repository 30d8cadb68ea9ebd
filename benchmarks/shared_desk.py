"""Three people judge at one desk at once: every judgement has to be kept, whoever else judges the same meanwhile.

    python -m benchmarks.shared_desk                 # 120 judgements a person: minutes
    python -m benchmarks.shared_desk --judgements 30

A desk of its own serves the sample reports to three accounts. Each signs in and judges the same pairs of statements,
in an order of their own. Afterwards the ledger, its audit log and `verify` are asked what is there.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.cookiejar import CookieJar
from itertools import combinations, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from reportedly.accounts import AccountRole, AuditKind
from reportedly.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = ("Ada", "Jon", "Rita")
PASSWORD = "only for benchmarks"
SAMPLES = Path(__file__).parents[1] / "samples" / "reports"
_FORM_TOKEN = re.compile(r'name="form_token" value="([\w-]+)"')


class Judge:
    """Somebody with an account, at a browser of their own."""

    def __init__(self, address: str, name: str) -> None:
        self._address, self._name = address, name
        self._web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._token = ""
        self._send("/sign-in", "/sign-in", name=name, password=PASSWORD, next="/decisions")
        self._token = self._form_token("/add")

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Judge all pairs in an order of one's own; returns how long each answer took."""
        taken = []
        for one, other in random.Random(self._name).sample(pairs, len(pairs)):
            start = time.monotonic()
            self._send("/judge", None, verdict="different", one=one, other=other, back="/decisions.json")
            taken.append(time.monotonic() - start)
        return taken

    def _send(self, path: str, page: str | None, **fields: str) -> None:
        token = self._form_token(page) if page else self._token
        body = urlencode({**fields, "form_token": token}).encode()
        request = urllib.request.Request(urljoin(self._address, path), body)
        try:
            self._web.open(request, timeout=120).close()
        except urllib.error.HTTPError as problem:
            if problem.code != 404 or path != "/judge":  # the answer leads to a page that costs nothing: there is none
                raise

    def _form_token(self, page: str) -> str:
        with self._web.open(urljoin(self._address, page), timeout=60) as answer:
            found = _FORM_TOKEN.search(answer.read().decode())
        assert found is not None
        return found[1]


@contextmanager
def _desk(ledger: Path) -> Iterator[str]:
    words = [sys.executable, "-m", "reportedly", "--ledger", str(ledger), "serve", "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", desk.stdout.readline())
            assert address is not None
            yield address[0]
        finally:
            desk.terminate()


def _main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--judgements", type=int, default=120, help="of each person")
    number = parser.parse_args().judgements
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        path = Path(folder) / "l.db"
        add = [sys.executable, "-m", "reportedly", "--ledger", str(path), "add"]
        subprocess.run([*add, *map(str, sorted(SAMPLES.glob("*.txt")))], check=True, capture_output=True)
        with Ledger(str(path)) as ledger:
            for name in NAMES:
                ledger.accounts.add(name, AccountRole.JUDGE, password=PASSWORD, via="a benchmark")
            statements = sorted(s.id for claim in ledger.claims() for s in claim.statements)
            pairs = list(islice(combinations(statements, 2), number))
            with _desk(path) as address, ThreadPoolExecutor(len(NAMES)) as pool:
                judges = [Judge(address, name) for name in NAMES]
                start = time.monotonic()
                taken = [t for times in pool.map(lambda judge: judge.judge(pairs), judges) for t in times]
                whole = time.monotonic() - start
            kept = Counter(j.by for j in ledger.judgements())
            logged = Counter(e.account for e in ledger.accounts.log() if e.kind is AuditKind.DID)
            ledger.link()
            problems = ledger.verify()
    lost = sum(len(pairs) - min(kept[name], logged[name]) for name in NAMES)
    middle, most = 1000 * median(taken), 1000 * max(taken)
    print(
        f"{len(NAMES)} people, {len(pairs)} judgements each in {whole:.0f} s: {lost} lost, {len(problems)} problems "
        f"found by verify; an answer took {middle:.0f} ms in the middle and {most:.0f} ms at most"
    )
    return 1 if lost or problems else 0


if __name__ == "__main__":
    sys.exit(_main())
