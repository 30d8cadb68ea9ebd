"""Tables of accounts, keys and the audit log for terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from reportedly.cli.ledger_tables import table
from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from reportedly.accounts import Account, ApiKey, AuditEntry


def accounts(found: Sequence[Account]) -> RenderableType:
    """One row an account: name, role, how it signs in, since when."""
    rows = table("account", "role", "signs in with", "made", main=2)
    for a in found:
        ways = [*(["a password"] if a.has_password else []), *([wording.plain(a.identity)] if a.identity else [])]
        how = Text(f"disabled {_moment(a.disabled_at)}", "red") if a.disabled_at else Text(", ".join(ways))
        rows.add_row(Text(wording.plain(a.name), "bold"), a.role.value, how, Text(_moment(a.made_at), "dim"))
    return rows


def keys(found: Sequence[ApiKey]) -> RenderableType:
    """One row a key: beginning, account, what it is for, when it was used last."""
    rows = table("key", "account", "for", "made", "used last", main=2)
    for k in found:
        used = Text(f"revoked {_moment(k.revoked_at)}", "red") if k.revoked_at else Text(_moment(k.used_at))
        made = Text(_moment(k.made_at), "dim")
        rows.add_row(k.prefix, Text(wording.plain(k.account), "bold"), Text(wording.plain(k.purpose)), made, used)
    return rows


def log(found: Sequence[AuditEntry]) -> RenderableType:
    """One row an entry: when, whose account, what, by what means."""
    rows = table("when", "account", "what", "via", main=2)
    for e in found:
        what = Text(wording.plain(f"{e.kind}: {e.what}" if e.what else e.kind.value))
        rows.add_row(Text(_moment(e.at), "dim"), Text(wording.plain(e.account), "bold"), what, wording.plain(e.via))
    return rows


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "never"
