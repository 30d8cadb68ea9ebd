"""Reads: one file a list or page. Never imports `linker`."""
