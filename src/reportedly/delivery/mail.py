"""Mail over SMTP, with TLS.

    REPORTEDLY_SMTP        smtps://NAME:PASSWORD@HOST[:465], or smtp://...[:587], where TLS begins with STARTTLS
    REPORTEDLY_MAIL_FROM   the sender; by default the name, if that is a mail address

A server on this machine (smtp://localhost) may do without TLS. Names and passwords are percent-encoded, as in any
address.
"""

from __future__ import annotations

import ipaddress
import os
import re
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reportedly.delivery.wording import digest, subject
from reportedly.errors import DeliveryError
from reportedly.model import content_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.alerts import AlertItem

SERVER, SENDER = "REPORTEDLY_SMTP", "REPORTEDLY_MAIL_FROM"
PATIENCE = 30.0
"""Seconds for each answer of the server."""
_ADDRESS = re.compile(r"[^@\s,;:<>()\"\\]{1,64}@[^@\s,;:<>()\"\\/]{1,253}")
_PORTS = {"smtps": 465, "smtp": 587}


def is_address(text: str) -> bool:
    """True if a text is one mail address and nothing else."""
    return text.isprintable() and _ADDRESS.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSetting:
    """The server that takes mail, and who sends it."""

    host: str
    port: int
    secure: bool
    """True if TLS begins with the connection; else it begins with STARTTLS."""
    sender: str
    name: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> MailSetting:
        """The setting in the environment; DeliveryError says what is missing or wrong, without the password."""
        given = environ.get(SERVER, "")
        if not given:
            raise DeliveryError(f"mail needs a server: set {SERVER}, such as smtps://NAME:PASSWORD@mail.example.org")
        try:
            parts = urlsplit(given)
            host, port = parts.hostname, parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            host, port = None, 0
        if not host:
            raise DeliveryError(f"{SERVER} is not an smtps:// or smtp:// address")
        name = unquote(parts.username) if parts.username else None
        sender = environ.get(SENDER, "") or name or ""
        if not is_address(sender):
            raise DeliveryError(f"mail needs a sender: set {SENDER} to a mail address")
        password = unquote(parts.password) if parts.password else None
        return cls(host=host, port=port, secure=parts.scheme == "smtps", sender=sender, name=name, password=password)

    @property
    def is_local(self) -> bool:
        """True if the server is on this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def message(setting: MailSetting, to: str, name: str, items: Sequence[AlertItem], desk: str | None) -> EmailMessage:
    """A mail with these matches; sent again it has the same id."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = setting.sender, to, subject(name, items)
    domain = setting.sender.rpartition("@")[2]
    made["Message-ID"] = f"<{content_id(to, *(item.id for item in items))}.reportedly@{domain}>"
    made["Date"] = max(item.found_at for item in items)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(digest(name, items, desk), cte="quoted-printable")
    return made


def send(
    to: str,
    name: str,
    items: Sequence[AlertItem],
    desk: str | None,
    *,
    environ: Mapping[str, str] = os.environ,
    trusted: ssl.SSLContext | None = None,
) -> None:
    """Send a mail with these matches of an alert; DeliveryError unless the server takes it."""
    setting = MailSetting.from_environment(environ)
    made, context = message(setting, to, name, items, desk), trusted or ssl.create_default_context()
    where = f"{setting.host}:{setting.port}"
    try:
        with _connected(setting, context) as server:
            if setting.name is not None:
                server.login(setting.name, setting.password or "")
            server.send_message(made)
    except smtplib.SMTPAuthenticationError as problem:
        raise DeliveryError(f"{where}: refused name or password ({problem.smtp_code})") from None
    except smtplib.SMTPResponseException as problem:
        said = problem.smtp_error.decode("utf-8", "replace") if isinstance(problem.smtp_error, bytes) else ""
        raise DeliveryError(f"{where}: answered {problem.smtp_code} {' '.join(said.split())[:200]}".rstrip()) from None
    except smtplib.SMTPRecipientsRefused:
        raise DeliveryError(f"{where}: takes no mail for {to}") from None
    except (smtplib.SMTPException, OSError) as problem:
        raise DeliveryError(f"{where}: took no mail ({problem or type(problem).__name__})") from None


def _connected(setting: MailSetting, context: ssl.SSLContext) -> smtplib.SMTP:
    if setting.secure:
        return smtplib.SMTP_SSL(setting.host, setting.port, timeout=PATIENCE, context=context)
    server = smtplib.SMTP(setting.host, setting.port, timeout=PATIENCE)
    try:
        server.ehlo()
        if not setting.is_local or server.has_extn("starttls"):
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server
