"""Signatures of decisions: Ed25519 (RFC 8032) by a key of the person who decides, or of a desk.

Judgements, grades, decisions about actors, edits of topics and cases and notes have them. A decision without one
has a name that somebody typed.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.actors import ActorDecision
from reportedly.cases import CaseEdit
from reportedly.errors import StoreError
from reportedly.notes import Note
from reportedly.record import Grade, Judgement
from reportedly.store.topics import query_json
from reportedly.topics import TopicEdit

if TYPE_CHECKING:
    from pathlib import Path

EXTRA = "reportedly[signing]"
Decision = Judgement | Grade | ActorDecision | TopicEdit | CaseEdit | Note
"""What people sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key, and the public one by which its signatures are checked."""

    public: str
    """64 hexadecimal digits."""
    private: Any
    """An Ed25519PrivateKey."""

    @classmethod
    def of_file(cls, path: Path) -> SigningKey:
        """The key in a PEM file; StoreError if it holds none."""
        _needed(str(path))
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(path.read_bytes(), None)
        except OSError as problem:
            raise StoreError(f"{path}: the key cannot be read ({problem.strerror})") from None
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise StoreError(
                f"{path}: holds no private key in PEM without a password; `judge key FILE` makes one"
            ) from None
        if not isinstance(key, Ed25519PrivateKey):
            raise StoreError(f"{path}: is a key of another kind than Ed25519; `judge key FILE` makes one")
        return cls(public=key.public_key().public_bytes_raw().hex(), private=key)

    @classmethod
    def make(cls, path: Path) -> SigningKey:
        """A new key, in a new file that only its owner can read."""
        _needed(str(path))
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        key = Ed25519PrivateKey.generate()
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(pem)
        except OSError as problem:
            raise StoreError(f"{path}: the key cannot be written ({problem.strerror}); name a new file") from None
        return cls(public=key.public_key().public_bytes_raw().hex(), private=key)

    def sign(self, decision: Decision) -> str:
        """The signature of a decision: 128 hexadecimal digits."""
        signed: bytes = self.private.sign(_message(decision))
        return signed.hex()


def wrong_signature(decision: Decision) -> str | None:
    """What is wrong with the signature of a decision; None if it is right, or there is none."""
    if decision.key is None and decision.signature is None:
        return None
    if decision.key is None or decision.signature is None:
        return "has a key without a signature, or a signature without a key"
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        return f"is signed, and that cannot be checked: pip install '{EXTRA}'"
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(decision.key))
        public.verify(bytes.fromhex(decision.signature), _message(decision))
    except (InvalidSignature, ValueError):
        return "has a signature that its key has not made"
    return None


def _message(decision: Decision) -> bytes:
    """What is signed: all that the decision says, and its kind, so that none passes for one of the other kind."""
    said: tuple[object, ...]
    if isinstance(decision, Note):
        said = "reportedly note", decision.id, decision.on.value, decision.subject, decision.replaces
        return json.dumps([*said, decision.text, decision.by, decision.at.isoformat()]).encode()
    if isinstance(decision, Judgement):
        said = "reportedly judgement", decision.id, decision.verdict.value, decision.statements
    elif isinstance(decision, ActorDecision):
        days = [day.isoformat() if day else None for day in (decision.since, decision.until)]
        meant = decision.name, decision.reports, decision.of, decision.value, decision.office, *days
        said = "reportedly actor decision", decision.id, decision.kind.value, *meant
    elif isinstance(decision, CaseEdit):
        said = "reportedly case edit", decision.id, decision.kind.value, decision.case, decision.value
    elif isinstance(decision, TopicEdit):
        about = decision.topic, query_json(decision.query), decision.statement
        said = "reportedly topic edit", decision.id, decision.kind.value, *about
    else:
        said = "reportedly grade", decision.id, decision.subject, decision.mark
    return json.dumps([*said, decision.why, decision.by, decision.at.isoformat()]).encode()


def _needed(what: str) -> None:
    try:
        import cryptography
    except ImportError:
        raise StoreError(f"{what}: signing needs cryptography, which is not installed: pip install '{EXTRA}'") from None
    del cryptography
