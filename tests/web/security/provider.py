"""A small provider of sign-in (OpenID Connect) on this machine, which says what a test tells it to."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENT, SECRET = "desk", "a secret for tests only"


class ScriptedProvider:
    """What the provider says of itself, of its keys and of the person."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = ECKey.generate_key("P-256", {"kid": "one", "alg": "ES256"})
        self.person: dict[str, Any] = {"sub": "17", "email": "jon@example.org", "email_verified": True}
        self.changed: dict[str, Any] = {}
        """Claims of the ID token that are otherwise than they should be."""
        self.described: dict[str, Any] = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
        }
        self.signs: Any = self.key
        self.algorithm = "ES256"
        self.codes: dict[str, dict[str, str]] = {}

    def authorize(self, address: str) -> dict[str, str]:
        """What the provider sends a browser back with that came to this address, once the person has signed in."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = asked
        return {"state": asked["state"], "code": code}

    def token(self, sent: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The answer to a request for a token; None if it is refused."""
        asked = self.codes.pop(sent.get("code", ""), None)
        client = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorization != f"Basic {client}" or sent["redirect_uri"] != asked["redirect_uri"]:
            return None
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "exp": now + 60, "iat": now, "nonce": asked["nonce"]}
        claims |= self.person | self.changed
        header = {"alg": self.algorithm, "kid": "one"}
        signed = jwt.encode(header, claims, self.signs, algorithms=[self.algorithm])
        return {"access_token": "opens nothing", "token_type": "Bearer", "id_token": signed}


@contextmanager
def provider() -> Iterator[ScriptedProvider]:
    """The provider while it listens."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {
                "/.well-known/openid-configuration": scripted.described,
                "/keys": {"keys": [scripted.key.as_dict(private=False)]},
            }
            self._answer(pages.get(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(scripted.token(sent, self.headers.get("authorization", "")))

        def _answer(self, found: dict[str, Any] | None) -> None:
            body = json.dumps({"error": "invalid_grant"} if found is None else found).encode()
            self.send_response(400 if found is None else 200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    scripted = ScriptedProvider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def other_key() -> ECKey:
    """A key that the provider does not show."""
    return ECKey.generate_key("P-256", {"kid": "one", "alg": "ES256"})


def shared_secret() -> OctKey:
    """A secret that both know, with which no ID token may be signed."""
    return OctKey.import_key(SECRET * 2)
