"""Leaving a document with changes unsaved, and what goes by the keyboard alone."""

from __future__ import annotations

from . import words
from .kit import Kit, marked
from .menus import MENUS
from .scenes_editor import item_goal
from .screen import ASK, DONE, Decision, Element, Scene, click, press

SHORTCUTS = {
    "Save": "ctrl+s", "Undo": "ctrl+z", "Redo": "ctrl+y", "Copy": "ctrl+c", "Paste": "ctrl+v",
    "Cut": "ctrl+x", "Select All": "ctrl+a", "Find...": "ctrl+f", "Print...": "ctrl+p",
    "New": "ctrl+n", "Open...": "ctrl+o", "Close": "ctrl+w", "Quit": "ctrl+q", "Reload": "f5",
    "Full Screen": "f11",
}  # fmt: skip
CHORDS = (
    *SHORTCUTS.values(),
    "escape", "enter", "tab", "alt+f4", "ctrl+t", "ctrl+l", "ctrl+shift+n", "ctrl+shift+t", "f2",
    "delete", "alt+left", "ctrl+h", "ctrl+shift+s",
)  # fmt: skip


def unsaved(kit: Kit) -> Scene:
    """Make the question about unsaved changes; ask the person when the goal leaves it open."""
    name = kit.file_name()
    title = kit.any(
        ("Save changes to {n} before closing?", "{n} has been modified. Save it?",
         "Do you want to save {n}?", "Unsaved changes in {n}", "Save the changes to {n}?")
    )  # fmt: skip
    discard = Element("button", kit.any(("Don't Save", "Discard", "Close without Saving", "No")))
    keep = Element("button", kit.any(("Save", "Save", "Yes")))
    cancel = Element("button", "Cancel")
    elements = [Element("dialog", title.format(n=name)), *kit.shuffled([discard, keep, cancel])]
    opened = kit.any(((press("ctrl+q"),), (click("File"), click("Close")), (press("alt+f4"),)))
    decisions = []
    for kind, answer in (
        ("close_discard", click(discard)), ("close_save", click(keep)), ("close_plain", ASK),
        ("stay", click(cancel)), ("close_discard", click(discard)), ("close_save", click(keep)),
    ):  # fmt: skip
        decisions.append(Decision(kit.say(kind), answer, opened))
    return Scene(elements, decisions, modal=True)


def shortcuts(kit: Kit) -> Scene:
    """Make a bare window without menus: what has no control goes by the keyboard."""
    body = Element("edit", kit.any(("Text", "Document", "Editor", "Canvas")), kit.text())
    elements = [body, Element("text", kit.one(words.STRAY_TEXT))]
    homes = {item: menu for menu, items in MENUS.items() for item in items}
    decisions = []
    for item in kit.random.sample(sorted(SHORTCUTS), 5):
        done = kit.chance(0.2)
        history = (press(SHORTCUTS[item]),) if done else ()
        answer = DONE if done else press(SHORTCUTS[item])
        decisions.append(Decision(item_goal(kit, homes[item], item), answer, history))
    for chord in kit.random.sample(CHORDS, 3):
        done = kit.chance(0.3)
        goal = kit.say("key", k=marked(chord))
        answer = DONE if done else press(chord)
        decisions.append(Decision(goal, answer, (press(chord),) if done else ()))
    return Scene(elements, decisions, whole=True)
