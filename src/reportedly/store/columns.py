"""Text columns that sort by code point on both dialects, whatever the collation of a PostgreSQL database is.

Reports of one moment are linked in the order of their ids, so another collation would derive other claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

BY_CODE_POINT = "C"


class String(sa.TypeDecorator[str]):
    """A short text, with at most `length` characters if that is given."""

    impl = sa.String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """The type on a dialect."""
        collation = BY_CODE_POINT if dialect.name == "postgresql" else None
        assert isinstance(self.impl_instance, sa.String)
        return dialect.type_descriptor(sa.String(self.impl_instance.length, collation=collation))


class Text(sa.TypeDecorator[str]):
    """A text of any length."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """The type on a dialect."""
        collation = BY_CODE_POINT if dialect.name == "postgresql" else None
        return dialect.type_descriptor(sa.Text(collation=collation))
