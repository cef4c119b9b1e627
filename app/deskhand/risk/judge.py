"""The class of a step: the highest of its signals. What cannot be read or known counts as R3."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from deskhand.core.actions import Act, Activate, Click, Drag, Key, Scroll, Type, pressed_at
from deskhand.core.approval import window_of
from deskhand.core.geometry import Point
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import SURFACES, Element, Focus, Frame, Role, Scene
from deskhand.core.step import Proposal
from deskhand.risk import provenance
from deskhand.risk.addresses import address_of
from deskhand.risk.labels import of_label
from deskhand.risk.pointed import HOLDERS, PASSIVE, pointed_at
from deskhand.risk.tables import Signal, canonical, matches, table, words_in

_FLOOR = Risk.R3
_UNREADABLE = 0.5
"""Confidence of a label below which it counts as not read."""
_DIALOG_REACH = 420
"""Pixels between a button and the text of its dialog, on a monitor at 100 %."""
_SENDING_KEYS = ("enter", "return")
_COMMAND = re.compile(r"[$#>%]\s+(\S.*)$")
"""A line of a terminal with what stands behind its prompt."""


class WordsJudge:
    """Judges by the data tables of `words.toml`, and remembers what was typed last: Enter runs it."""

    def __init__(self) -> None:
        self._goal, self._typed = "", tuple[Signal, ...]()

    def judge(self, goal: str, proposal: Proposal, scene: Scene) -> Verdict:
        """See `RiskJudge.judge`."""
        action = proposal.action
        if not isinstance(action, Act):
            return Verdict(Risk.R0, ("nothing is sent",))
        if isinstance(action, Activate):
            return Verdict(Risk.R1, ("brings a window to the front",))
        signals = [*_of_action(action, scene), *self._of_typed(goal, action), *_of_window(scene.frame.focus)]
        risk = max(risk for risk, _ in signals)
        reasons = tuple(dict.fromkeys(why for level, why in signals if level == risk))
        texts = tuple(provenance.of_texts(goal, proposal, scene))
        return Verdict(
            risk,
            reasons,
            texts,
            target_from=provenance.of_target(goal, proposal),
            seen=tuple(provenance.seen(texts, scene)),
            app=_app(action, scene),
        )

    def _of_typed(self, goal: str, action: Act) -> Iterator[Signal]:
        """A key that sends what was typed is of the class of the text, whatever buttons are in sight."""
        if goal != self._goal:
            self._goal, self._typed = goal, ()
        if isinstance(action, Type):
            self._typed = tuple(matches("typed", action.text))
        elif isinstance(action, Key) and canonical(action.chord).split("+")[-1] in _SENDING_KEYS:
            yield from self._typed


def is_confirming(label: str) -> bool:
    """Whether a label says nothing by itself: OK and Yes do what the text around them says."""
    return any(True for _ in words_in("confirming", label))


def _of_action(action: Act, scene: Scene) -> Iterator[Signal]:
    match action:
        case Click(target):
            yield from _of_target(target, scene)
            yield from _of_place(pressed_at(action) or target.box.center, target, scene)
        case Drag(target, to, onto):
            yield Risk.R2, "moves something"
            yield from _of_target(target, scene)
            yield from _of_place(pressed_at(action) or target.box.center, target, scene)
            yield from words_in("label", onto)
            yield from _of_place(to.center, target, scene)
        case Type(text, target, secret=secret):
            yield Risk.R1, "types text, which can be undone"
            if secret:
                yield Risk.R5, f"types the secret {secret}"
            yield from matches("typed", text)
            if target is not None:
                yield from (s for s in words_in("label", target.text) if s[0] is Risk.R5)
                yield from _of_field(target, pressed_at(action) or target.box.center, scene)
            keys = {sign for sign in text if unicodedata.category(sign) == "Cc"} - {"\t"}
            if keys - {"\n"} or (keys and (target is None or target.box.h < 60)):
                yield _FLOOR, "the text holds a line break or a control character, which may send it"
        case Key(chord):
            yield from _of_chord(chord, scene)
        case Scroll():
            yield Risk.R1, "scrolls"


def _of_target(target: Element, scene: Scene) -> Iterator[Signal]:
    label = target.text
    if not label.strip() or target.confidence < _UNREADABLE:
        yield _FLOOR, "the target's label cannot be read"
        yield from words_in("label", label)
        return
    if is_confirming(label):
        yield from _question_beside(target, scene)
    yield from of_label(label, target.role, address_of(scene))


def _of_place(point: Point, named: Element, scene: Scene) -> Iterator[Signal]:
    """What was read where the press lands counts, not only what the decider calls the place."""
    for element in pointed_at(point, scene, named):
        if element.role in PASSIVE:
            signals = list(words_in("label", element.text))
        elif element.role in HOLDERS and not element.text.strip():
            signals = []
        else:
            signals = list(_of_target(element, scene))
        shown = f"there stands “{element.text}”: " if element.text and element.text != named.text else ""
        yield from ((risk, shown + why) for risk, why in signals)


def _of_field(target: Element, at: Point, scene: Scene) -> Iterator[Signal]:
    """Typing clicks its field first: what is pressed there counts unless it is a field."""
    for element in pointed_at(at, scene, target):
        if element.role in HOLDERS | PASSIVE:
            yield from (s for s in words_in("label", element.text) if s[0] is Risk.R5)
        else:
            yield from _of_target(element, scene)


def _question_beside(target: Element, scene: Scene) -> Iterator[Signal]:
    """OK and Yes do what the text of their dialog says; where boxes are unknown, any text counts."""
    reach = _DIALOG_REACH * scene.frame.layout.scale_of(target.box)
    by_id = {element.id: element for element in scene}
    surface = by_id.get(target.window)
    while surface is not None and surface.role in SURFACES:
        yield from (s for s in words_in("label", surface.text) if s[0] > Risk.R3)
        surface = by_id.get(surface.window) if surface.window != surface.id else None
    for element in scene:
        if element == target or not _may_ask(element):
            continue
        apart = max(abs(element.box.center.x - target.box.center.x), abs(element.box.center.y - target.box.center.y))
        if apart <= reach:
            yield from (s for s in words_in("label", element.text) if s[0] > Risk.R3)


def _may_ask(element: Element) -> bool:
    """Whether an element may hold the question of a dialog: whatever it was taken for, a sentence is one."""
    if element.role in (Role.BUTTON, Role.MENU, Role.MENU_ITEM, Role.TAB):
        return len(element.text.split()) > 2
    return element.role not in SURFACES or element.role is Role.DIALOG


def _of_chord(chord: str, scene: Scene) -> Iterator[Signal]:
    key = canonical(chord)
    for risk, chords in table("chord").items():
        if key in map(canonical, chords):
            yield risk, f"{chord} is listed: it {risk.meaning}"
            return
    if key in ("enter", "return", "space"):
        yield from _of_default_button(key, scene)
    elif "+" in key and key != "+":
        yield _FLOOR, f"{chord} is not a shortcut I know"
    else:
        yield Risk.R1, f"the {chord} key"


def _of_default_button(key: str, scene: Scene) -> Iterator[Signal]:
    """Enter and Space press whichever button has the focus, which no picture tells for sure; Enter runs a command."""
    if key in _SENDING_KEYS:
        for command in (match[1] for e in scene if (match := _COMMAND.search(e.text))):
            yield from matches("typed", command)
    buttons = [e for e in scene if e.role is Role.BUTTON]
    signals = [s for e in buttons for s in words_in("label", e.text)]
    signals += [
        s for e in buttons if any(True for _ in words_in("confirming", e.text)) for s in _question_beside(e, scene)
    ]
    yield from signals
    if not signals and key in _SENDING_KEYS and (taken := _takes_entries(scene.frame)):
        yield taken
    elif not signals:
        yield _FLOOR, f"{key.capitalize()} may send what was written; no button tells what it does here"


def _takes_entries(frame: Frame) -> Signal | None:
    """The class of Enter in a program whose main window takes it for the end of an entry."""
    focus = frame.focus
    if focus is None or any(w.handle == focus.window and w.dialog for w in frame.windows):
        return None
    app = focus.app.casefold()
    found = (risk for risk, apps in table("entries").items() if app in apps)
    return next(((risk, f"in {app} Enter ends the entry of a cell") for risk in found), None)


def _of_window(focus: Focus | None) -> Iterator[Signal]:
    if focus is None:
        return
    for risk, apps in table("window").items():
        if any(app in focus.app.casefold() for app in apps):
            yield risk, f"{focus.app} acts on what it is told, with no way back"


def _app(action: Act, scene: Scene) -> str:
    """The application an act is done in, as the window system names it; empty where it is not known."""
    handle = window_of(action, scene)
    found = (w.app for w in scene.frame.windows if w.handle == handle)
    return next(found, scene.frame.focus.app if scene.frame.focus else "")
