"""The back ends of one replay, and what is asked of the world besides the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deskhand.core.anchor import Locator
from deskhand.core.ports import Clipboard, Grounder
from deskhand.engine.carrying_out import Hands

Asker = Callable[[str], bool | None]
"""Puts a question to the person: their yes or no, None where there is nobody to ask."""


@dataclass(frozen=True, kw_only=True)
class ReplayStages(Hands):
    """The back ends of one replay, wired in `bootstrap`.

    `secret_of` gives the value of a secret by its name in the keyring, at the moment it is typed; `clipboard` is where
    rows are taken from that were copied.
    """

    grounder: Grounder
    locator: Locator
    secret_of: Callable[[str], str]
    ask: Asker
    clipboard: Clipboard
