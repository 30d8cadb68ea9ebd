"""Writes: derives claims, events and the rest when a report is linked. Never imports `queries`."""
