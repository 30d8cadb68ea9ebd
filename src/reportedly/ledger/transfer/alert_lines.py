"""Alerts and channels as JSON Lines, which another ledger can take up: what people set up, apart from the record.

The record goes to others, so that `export` has neither. Paths are of one machine and are never written; where an alert
is delivered is written only if that is asked for, and taken up only if that is asked for, too: an address of a webhook
lets whoever knows it send there, and a file that somebody else made could have matches sent anywhere.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError

from reportedly.alerts import AlertQuery, Occasion, Pace, QuietHours, Receiver, ReceiverKind
from reportedly.errors import IntakeError
from reportedly.ledger.transfer.lines import LineFields, Time
from reportedly.ledger.transfer.values import loads, unusable
from reportedly.listing import Filter
from reportedly.model import Act, Status
from reportedly.store.alerts import quiet_of

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.alerts import Alert
    from reportedly.channels import Channel

LONGEST = 1 << 20
"""Bytes of a line."""
SENT = (ReceiverKind.WEBHOOK, ReceiverKind.MAIL)
"""The receivers that are no file of one machine."""
Short = Annotated[str, Field(max_length=2_000)]


class _Checked(LineFields):
    """A line whose values have to fit each other."""

    def check(self) -> None:
        """ValueError if they do not."""


Kind = TypeVar("Kind", bound=_Checked)


class FilterFields(LineFields):
    """The filter of an alert."""

    text: Short = ""
    actor: Short | None = None
    act: Act | None = None
    place: Short | None = None
    status: Status | None = None
    topic: Short | None = None
    since: date | None = None
    until: date | None = None
    notable: bool = False


class ReceiverFields(LineFields):
    """Where an alert is delivered."""

    kind: Literal["webhook", "mail"]
    target: Short
    pace: Pace = Pace.ONCE


class AlertLine(_Checked):
    """An alert as it was set up: not what it has found, nor how far it has delivered that."""

    kind: Literal["alert"] = "alert"
    version: Literal[1] = 1
    name: Short
    occasion: Occasion
    wanted: FilterFields
    before: Status | None = None
    after: Status | None = None
    above: Annotated[float, Field(allow_inf_nan=False)] | None = None
    unit: Short | None = None
    of: Short | None = None
    quiet: Short | None = None
    """Such as "22:00-07:00 Europe/Oslo"."""
    muted_until: Time | None = None
    receivers: tuple[ReceiverFields, ...] = ()

    @classmethod
    def made(cls, alert: Alert, *, receivers: bool) -> AlertLine:
        """The line of an alert; with `receivers` says where it sends."""
        query = alert.query
        own = {name: getattr(query, name) for name in ("occasion", "before", "after", "above", "unit", "of")}
        wanted = {name: getattr(query.wanted, name) for name in FilterFields.model_fields}
        sent = (
            ReceiverFields.model_validate({"kind": one.kind.value, "target": one.target, "pace": one.pace})
            for one in alert.receivers
            if receivers and one.kind in SENT
        )
        return cls(
            name=alert.name,
            wanted=FilterFields(**wanted),
            quiet=None if alert.quiet is None else str(alert.quiet),
            muted_until=alert.muted_until,
            receivers=tuple(sent),
            **own,
        )

    def query(self) -> AlertQuery:
        """What it waits for; ValueError if that cannot be."""
        wanted = {name: getattr(self.wanted, name) for name in FilterFields.model_fields}
        own = {name: getattr(self, name) for name in ("occasion", "before", "after", "above", "unit", "of")}
        return AlertQuery(wanted=Filter(**wanted), **own)

    def quiet_hours(self) -> QuietHours | None:
        """Its quiet hours; ValueError if they are none."""
        if self.quiet is None:
            return None
        found = quiet_of(self.quiet)
        try:
            ZoneInfo(found.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"{found.zone!r} is no time zone") from None
        return found

    def given(self) -> tuple[Receiver, ...]:
        """Its receivers."""
        return tuple(
            Receiver(number=0, kind=ReceiverKind(one.kind), target=one.target, pace=one.pace) for one in self.receivers
        )

    def check(self) -> None:
        """ValueError if its values do not fit each other."""
        self.query()
        self.quiet_hours()
        if self.muted_until is not None and self.muted_until.utcoffset() is None:
            raise ValueError("muted_until: has no time zone")


class ChannelLine(_Checked):
    """A channel as it was set up: an address, and how it is followed. Folders are of one machine and have no line."""

    kind: Literal["channel"] = "channel"
    version: Literal[1] = 1
    address: Short
    outlet: Short | None = None
    interval: Annotated[int, Field(ge=1)]
    """Seconds."""
    since: Time | None = None
    public: bool = False
    paused: bool = False

    @classmethod
    def made(cls, channel: Channel) -> ChannelLine:
        """The line of a channel."""
        return cls(**{name: getattr(channel, name) for name in cls.model_fields if name not in ("kind", "version")})

    def check(self) -> None:
        """ValueError if it is no address of a page."""
        if "://" not in self.address:
            raise ValueError(
                f"{self.address[:200]!r} is no address: a folder is followed by `reportedly follow FOLDER`"
            )
        if self.since is not None and self.since.utcoffset() is None:
            raise ValueError("since: has no time zone")


def encode(line: AlertLine | ChannelLine) -> bytes:
    """A line as it is written, without what is not set."""
    return (json.dumps(line.model_dump(mode="json", exclude_none=True), ensure_ascii=False) + "\n").encode()


def alert_lines(path: Path) -> list[tuple[str, AlertLine]]:
    """The alerts of a file, each with its place in it; IntakeError at the first line that is none."""
    return _lines(path, AlertLine, "an alert as `alert export` writes it")


def channel_lines(path: Path) -> list[tuple[str, ChannelLine]]:
    """The channels of a file, each with its place in it; IntakeError at the first line that is none."""
    return _lines(path, ChannelLine, "a channel as `follow export` writes it")


def _lines(path: Path, kind: type[Kind], what: str) -> list[tuple[str, Kind]]:
    found: list[tuple[str, Kind]] = []
    number = 0
    try:
        with path.open("rb") as file:
            while row := file.readline(LONGEST + 1):
                number += 1
                where = f"{path}:{number}"
                if len(row) > LONGEST:
                    raise IntakeError(where, f"is longer than {LONGEST >> 20} MB, as no line of this kind is")
                if row.strip():
                    found.append((where, _line(row, where, kind, what)))
    except OSError as problem:
        raise IntakeError(str(path), f"cannot be read ({problem.strerror or problem})") from None
    return found


def _line(row: bytes, where: str, kind: type[Kind], what: str) -> Kind:
    try:
        values = loads(row)
        if problem := unusable(values):
            raise IntakeError(where, problem)
        line = kind.model_validate_json(json.dumps(values), strict=True)
        line.check()
    except ValidationError as misfit:
        first = misfit.errors(include_url=False, include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"]) or "the line"
        raise IntakeError(where, f"is not {what} ({name}: {first['msg']})") from None
    except (ValueError, RecursionError) as problem:
        raise IntakeError(where, f"is not {what} ({problem})") from None
    return line
