"""Signing in by OpenID Connect: the authorization code flow with PKCE, state and nonce, by Authlib."""

from __future__ import annotations

import ipaddress
import secrets
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from authlib.integrations.httpx_client import OAuth2Client

    from reportedly.export.plain import Json

EXTRA = "reportedly[oidc]"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""How an ID token may be signed: with a key pair. "none" and shared secrets are not among them."""
SECONDS = 10.0
"""For each answer of the provider."""
MINUTES = 10
"""How long a sign-in may take at the provider."""
LEEWAY = 60
"""Seconds by which clocks may differ."""
_WAITING = 1_000
_DISCOVERY = "/.well-known/openid-configuration"


class ProviderError(ReportedlyError):
    """The provider of sign-in did not answer as it has to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider of sign-in, and by what it knows the desk."""

    issuer: str
    client: str
    secret: str

    def __post_init__(self) -> None:
        if not is_safe(self.issuer):
            raise ProviderError(f"{self.issuer!r} is no address of a provider: https, or http on this machine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom the provider vouches for."""

    identities: tuple[str, ...]
    """By what an account may know the person: the subject, and the e-mail address if the provider has verified it."""
    subject: str
    """Issuer and subject, which the provider gives to nobody else."""
    following: str
    """The page that signing in leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A sign-in that has begun in the session of one browser."""

    session: str
    nonce: str
    verifier: str
    following: str
    until: float


class ProviderSignIn:
    """Sign-ins by one provider. What they need to end lies here and not in the browser; each ends once."""

    def __init__(self, provider: Provider, clock: Callable[[], float] = time.monotonic) -> None:
        _needed()
        self.provider = provider
        self._clock = clock
        self._begun: OrderedDict[str, _Begun] = OrderedDict()

    def begin(self, session: str, following: str, back: str) -> str:
        """The address at the provider where a browser goes on; `back` is where the provider sends it."""
        state = secrets.token_urlsafe(24)
        until = self._clock() + MINUTES * 60
        begun = _Begun(
            session=session,
            nonce=secrets.token_urlsafe(24),
            verifier=secrets.token_urlsafe(48),
            following=following,
            until=until,
        )
        where = _endpoint(self._described(), "authorization_endpoint")
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                where, state=state, nonce=begun.nonce, code_verifier=begun.verifier
            )
        self._begun[state] = begun
        while len(self._begun) > _WAITING:
            self._begun.popitem(last=False)
        return str(address)

    def finish(self, session: str, state: str, code: str, back: str) -> Person:
        """The person whom a provider vouches for; ProviderError if it does not, or another browser had begun."""
        begun = self._begun.pop(state, None)
        if begun is None or begun.session != session or begun.until <= self._clock():
            raise ProviderError("this sign-in was not begun here, or too long ago: begin again")
        described = self._described()
        from authlib.common.errors import AuthlibBaseError
        from httpx2 import HTTPError

        try:
            with self._client(back) as client:
                token = client.fetch_token(
                    _endpoint(described, "token_endpoint"), code=code, code_verifier=begun.verifier
                )
        except (AuthlibBaseError, HTTPError, ValueError) as problem:
            raise ProviderError(f"the provider of sign-in gave no token ({type(problem).__name__})") from None
        claims = self._claims(str(token.get("id_token", "")), described, begun.nonce, token.get("access_token"))
        subject, email = str(claims["sub"]), claims.get("email")
        verified = (email,) if isinstance(email, str) and email and claims.get("email_verified") is True else ()
        return Person(
            identities=(subject, *verified), subject=f"{self.provider.issuer} {subject}", following=begun.following
        )

    def _claims(self, id_token: str, described: Json, nonce: str, access_token: str | None) -> Json:
        """What an ID token says, once its signature, issuer, audience, times and nonce are checked."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        provider = self.provider
        try:
            keys = KeySet.import_key_set({"keys": _fetched(_endpoint(described, "jwks_uri"))["keys"]})
            decoded = jwt.decode(id_token, keys, algorithms=list(ALGORITHMS))
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                options={
                    "iss": {"essential": True, "value": provider.issuer},
                    "aud": {"essential": True, "value": provider.client},
                },
                params={"nonce": nonce, "client_id": provider.client, "access_token": access_token},
            )
            claims.validate(leeway=LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as problem:
            raise ProviderError(f"the provider's ID token does not hold ({problem})") from None
        return dict(claims)

    def _described(self) -> Json:
        """What the provider says of itself; its issuer has to be the one that was asked for."""
        described = _fetched(self.provider.issuer.rstrip("/") + _DISCOVERY)
        if described.get("issuer") != self.provider.issuer:
            raise ProviderError(f"the provider of sign-in is {described.get('issuer')!r}, not {self.provider.issuer!r}")
        return described

    def _client(self, back: str) -> OAuth2Client:
        from authlib.integrations.httpx_client import OAuth2Client

        return OAuth2Client(
            client_id=self.provider.client,
            client_secret=self.provider.secret,
            scope="openid email",
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=SECONDS,
            trust_env=False,
        )


def is_safe(address: str) -> bool:
    """True for https, and for http on this machine: secrets must not cross a network in the clear."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host or parts.scheme == "https":
        return bool(host)
    with suppress(ValueError):
        return parts.scheme == "http" and ipaddress.ip_address(host).is_loopback
    return parts.scheme == "http" and host == "localhost"


def _endpoint(described: Json, name: str) -> str:
    address = described.get(name)
    if not isinstance(address, str) or not is_safe(address):
        raise ProviderError(f"the provider of sign-in names no safe {name}")
    return address


def _fetched(address: str) -> Json:
    """The JSON object at an address of the provider."""
    import httpx2

    try:
        with httpx2.Client(timeout=SECONDS, trust_env=False) as client:
            answer = client.get(address)
            answer.raise_for_status()
            found = answer.json()
    except (httpx2.HTTPError, ValueError) as problem:
        raise ProviderError(f"the provider of sign-in does not answer ({type(problem).__name__})") from None
    if not isinstance(found, dict):
        raise ProviderError("the provider of sign-in answers with something else than an object")
    return found


def _needed() -> None:
    try:
        import authlib
        import httpx2
    except ImportError:
        raise ProviderError(f"OpenID Connect needs Authlib, which is not installed: pip install '{EXTRA}'") from None
    del authlib, httpx2
