"""The keyring of the system, if it has one that really keeps secrets.

A back end is refused that keeps nothing (null, fail) or keeps its secrets readable in a file (plaintext). A call
that takes longer than its limit has opened a dialog that waits for a person; it is given up, never waited for.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

from deskhand.core.errors import SecretError

T = TypeVar("T")

LIMIT = 15.0
"""Seconds a keyring has for an answer: one that is unlocked needs milliseconds."""
_TRIED = "deskhand-round-trip"
"""The name under which a keyring is tried."""
_WEAK = ("fail", "null", "plaintext")
"""What the names of back ends have in them that keep nothing, or keep it readable."""


class Ring(Protocol):
    """What is used of a keyring; the calls raise `SecretError`."""

    def get_password(self, service: str, name: str) -> str | None:
        """What is kept under this name, or None."""
        ...

    def set_password(self, service: str, name: str, value: str) -> None:
        """Keep a value under this name, in place of another."""
        ...

    def delete_password(self, service: str, name: str) -> None:
        """Forget what is kept under this name."""
        ...


class SystemRing:
    """A back end of the `keyring` package, whose every call has a limit and says no with a `SecretError`."""

    def __init__(self, back_end: KeyringBackend, limit: float = LIMIT) -> None:
        self._back_end, self._limit = back_end, limit

    @property
    def kind(self) -> str:
        """The full name of the back end."""
        return _kind(self._back_end)

    def get_password(self, service: str, name: str) -> str | None:
        """See `Ring.get_password`."""
        return self._answered(lambda: self._back_end.get_password(service, name))

    def set_password(self, service: str, name: str, value: str) -> None:
        """See `Ring.set_password`; it is read back, since some back ends lose what they are given in silence."""
        self._answered(lambda: self._back_end.set_password(service, name, value))
        if self.get_password(service, name) != value:
            raise SecretError("The keyring gave back another secret than it was given; choose another back end.")

    def delete_password(self, service: str, name: str) -> None:
        """See `Ring.delete_password`."""
        self._answered(lambda: self._back_end.delete_password(service, name))

    def round_trip(self) -> None:
        """Give it something that is no secret, see that it comes back, and take it out: what loses that is no keyring.

        Raises:
            SecretError: it did not come back.
        """
        value = secrets.token_hex(8)
        self.set_password(_TRIED, _TRIED, value)
        self.delete_password(_TRIED, _TRIED)

    def _answered(self, call: Callable[[], T]) -> T:
        asked = _Call(call)
        asked.start()
        asked.join(self._limit)
        if asked.is_alive():
            raise SecretError("The keyring waits for somebody to unlock it or choose its password; unlock it.")
        if asked.problem is not None:
            raise SecretError(f"The keyring refuses ({asked.problem}); unlock it.") from asked.problem
        return asked.answer


def system_ring(limit: float = LIMIT) -> SystemRing:
    """The keyring of this system.

    Raises:
        SecretError: it has none that keeps secrets safely.
    """
    back_end: KeyringBackend = keyring.get_keyring()
    if isinstance(back_end, ChainerBackend):
        # The chain would hand a secret on to a weaker one; only the strongest is used.
        back_end = next(iter(back_end.backends), back_end)
    if any(weak in _kind(back_end).lower() for weak in _WEAK):
        raise SecretError("No safe keyring: install gnome-keyring or KeePassXC and unlock it.")
    ring = SystemRing(back_end, limit)
    ring.round_trip()
    return ring


def _kind(back_end: KeyringBackend) -> str:
    return f"{type(back_end).__module__}.{type(back_end).__name__}"


class _Call(threading.Thread, Generic[T]):
    """One call; a daemon, since a dialog of the keyring may never be answered."""

    answer: T

    def __init__(self, call: Callable[[], T]) -> None:
        super().__init__(daemon=True)
        self._call = call
        self.problem: Exception | None = None

    def run(self) -> None:
        """See `threading.Thread`."""
        try:
            self.answer = self._call()
        except Exception as problem:  # noqa: BLE001 - back ends raise what their libraries raise; it is passed on
            self.problem = problem
