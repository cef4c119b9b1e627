"""The chain of the journal's records: each has a hash of itself and of the one before, so that none can be changed,
taken out, put in or moved without all that follow being wrong.

What a record says (its body) enters as a hash of its own: a run that is forgotten leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json

from deskhand.core.audit import EMPTY

FORGOTTEN = "{}"
"""The body of a record whose run was forgotten."""


def body_hash(body: str) -> str:
    """The hash of what a record says."""
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def link(before: str, seq: int, run: str, step: int, kind: str, at: float, body: str) -> str:
    """The hash of a record: `before` is the hash of the one before it, `body` that of what it says."""
    said = json.dumps([before, seq, run, step, kind, at, body], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


FIRST = EMPTY.hash
"""What stands before the first record."""

__all__ = ["FIRST", "FORGOTTEN", "body_hash", "link"]
