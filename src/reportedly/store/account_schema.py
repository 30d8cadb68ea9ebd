"""The tables of accounts, their keys and the audit log. No export has them: they are of one desk, and hold secrets."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from reportedly.store.columns import String, Text
from reportedly.store.report_schema import metadata

accounts = Table(
    "accounts",
    metadata,
    Column("folded", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("password", Text),
    Column("identity", String, unique=True),
    Column("subject", Text),
    Column("epoch", Integer, nullable=False),
    Column("made_at", String, nullable=False),
    Column("disabled_at", String),
)
"""`folded` is the name in small letters, `password` a hash by Argon2, `subject` what the provider of sign-in calls the
person, with its own address: it is known from the first such sign-in on."""

api_keys = Table(
    "api_keys",
    metadata,
    Column("prefix", String(16), primary_key=True),
    Column("account", ForeignKey("accounts.folded"), nullable=False),
    Column("purpose", String, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("made_at", String, nullable=False),
    Column("used_at", String),
    Column("revoked_at", String),
    Index("api_keys_by_account", "account"),
)
"""`digest` is the SHA-256 of the key, which is random and long enough that no slower hash is needed."""

audit_log = Table(
    "audit_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("account", String, nullable=False),
    Column("what", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""What happened at the desk; each entry has a hash over itself and the entry before."""
