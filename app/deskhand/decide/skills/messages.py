"""Mail and posts: finding the one of a person, then replying, forwarding, deleting, marking, pressing a button."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deskhand.core.actions import Ask, Click, Fail, Scroll, Type
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import SURFACES, Element, Role
from deskhand.core.step import Change, Expectation

from ..likeness import closest
from ..places import drawing, in_order, rows, spot
from ..senders import SENDS
from ..skill import Intent
from ..view import Choice, Met, Move, View

LOOKS = {
    "delete": ("delete", "trash", "bin", "remove"),
    "star": ("star", "favourite", "favorite", "bookmark", "important"),
    "reply": ("reply", "undo", "back"),
    "forward": ("forward", "redo"),
    "like": ("like", "heart", "favourite", "thumb"),
    "share": ("share",),
    "retweet": ("retweet", "repost", "refresh", "repeat", "sync"),
    "send": tuple(label.casefold() for label in SENDS[:2]),
}
"""The names by which the picture of a button may be known."""
SOON = Expectation(Change.ANYTHING, patience=1.2)
"""What a press is expected to do soon."""
_CONTROL = (Role.ICON, Role.BUTTON, Role.LINK, Role.CHECKBOX, Role.TEXT)


@dataclass(frozen=True, slots=True)
class Mail(Intent):
    """Do something with the message by `sender`: delete, star, reply, forward; `text` is what to write or to whom."""

    sender: str
    what: str
    text: str = ""


def mail(intent: Mail, view: View) -> Move:
    """In the list, by its picture; replies and forwards from the opened message."""
    if intent.what in ("delete", "star"):
        return _in_list(intent, view)
    if intent.what == "open" and (opened := view.clicked(intent.sender)):
        return Met(opened)
    sent = view.clicked("the send button")
    if sent:
        return Met(sent)
    wrote = [i for i, past in enumerate(view.done) if isinstance(past.action, Type)]
    if wrote:
        return _send(view)
    if view.clicked(intent.what):
        return _write(intent, view)
    if view.clicked(intent.sender):
        return _press_answer(intent, view)
    row = _row_of(intent.sender, view)
    if row is None:
        return further(intent.sender, view)
    return Choice(Click(replace(row, text=intent.sender)), 0.92, f"opens the message by {intent.sender}", SOON)


def _in_list(intent: Mail, view: View) -> Move:
    name = f"the {intent.what} button of {intent.sender}"
    done = view.clicked(name)
    if done:
        return Met(done)
    row = _row_of(intent.sender, view)
    if row is None:
        return further(intent.sender, view)
    found = _nearest(row, _pictures(intent.what, _beside(row, view)))
    if not found:
        return Choice(Fail(f"I do not see {name}."), 0.9, "no such picture in its row")
    if len(found) > 1:
        question = f"I cannot read the {len(found)} pictures beside {intent.sender}. Which one is {name}?"
        return Choice(Ask(question), 0.9, "one of them may do something else")
    return Choice(Click(replace(found[0], role=Role.ICON, text=name)), 0.92, f"this is {name}", SOON)


def _row_of(sender: str, view: View) -> Element | None:
    written = [e for e in view.elements if e.role not in (*SURFACES, Role.EDIT) and e.text]
    # A row may be one element: the sender, then the beginning of the text.
    begins = [e for e in written if e.text.casefold().startswith(f"{sender.casefold()} ")]
    return closest(sender, written) or (begins[0] if begins else None)


def _beside(row: Element, view: View) -> list[Element]:
    """The pictures right of a name, level with it or a little lower."""
    reach = Box(row.box.right, row.box.y - row.box.h, 600, row.box.h * 3)
    return in_order([e for e in view.of(Role.ICON, Role.BUTTON, Role.CHECKBOX) if reach.contains(e.box.center)])


def _pictures(what: str, among: list[Element]) -> list[Element]:
    """The picture known by one of the names, else all that are not known to be something else."""
    known = [e for e in among if e.text.casefold() in LOOKS[what]]
    if known:
        return known[:1]
    others = {look for name, looks in LOOKS.items() if name != what for look in looks}
    return [e for e in among if e.text.casefold() not in others]


def _nearest(row: Element, pictures: list[Element]) -> list[Element]:
    """Those on the line nearest to the name's: the pictures of the next message are none of its own."""
    middle = row.box.center.y
    return min(rows(pictures), key=lambda line: abs(line[0].box.center.y - middle), default=[])


def _press_answer(intent: Mail, view: View) -> Move:
    shown = view.first(intent.what, roles=list(_CONTROL))
    if shown is not None:
        return Choice(Click(replace(shown, text=intent.what)), 0.92, f"the button to {intent.what}", SOON)
    pictures = [e for e in view.of(Role.ICON, Role.BUTTON) if e.text.casefold() in LOOKS[intent.what]]
    if pictures:
        return Choice(Click(replace(pictures[-1], text=intent.what)), 0.9, f"the button to {intent.what}", SOON)
    return further(f"the button to {intent.what}", view)


def _write(intent: Mail, view: View) -> Move:
    """A reply goes into the large field, a forwarded message to the person in the first one."""
    fields = in_order(view.of(Role.EDIT, Role.COMBO))
    target = _addressee(view) if intent.what == "forward" else _body(view)
    if target is None and fields:
        target = max(fields, key=lambda e: e.box.area) if intent.what == "reply" else fields[0]
    if target is None:
        return Choice(Fail("I see no field to write into."), 0.9, "no field")
    landed = Expectation(Change.ANYTHING, patience=0.8)
    return Choice(Type(intent.text, target), 0.9, "this is the field for it", landed)


def _addressee(view: View) -> Element | None:
    """The place right of the word `to`, whether its field has an outline or not."""
    label = next((e for e in view.elements if re.match(r"to\s*:", e.text, re.IGNORECASE)), None)
    if label is None:
        return None
    field = next((e for e in view.of(Role.EDIT) if abs(e.box.center.y - label.box.center.y) <= 10), None)
    return field or spot("the field beside to:", Point(label.box.right + 2 * label.box.h, label.box.center.y))


def _body(view: View) -> Element | None:
    """The blank space under the subject, whether its field has an outline or not."""
    label = next((e for e in view.elements if re.match(r"subject\s*:", e.text, re.IGNORECASE)), None)
    drawn = drawing(view)
    if label is None or drawn is None:
        return None
    below = [e for e in view.of(Role.EDIT) if e.box.y > label.box.center.y]
    panel = drawn[1]
    at = Point(panel.center.x, min(label.box.bottom + 4 * label.box.h, panel.bottom - label.box.h))
    return max(below, key=lambda e: e.box.area) if below else spot("the space under the subject", at)


def _send(view: View) -> Move:
    """A button or picture that sends; without a known one, the picture at the top right."""
    shown = view.first("Send", roles=[Role.BUTTON, Role.LINK, Role.TEXT])
    pictures = [e for e in view.of(Role.ICON, Role.BUTTON) if e.box.w < 90]
    known = [e for e in pictures if e.text.casefold() in LOOKS["send"]]
    top = min((e.box.center.y for e in pictures), default=0)
    bar = [e for e in pictures if e.box.center.y <= top + 16]
    corner = known or sorted(bar, key=lambda e: e.box.x)[-1:]
    found = shown or (corner[0] if corner else None)
    if found is None:
        return Choice(Fail("I see no button that sends."), 0.9, "no such button")
    return Choice(Click(replace(found, text="the send button")), 0.9, "sends it", SOON)


def scrolled_in_vain(view: View) -> bool:
    """Whether the last act was a scroll that moved nothing."""
    last = view.done[-1] if view.done else None
    return last is not None and isinstance(last.action, Scroll) and not last.outcome.changed


def further(what: str, view: View) -> Choice:
    """Scroll what lies in the middle of the page."""
    if view.scrolls >= 12 or scrolled_in_vain(view):
        return Choice(Fail(f"I cannot find {what}."), 0.9, "scrolled through without finding it")
    # Over words, since pictures light up under the pointer.
    lines = view.of(Role.TEXT, Role.ROW, Role.LINK) or [e for e in view.elements if e.role not in SURFACES]
    over = sorted(lines, key=lambda e: e.box.y)[len(lines) // 2] if lines else None
    return Choice(
        Scroll(1, over), 0.9, f"{what} is not in sight", Expectation(Change.ANYTHING, patience=0.7), repeats=True
    )
