"""Who made a pack: Ed25519 signatures, and fingerprints a person can read out.

A signature says that whoever holds a key signed these bytes; that the key is the right person's, only people can
tell each other, by its twelve words.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import stat
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from deskhand.core.errors import SecretError, UsageError
from deskhand.system import atomic

if TYPE_CHECKING:
    from deskhand.system.keyrings import Ring

SERVICE, KEPT_AS = "deskhand-signing", "ed25519"
"""Where the private half of the own key stands in the keyring."""
KEY_BYTES, SIGNATURE_BYTES = 32, 64
"""Of an Ed25519 public key and signature (RFC 8032)."""
WORDS = 12
"""Words of a fingerprint: 96 bits, a byte each."""
_CONTEXT = b"deskhand pack 1\n"
"""Stands before what is signed, so that the key's signature of a pack is never one of something else."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose key signed, and its signature."""

    key: bytes
    value: bytes

    def matches(self, message: bytes) -> bool:
        """Whether the key signed this message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.value, _CONTEXT + message)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey:
    """A private key."""

    def __init__(self, private: bytes) -> None:
        """`private` are the 32 bytes of its seed."""
        self._key = Ed25519PrivateKey.from_private_bytes(private)

    @property
    def public(self) -> bytes:
        """The public half."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> Signature:
        """The signature of a message: the same each time."""
        return Signature(self.public, self._key.sign(_CONTEXT + message))


def fingerprint(key: bytes) -> str:
    """A public key as twelve words, for people to compare."""
    digest = hashlib.sha256(b"deskhand key\n" + key).digest()
    return " ".join(_words()[byte] for byte in digest[:WORDS])


def key_of_keyring(ring: Ring) -> SigningKey:
    """The own key, made and kept in the keyring if there is none.

    Raises:
        SecretError: the keyring cannot be used, or holds something else.
    """
    kept = ring.get_password(SERVICE, KEPT_AS)
    if kept is None:
        private = Ed25519PrivateKey.generate().private_bytes_raw()
        ring.set_password(SERVICE, KEPT_AS, base64.b64encode(private).decode("ascii"))
        return SigningKey(private)
    try:
        return SigningKey(base64.b64decode(kept, validate=True))
    except (binascii.Error, ValueError) as problem:
        raise SecretError(f"What the keyring has as {SERVICE} is no key; remove it there.") from problem


def key_of_file(file: Path) -> SigningKey:
    """The key in a file (PEM, PKCS 8, no password) that only its owner can read; made if there is no such file.

    Raises:
        SecretError: the file cannot be read or written, others can read it, or it holds no Ed25519 key.
    """
    try:
        if not file.exists():
            return _made(file)
        if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SecretError(f"Others can read the key {file}; run `chmod 600` on it.")
        key = serialization.load_pem_private_key(file.read_bytes(), None)
    except OSError as problem:
        raise SecretError(f"The key {file} cannot be used ({problem.strerror}).") from problem
    except (ValueError, TypeError) as problem:
        raise SecretError(f"{file} is no key; name a file that does not exist to have one made.") from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(f"{file} is a key of another kind than Ed25519.")
    return SigningKey(key.private_bytes_raw())


def _made(file: Path) -> SigningKey:
    key = Ed25519PrivateKey.generate()
    form, no_password = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    atomic.write(file, key.private_bytes(serialization.Encoding.PEM, form, no_password), private=True)
    return SigningKey(key.private_bytes_raw())


@cache
def _words() -> tuple[str, ...]:
    words = resources.files("deskhand.recipe.sharing").joinpath("words.txt").read_text(encoding="ascii").split()
    assert len(set(words)) == 256
    return tuple(words)
