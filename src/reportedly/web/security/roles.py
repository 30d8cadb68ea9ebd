"""Which role a request needs at a desk with accounts."""

from __future__ import annotations

from reportedly.accounts import AccountRole

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
"""The methods that change nothing."""
ADMINISTERED = ("/audit-log",)
"""What only an administrator sees."""
WORK = ("/add", "/working")
"""What is no use to those who only read."""
OWN = ("/sign-in", "/sign-out", "/account", "/seen")
"""Forms about oneself, which every account may send."""
WHAT = {
    AccountRole.READ: "read",
    AccountRole.JUDGE: "judge, grade, write notes, work on cases and topics, add reports and follow channels",
    AccountRole.ADMINISTER: "see the audit log and take back what others decided",
}
"""What a role is needed for, in words."""


def role_needed(method: str, path: str) -> AccountRole:
    """The role that a request needs; every form that is not listed here needs the role of a judge."""
    if _within(path, ADMINISTERED):
        return AccountRole.ADMINISTER
    if _within(path, OWN):
        return AccountRole.READ
    return AccountRole.JUDGE if method not in SAFE or _within(path, WORK) else AccountRole.READ


def _within(path: str, places: tuple[str, ...]) -> bool:
    """True for one of these pages, its JSON, and what is below it."""
    return any(path == place or path.startswith((f"{place}/", f"{place}.")) for place in places)
