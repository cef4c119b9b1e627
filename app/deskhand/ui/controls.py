"""What can be said to the work in progress: the same words for the panel, the recorder's bar and the palette.

Panel and bar never take the keyboard; through the palette all of it can be done without a mouse.
"""

from __future__ import annotations

from deskhand.jobs.suggesting import Suggestion
from deskhand.system.language import _

from .icons import State


def controls(state: State) -> list[Suggestion]:
    """What can be said in this state."""
    if state is State.IDLE:
        return []
    if state is State.RECORDING:
        words = {
            "finish": _("Finish the recording"),
            "pause": _("Pause the recording"),
            "resume": _("Go on recording"),
            "secret": _("What I typed last is a secret"),
            "check": _("Add a check: what the pointer is at must be there"),
            "undo": _("Forget the last step"),
            "discard": _("Throw the recording away"),
        }
    else:
        held = {"resume": _("Go on"), "step": _("One step")} if state is State.PAUSED else {"pause": _("Pause")}
        words = {**held, "stop": _("Stop"), "take-over": _("Take over: stop and leave the rest to me")}
    return [Suggestion("control", word, title) for word, title in words.items()]


def pages() -> list[Suggestion]:
    """What can be opened, and the way out: for those who work without a tray or a mouse."""
    words = {
        "recipes/+record": _("Record a recipe…"),
        "board": _("Board"),
        "recipes": _("Recipes"),
        "cards": _("Job cards"),
        "models": _("Models"),
        "settings": _("Settings"),
        "about": _("About"),
        "quit": _("Quit Deskhand"),
    }
    return [Suggestion("page", where, title) for where, title in words.items()]


__all__ = ["controls", "pages"]
