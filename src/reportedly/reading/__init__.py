"""Reading one report: from its text to a Reading.

`pipeline.py` holds the order of the stages. Each package beside it answers one question and has a `stage.py`, which the
pipeline calls.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.reading.pipeline import read as read
    from reportedly.reading.pipeline import run_now as run_now


def __getattr__(name: str) -> Any:
    """What the package offers; the stages are loaded with it, and not by those who need `text` alone."""
    if name not in {"read", "run_now"}:
        raise AttributeError(f"module 'reportedly.reading' has no attribute {name!r}")
    return getattr(import_module("reportedly.reading.pipeline"), name)
