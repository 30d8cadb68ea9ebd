"""How the time of reading grows with crafted input: twice the text should take twice the time, or end by its limit.

    python -m benchmarks.growth                  # ten kinds, at 20, 40, 80 and 160 kB: minutes
    python -m benchmarks.growth --most 40000     # only up to 40 kB

Computing time of `read` in one process, models loaded. A text that is refused or ends by its time limit is shown with
the recorded failure instead.
"""

from __future__ import annotations

import argparse
import time

import benchmarks.one_thread  # noqa: F401  before anything that loads numpy

# isort: split

from reportedly import batch
from reportedly.model import Report
from reportedly.reading import run_now

BOUND = 2.5
"""Times more that twice the text may take."""
SIZES = (20_000, 40_000, 80_000, 160_000)
SAID = "Norland said on Friday that Vik had sunk the ferry Ana off Bergen. "
KINDS = {
    "quotation marks": '"',
    "words without a blank": "ferry",
    "blanks": " ",
    "brackets": "([{",
    "one sentence of clauses": "he said that she had said that ",
    "open quotations": "“Vik sank it, ",
    "names": "Ana Holm, ",
    "numbers": "17 killed, 25 wounded, ",
    "lines": "Vik\n",
    "short quotations": "“Yes”, Ana Holm said. ",
    "dates": "on 7 March 2031, ",
    "places": "in Bergen, in Oslo, ",
}
"""What is repeated after a sentence, by its name."""


def crafted(kind: str, size: int) -> str:
    """A text of a kind, of so many characters."""
    piece = KINDS[kind]
    return (SAID + piece * (size // len(piece)))[: size - 1] + "."


def seconds(text: str) -> tuple[float, str | None]:
    """Computing time of reading a text, and the failure if it is not read."""
    run = run_now()
    start = time.process_time()
    reading = batch.read_one(Report(text=text), run)
    return time.process_time() - start, reading.failure


def _measure(sizes: list[int]) -> None:
    seconds(SAID * 20)
    print(f"{'':24}" + "".join(f"{size // 1000:>9} kB" for size in sizes) + "   growth")
    for kind in KINDS:
        taken, failures = [], []
        print(f"{kind:24}", end="", flush=True)
        for size in sizes:
            took, failure = seconds(crafted(kind, size))
            taken.append(took)
            failures.append(failure)
            print(f"{took:>10.2f} s" if failure is None else f"{took:>9.2f} s*", end="", flush=True)
        pairs = zip(taken, taken[1:], failures[1:], strict=False)
        growth = max((later / max(first, 0.2) for first, later, failure in pairs if failure is None), default=0.0)
        print(f"{growth:>9.2f}{'' if growth < BOUND else ' too much'}")
        for failure in dict.fromkeys(f for f in failures if f):
            print(f"    * {failure}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    options = parser.parse_args()
    _measure([size for size in SIZES if size <= options.most])
