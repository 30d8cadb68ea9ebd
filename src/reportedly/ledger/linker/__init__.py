"""Writes: what is derived when a report is linked. Never imports `queries`."""
