"""Putting away a dialog that came between: only by a button that does nothing else, and only if its text is harmless.

A dialog about losing data, restarting, permissions or money is the person's to answer: the replay waits for it and
halts. Every press is judged, journalled and gated like any step.
"""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from deskhand.core.actions import Click
from deskhand.core.anchor import Halt, Located, WindowMark
from deskhand.core.marks import fits, matching
from deskhand.core.ports import Grounder, RiskJudge
from deskhand.core.risk import Risk
from deskhand.core.screen import SURFACES, Element, Frame, Role, Scene, Window
from deskhand.core.stacking import is_popup
from deskhand.core.step import Change, Expectation, Proposal

from .carrying import Carrier
from .parts import read_part

MOST = 3
"""Dialogs put away while one target is looked for."""
STANDS = 0.4
"""Seconds a dialog must stand there before it is read: many go by themselves, and all are drawn in steps."""
_HARMLESS = Risk.R2
"""The class above which no button is pressed unasked, whatever was allowed for the recipe."""
_HIDDEN = frozenset({Halt.GONE, Halt.OTHER})
_PATIENCE = 3.0
_BAR = 32
"""Pixels of a title bar: its icons have names of buttons (Close), and are none of the dialog."""
_PRESSABLE = frozenset({Role.BUTTON, Role.LINK, Role.TAB, Role.MENU_ITEM, Role.OPTION})


class Dismissing:
    """Puts unexpected dialogs away for one replay."""

    def __init__(self, grounder: Grounder, judge: RiskJudge, carrier: Carrier, goal: str) -> None:
        self._grounder, self._judge, self._carrier, self._goal = grounder, judge, carrier, goal
        self._since: tuple[int, float] = (0, 0.0)
        self._left: int | None = None
        self.why = ""
        """Why the dialog that is in the way was left to the person, empty where there is none."""
        self.times = 0
        """Dialogs put away since `anew`."""

    def anew(self) -> None:
        """Another target is looked for."""
        self._since, self._left, self.why, self.times = (0, 0.0), None, "", 0

    def clear(self, frame: Frame, located: Located | None, mark: WindowMark, known: Sequence[WindowMark]) -> bool:
        """Put away what stands in the way, if it may be; whether something was.

        Raises:
            Halts: the press was not allowed, or may or may not have arrived.
            OcrError: the dialog cannot be read.
        """
        window = intruder(frame, located, mark, known)
        if window is None:
            return False
        if self._since[0] != window.handle:
            self._since = window.handle, time.monotonic()
        if self._left == window.handle or time.monotonic() - self._since[1] < STANDS:
            return False
        return self._put_away(window, frame)

    def _put_away(self, window: Window, frame: Frame) -> bool:
        scene = read_part(self._grounder, frame, window.box)
        button, why = harmless_button(scene, window)
        if button is not None and self.times >= MOST:
            button, why = None, f"{MOST} dialogs were already put away"
        if button is None:
            self._left, self.why = window.handle, f"the dialog “{window.title}” is in the way, and {why}"
            return False
        reason = f"the dialog “{window.title}” came in between, and “{button.text}” only closes it"
        expect = Expectation(Change.WINDOW_CLOSES, "", _PATIENCE)
        proposal = Proposal(Click(button), reason, 1.0, "recipe", expect)
        verdict = self._judge.judge(self._goal, proposal, scene)
        if verdict.risk > _HARMLESS:
            self._left = window.handle
            self.why = f"the dialog “{window.title}” is in the way, and “{button.text}” is of class {verdict.risk.name}"
            return False
        self.times += 1
        carried = self._carrier.carry(Click(button), proposal, scene)
        if carried.closed is None and not carried.outcome.met:
            self._left, self.why = window.handle, f"the dialog “{window.title}” did not close"
        return carried.closed is None and carried.outcome.met


def intruder(
    frame: Frame, located: Located | None, mark: WindowMark, known: Iterable[WindowMark] = ()
) -> Window | None:
    """The window in the way that the recipe knows nothing of: a dialog with the keyboard, or what covers the target.

    What lies over the window of a target that was not found may hide it, or what it is told by.
    """
    managed = [w for w in frame.windows if not is_popup(w) and not w.tip]
    if not managed:
        return None
    halt = located.halt if located is not None else None
    own = [w.box for w in matching(mark, managed)] if halt in _HIDDEN else []
    for window in reversed(managed):
        if any(_is_known(window, m) for m in (mark, *known)):
            return None
        over = halt is Halt.COVERED or any(window.box.overlaps(box) for box in own)
        if window.dialog and (window.focused or over):
            return window
    return None


def _is_known(window: Window, mark: WindowMark) -> bool:
    """Whether the recipe speaks of this window. A title that is nothing but what changes says nothing of a window;
    a dialog without one is told by its application."""
    if mark.title.strip("* "):
        return fits(replace(mark, dialog=window.dialog), window.title, window.app, window.dialog)
    return bool(mark.app) and mark.dialog and window.dialog and fits(mark, window.title, window.app, True)


def harmless_button(scene: Scene, window: Window) -> tuple[Element | None, str]:
    """The button that only closes a dialog; or None, and why there is none."""
    # The middle of the window behind it lies in it too.
    inside = [e for e in scene if window.box.contains(e.box.center) and e.role not in SURFACES]
    below = [e for e in inside if e.text.strip() and e.box.center.y > window.box.y + _BAR]
    buttons = _apart([e for e in below if e.role in _PRESSABLE or _may_be_button(e, window)])
    word = _forbidden([window.title, *(e.text for e in inside), *(e.state for e in inside)])
    if word:
        return None, f"its text speaks of “{word}”"
    found = [e for e in buttons if _label(e.text) in _table()["harmless"]["declining"]]
    if len(found) > 1:
        return None, "it has several buttons that would close it"
    if found:
        return found[0], ""
    # Beside another button, and under a question about it, Close and OK say yes to something.
    only = buttons[0] if len(buttons) == 1 else None
    if only is not None and _label(only.text) in _table()["harmless"]["alone"] and not _asks(only, window, inside):
        return only, ""
    return None, "it has no button that only closes it"


def _asks(button: Element, window: Window, inside: Iterable[Element]) -> bool:
    """Whether the dialog asks whether to do what the button says: “Close anyway?”."""
    said = (text.casefold() for text in (window.title, *(e.text for e in inside if e != button)))
    return any("?" in text and _label(button.text) in text for text in said)


def _apart(found: Sequence[Element]) -> list[Element]:
    """Each button once: what was read as a button and as a text in the same place is the button."""
    kept: list[Element] = []
    for element in sorted(found, key=lambda e: e.role is Role.TEXT):
        if not any(element.box.overlaps(other.box) and _label(element.text) == _label(other.text) for other in kept):
            kept.append(element)
    return kept


def _may_be_button(element: Element, window: Window) -> bool:
    """Whether a text is what a button as wide as its dialog looks like: in its lower half, with a button's label."""
    labels = {label for some in _table()["harmless"].values() for label in some}
    low = element.box.center.y > window.box.center.y
    return element.role is Role.TEXT and low and _label(element.text) in labels


def _forbidden(texts: Iterable[str]) -> str:
    """The first word in these texts that the table forbids, as it stands there; or nothing.

    Words count as they are, stems with any ending and with the prefixes of not.
    """
    said = " ".join(" ".join(texts).casefold().split())
    found = _forbidding().search(said)
    return found[0] if found is not None else ""


@cache
def _forbidding() -> re.Pattern[str]:
    table = _table()["forbidding"]
    words, stems, nots = ("|".join(map(re.escape, table[key])) for key in ("words", "stems", "nots"))
    return re.compile(rf"(?<!\w)(?:(?:{words})(?!\w)|(?:{nots})?(?:{stems})\w*)")


def _label(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .!…×")


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = resources.files("deskhand.engine.replaying").joinpath("dismissing.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
