"""The secrets of recipes: values in the keyring, and a list of their names in a file.

A keyring cannot be asked what it holds, so the names (never a value) stand in `secrets.json`.
"""

from __future__ import annotations

import getpass
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deskhand.core.errors import SecretError, UsageError

from . import atomic

if TYPE_CHECKING:
    from .keyrings import Ring

SERVICE = "deskhand"
"""The name Deskhand's secrets go by in the keyring."""
LONGEST = 4_096
"""Characters of a secret's value; some back ends cut off what is longer."""
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
"""What a secret may be called: as `recipe.schema.Name` has it."""

Asker = Callable[[str], str]
"""Asks a person for the value of the secret of this name; empty when they give none."""


def _system_ring() -> Ring:
    # Loaded when first needed: every command would pay its 50 ms.
    from .keyrings import system_ring

    return system_ring()


class Secrets:
    """The secrets of one person. A value is never printed, logged or written to a file by this class."""

    def __init__(self, index: Path, ring: Callable[[], Ring] = _system_ring, ask: Asker | None = None) -> None:
        """`index` is the file of names; `ring` opens the keyring when it is first needed; `ask` asks the person
        for what is not kept, None where there is nobody to ask."""
        self._index, self._open, self._ask = index, ring, ask
        self._ring: Ring | None = None
        self._told: dict[str, str] = {}

    def value(self, name: str) -> str:
        """The value of a secret: as kept, else as the person tells it, once for as long as this object lives.

        Raises:
            SecretError: the keyring lacks it or cannot be asked, and no person gives it.
            UsageError: no secret can be called so.
        """
        _check_name(name)
        if name in self._told:
            return self._told[name]
        problem = f"There is no secret called {name}; keep it with `deskhand secrets set {name}`."
        try:
            kept = self._keyring().get_password(SERVICE, name)
            if kept is not None:
                return kept
        except SecretError as locked:
            problem = f"The secret {name} cannot be read: {locked}"
        told = self._ask(name) if self._ask is not None else ""
        if not told:
            raise SecretError(problem)
        self._told[name] = told
        return told

    def keep(self, name: str, value: str) -> None:
        """Put a secret into the keyring, in place of one of that name.

        Raises:
            SecretError: the keyring cannot keep it.
            UsageError: the name or the value is none.
        """
        _check_name(name)
        if not value or len(value) > LONGEST:
            raise UsageError(f"The value of {name} must have 1 to {LONGEST} characters.")
        self._keyring().set_password(SERVICE, name, value)
        self._told.pop(name, None)
        if name not in self.names():
            self._write([*self.names(), name])

    def names(self) -> list[str]:
        """The names of what is kept, in order.

        Raises:
            SecretError: the list cannot be read.
        """
        try:
            names = json.loads(self._index.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as problem:
            raise SecretError(
                f"The list of secrets {self._index} cannot be read ({problem}); move it away."
            ) from problem
        if not isinstance(names, list) or not all(isinstance(name, str) and NAME.fullmatch(name) for name in names):
            raise SecretError(f"{self._index} is no list of names of secrets; move it away.")
        return sorted(set(names))

    def forget(self, name: str) -> None:
        """Take a secret out of the keyring and its name off the list.

        Raises:
            SecretError: there is none of that name, or the keyring cannot be changed.
            UsageError: no secret can be called so.
        """
        _check_name(name)
        ring, names = self._keyring(), self.names()
        kept = ring.get_password(SERVICE, name) is not None
        if not kept and name not in names:
            raise SecretError(f"There is no secret called {name}; `deskhand secrets list` shows them.")
        if kept:
            ring.delete_password(SERVICE, name)
        self._told.pop(name, None)
        self._write([other for other in names if other != name])

    def _keyring(self) -> Ring:
        if self._ring is None:
            self._ring = self._open()
        return self._ring

    def _write(self, names: list[str]) -> None:
        try:
            atomic.write(self._index, json.dumps(sorted(names), indent=1).encode(), private=True)
        except OSError as problem:
            raise SecretError(f"The list of secrets {self._index} cannot be written ({problem.strerror}).") from problem


def asked_in_terminal(name: str) -> str:
    """Ask the person in the terminal, without showing what they type; see `Asker`."""
    try:
        return getpass.getpass(f"The secret {name} is not kept; its value (not shown, not kept): ", sys.stderr)
    except (EOFError, KeyboardInterrupt):
        return ""


def terminal_asker() -> Asker | None:
    """`asked_in_terminal` where a person sits at one, else nobody."""
    return asked_in_terminal if sys.stdin is not None and sys.stdin.isatty() else None


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise UsageError(f"No secret can be called {name!r}: letters, digits and _, not a digit first, at most 64.")
