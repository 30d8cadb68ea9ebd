"""Backups of a whole ledger, and ledgers made of them."""

from reportedly.store.backup import Backup, back_up, restore

__all__ = ["Backup", "back_up", "restore"]
