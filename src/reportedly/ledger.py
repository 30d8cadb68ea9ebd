"""The use cases of a ledger, in prose order."""


class Ledger:
    """The record that is kept of many reports."""
