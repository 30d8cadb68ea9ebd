"""The errors of this package, as one tree.

    ReportedlyError
    ├── IntakeError      a file or address without a report that can be read
    ├── ReadingError     a report that could not be read
    ├── ModelMissing     the spaCy pipeline or the encoder is not installed
    ├── LexiconError     a user's table that does not fit
    ├── AdjudicatorError a chat endpoint that is not set up
    ├── StoreError       a ledger that cannot be opened, written or trusted
    │   └── WriteError   a whole one that cannot be written now
    ├── NotFound         no such report, statement, claim or source
    │   └── Ambiguous    several have that name
    ├── ExportError      something that the target format cannot hold
    └── DeliveryError    a receiver of an alert that did not take what it was given

A message says what, where and what to do. The command line prints it and exits
with 1; any other exception is a bug and shows its traceback.
"""


class ReportedlyError(Exception):
    """Any error that the user can do something about."""


class IntakeError(ReportedlyError):
    """A file, row or address without a report that can be read.

    `where` names it as the user would: a path, `path:line`, an address.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class ReadingError(ReportedlyError):
    """A report that was opened but could not be read."""


class ModelMissing(ReportedlyError):
    """The spaCy pipeline or the encoder is not installed."""


class LexiconError(ReportedlyError):
    """A user's table that does not fit the shipped one."""


class AdjudicatorError(ReportedlyError):
    """An adjudicator whose settings are missing or wrong."""


class StoreError(ReportedlyError):
    """A ledger that cannot be opened, written or trusted."""


class WriteError(StoreError):
    """A ledger that cannot be written now: somebody else writes, it is write-protected, or its disk is full."""


class NotFound(ReportedlyError):
    """No report, statement, claim or source of that name."""


class Ambiguous(NotFound):
    """A name that several have; `names` are longer names that distinguish them."""

    def __init__(self, problem: str, names: tuple[str, ...]) -> None:
        super().__init__(problem)
        self.names = names


class ExportError(ReportedlyError):
    """Something that the target format cannot hold."""


class DeliveryError(ReportedlyError):
    """A receiver that did not take what it was given; it is tried again unless it is `gone` for good."""

    def __init__(self, problem: str, *, gone: bool = False, wait: float | None = None) -> None:
        super().__init__(problem)
        self.gone = gone
        self.wait = wait
        """Seconds for which the receiver wants to be left alone."""
