"""Beginning a new document, note, tab or window."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deskhand.core.step import Change, Expectation

from ..commands import NEW_DOCUMENT
from ..procedures import command
from ..skill import Intent, Skill, Wording
from ..view import Move, View

_KEYS = {"tab": ("ctrl+t", "ctrl+n")}


@dataclass(frozen=True, slots=True)
class Begin(Intent):
    """Begin a new one of this kind."""

    kind: str


def begin(intent: Begin, view: View) -> Move:
    """By its button or menu entry, else by the usual keys."""
    kind = intent.kind.lower()
    labels = (f"New {kind}", f"Create {kind}", f"Add {kind}", f"Create new {kind}", *NEW_DOCUMENT.labels, "Add")
    asked = replace(NEW_DOCUMENT, labels=labels, chords=_KEYS.get(kind, NEW_DOCUMENT.chords))
    return command(asked, Expectation(Change.ANYTHING, patience=4.0))(view)


SKILL = Skill(
    (
        Wording(
            396,
            r"(?:create|make|start|open|add|begin)\s+(?:me\s+)?(?:(?:a|an|another)\s+)?(?:new|blank|empty|fresh)\s+"
            r"(?:text\s+|blank\s+|empty\s+)?(note|document|file|sheet|spreadsheet|tab|window|page|message|drawing)",
            Begin,
        ),
    ),
    {Begin: begin},
)
