"""Symbolic rules: a policy per kind of intent, each a function of the intent and a view.

A policy answers with the next action, or with `Met` when the intent is met. It never guesses: what it
cannot see, it scrolls for or gives up on with a reason.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..intents import (
    Chord,
    Compute,
    CreateFolder,
    Delete,
    Intent,
    Open,
    Pick,
    Press,
    Rename,
    Save,
    Search,
    Toggle,
    Vague,
    Write,
)
from ..view import Move, View
from .calculator import compute
from .controls import chord, pick, press, toggle, vague
from .files import create_folder, delete, open_item, rename
from .writing import save, search, write

_POLICIES: dict[type, Callable[[Any, View], Move]] = {
    Write: write,
    Save: save,
    Search: search,
    Press: press,
    Toggle: toggle,
    Chord: chord,
    Pick: pick,
    Vague: vague,
    Open: open_item,
    CreateFolder: create_folder,
    Rename: rename,
    Delete: delete,
    Compute: compute,
}


def policy_move(intent: Intent, view: View) -> Move:
    """The next move for one intent."""
    return _POLICIES[type(intent)](intent, view)
