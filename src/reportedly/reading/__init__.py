"""Reading one report: from its text to a Reading.

`pipeline.py` holds the order of the stages. Each package beside it answers one question and has a `stage.py`, which the
pipeline calls.
"""

from reportedly.reading.pipeline import read as read
from reportedly.reading.pipeline import run_now as run_now
