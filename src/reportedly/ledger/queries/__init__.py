"""Reads: one file for each list or page. Nothing here writes or imports `linker`."""
