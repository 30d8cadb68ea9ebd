"""Passwords in addresses: masked in every form, and nothing else is."""

from __future__ import annotations

import pytest

from reportedly.masking import password, without_password


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ana:hush@db/news", "postgresql://ana:***@db/news"),
        ("postgresql+psycopg://ana:hush@db:5432/news?sslmode=require", None),
        ("POSTGRESQL://ana:hush@db", None),
        ("postgresql://:hush@db/news", None),
        ("postgresql://ana:hu@hush@db/news", "postgresql://ana:***@db/news"),
        ("postgresql://ana:hush/hush?hush#hush@db/news", "postgresql://ana:***@db/news"),
        ("postgresql://ana:hush:hush@db/news", "postgresql://ana:***@db/news"),
        ("postgresql://ana:hush hush@db/news", "postgresql://ana:***@db/news"),
        ("postgresql://ana:hush\nhush@db/news", "postgresql://ana:***@db/news"),
        ("postgresql://ana:hush", "postgresql://ana:***"),
        ("postgresql://ana:hush/news", "postgresql://ana:***/news"),
        ("postgresql:/ana:hush@db/news", "postgresql:/ana:***@db/news"),
        ("postgresql:ana:hush@db/news", "postgresql:ana:***@db/news"),
        ("jdbc:postgresql://ana:hush@db/news", "jdbc:postgresql://ana:***@db/news"),
        ("//ana:hush@db/news", "//ana:***@db/news"),
        ("ana:hush@db/news", "ana:***@db/news"),
        ("postgresql://ana@db/news?password=hush", "postgresql://ana@db/news?password=***"),
        ("postgresql://db/news?user=ana&PassWord=hush&sslmode=require", None),
        ("postgresql://db/news?pass%77ord=hush", "postgresql://db/news?pass%77ord=***"),
        ("postgresql://db/news?sslkey=k.pem&sslpassword=hush;hush", None),
        ("postgresql://ana:hush@db/news?password=hush", "postgresql://ana:***@db/news?password=***"),
        ("jdbc:sqlserver://db;user=ana;pwd=hush", "jdbc:sqlserver://db;user=ana;pwd=***"),
        ("host=db password=hush dbname=news", "host=db password=*** dbname=news"),
        ("host=db password = 'hush hush\\' hush' dbname=news", "host=db password = *** dbname=news"),
        ("password='hush hush", "password=***"),
        ("dbname=news\tpassword=hush", "dbname=news\tpassword=***"),
    ],
)
def test_a_password_is_masked_in_every_form(address: str, shown: str | None) -> None:
    masked = without_password(address)
    assert "hush" not in masked
    assert "***" in masked
    assert shown in (None, masked)


@pytest.mark.parametrize(
    "address",
    [
        "reportedly.db",
        "/data/a:b@c.db",
        "C:\\news\\ledger.db",
        "sqlite:///news.db",
        "postgresql://db/news",
        "postgresql://ana@db:5432/news?sslmode=require&passfile=/home/ana/.pgpass",
        "postgresql://db:5432/news",
        "postgresql://[::1]:5432/news",
        "postgresql://",
        "host=db dbname=news passfile=/home/ana/.pgpass",
        "",
    ],
)
def test_an_address_without_a_password_stays_as_it_is(address: str) -> None:
    assert without_password(address) == address


def test_the_password_ends_at_the_last_at_sign() -> None:
    assert password("postgresql://ana:hu@sh@db/news") == "hu@sh"
    assert password("postgresql://db/news") == ""
