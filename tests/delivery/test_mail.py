"""Mail: over TLS unless the server is here, with matches as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from email import message_from_string, policy

import pytest

from reportedly.alerts import Occasion
from reportedly.delivery import mail
from reportedly.delivery.mail import MailSetting
from reportedly.errors import DeliveryError
from reportedly.model import Status
from tests.delivery.items import ITEM
from tests.delivery.receiving import mail as mail_server


def _environ(port: int) -> dict[str, str]:
    return {mail.SERVER: f"smtp://127.0.0.1:{port}", mail.SENDER: "desk@example.org"}


def test_a_mail_holds_what_changed() -> None:
    with mail_server() as server:
        mail.send("ann@example.org", "The cable", [ITEM], "https://desk.example.org/", environ=_environ(server.port))
    got = message_from_string(server.mails[0], policy=policy.default)
    assert (got["From"], got["To"]) == ("desk@example.org", "ann@example.org")
    assert got["Subject"] == "The cable: Chile: its divers cut it"
    text = got.get_content()
    for words in (
        "Claim: The cable was cut (alleged → disputed)",
        "Why: new opposition",
        "Chile, 2 March 2031: “its divers cut it”",
        "The Gazette, “Cable”, 2031-03-02 09:00",
        "https://gazette.example/1",
        "https://desk.example.org/statements/s1",
    ):
        assert words in text


def test_the_same_matches_are_the_same_mail() -> None:
    setting = MailSetting.from_environment(_environ(25))
    two = [ITEM, replace(ITEM, id="other")]
    first, again = (mail.message(setting, "ann@example.org", "The cable", two, None) for _ in range(2))
    assert (
        first["Message-ID"]
        == again["Message-ID"]
        != mail.message(setting, "b@example.org", "x", two, None)["Message-ID"]
    )
    assert first["Subject"] == "The cable: 2 matches"
    hostile = mail.message(
        setting, "ann@example.org", "a\r\nBcc: b@example.org", [replace(ITEM, words="x\r\nBcc: c")], None
    )
    assert hostile["Bcc"] is None


def test_refusals_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as server:
        server.refuses = True
        with pytest.raises(DeliveryError, match="no mail for ann"):
            mail.send("ann@example.org", "x", [ITEM], None, environ=_environ(server.port))
    assert server.mails == []
    monkeypatch.setattr(MailSetting, "is_local", False)
    with mail_server() as server, pytest.raises(DeliveryError, match="STARTTLS"):
        mail.send("ann@example.org", "x", [ITEM], None, environ=_environ(server.port))
    assert server.mails == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "REPORTEDLY_SMTP"),
        ({mail.SERVER: "https://x"}, "REPORTEDLY_SMTP is not"),
        ({mail.SERVER: "smtps://host:port"}, "REPORTEDLY_SMTP is not"),
        ({mail.SERVER: "smtps://ann:hidden@host"}, "REPORTEDLY_MAIL_FROM"),
    ],
)
def test_settings_that_are_missing_are_named(given: dict[str, str], why: str) -> None:
    with pytest.raises(DeliveryError, match=why) as refused:
        MailSetting.from_environment(given)
    assert "hidden" not in str(refused.value)


def test_settings_are_read() -> None:
    found = MailSetting.from_environment({mail.SERVER: "smtps://ann%40example.org:a%2Fb@mail.example.org"})
    assert (found.sender, found.password, found.port, found.secure) == ("ann@example.org", "a/b", 465, True)
    assert "a/b" not in repr(found)
    assert not found.is_local
    assert MailSetting.from_environment(_environ(587)).is_local
    assert not mail.is_address("ann@example.org, bob@example.org")
    assert not mail.is_address("ann@example.org\nBcc: x@y")


@pytest.mark.parametrize(
    ("item", "title"),
    [
        (replace(ITEM, occasion=Occasion.STATUS), "The cable was cut (alleged → disputed)"),
        (replace(ITEM, occasion=Occasion.NUMBER, low=12, of="sailors"), "≥ 12 sailors: Chile: its divers cut it"),
        (replace(ITEM, occasion=Occasion.DUE, due=date(2031, 3, 20)), "Due 20 March 2031: Chile: its divers cut it"),
        (replace(ITEM, occasion=Occasion.MISSED), "Did not come true: Chile: its divers cut it"),
        (replace(ITEM, test=True), "A test of this alert"),
    ],
)
def test_titles_say_what_was_waited_for(item: object, title: str) -> None:
    from reportedly.delivery import wording

    assert wording.title(item) == title  # type: ignore[arg-type]
    assert wording.status(replace(ITEM, status_before=Status.DISPUTED)) == "disputed"
