"""Time every regular expression of the project on strings of many lengths.

    python -m tools.regular_expressions

The tests do the same on fewer and shorter strings, and only where the syntax leaves the answer open. This takes
minutes. Exit code 1 if a regular expression is super-linear.
"""

from __future__ import annotations

import sys

from tools.regular_expressions.found import regular_expressions
from tools.regular_expressions.timing import DEEP, slow_on


def main() -> int:
    """Print each slow one with the string that shows it."""
    tried = slow = 0
    for found in regular_expressions():
        tried += 1
        if shown := slow_on(found, DEEP):
            slow += 1
            print(f"{found.where}: {shown}", flush=True)
    print(f"{tried} regular expressions tried, {slow} of them super-linear")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
