"""The class of a step: the highest of its signals. What cannot be read or known counts as R3."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

from deskhand.core.actions import Act, Click, Drag, Key, Scroll, Type
from deskhand.core.lettering import folded
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import SURFACES, TOGGLES, Element, Focus, Role, Scene
from deskhand.core.step import Proposal

Signal = tuple[Risk, str]

_FLOOR = Risk.R3
_UNREADABLE = 0.5
"""Confidence of a label below which it counts as not read."""
_DIALOG_REACH = 420
"""Pixels between a button and the text of its dialog, on a monitor at 100 %."""
_SAME_KEY = {"control": "ctrl", "win": "super", "meta": "super", "cmd": "super", "esc": "escape", "del": "delete"}
_PLAIN_ROLES = frozenset(
    {Role.MENU, Role.TAB, Role.ROW, Role.OPTION, Role.EDIT, Role.COMBO, Role.ICON, Role.LINK, Role.MENU_ITEM}
    | {Role.CELL, Role.HEADER, Role.SLIDER, Role.SCROLLBAR}
    | TOGGLES
)
"""Roles whose click is local and can be undone unless their words say otherwise."""


class WordsJudge:
    """Judges by the data tables of `words.toml`."""

    def judge(self, goal: str, proposal: Proposal, scene: Scene) -> Verdict:
        """See `RiskJudge.judge`."""
        action = proposal.action
        if not isinstance(action, Act):
            return Verdict(Risk.R0, ("nothing is sent",))
        signals = [*_of_action(action, scene), *_of_window(scene.frame.focus)]
        risk = max(risk for risk, _ in signals)
        reasons = tuple(dict.fromkeys(why for level, why in signals if level == risk))
        return Verdict(risk, reasons, tuple(_provenance(goal, action, scene)))


def _of_action(action: Act, scene: Scene) -> Iterator[Signal]:
    match action:
        case Click(target):
            yield from _of_target(target, scene)
        case Drag(target):
            yield Risk.R2, "moves something"
            yield from _of_target(target, scene)
        case Type(text, target):
            yield Risk.R1, "types text, which can be undone"
            yield from _matches("typed", text)
            if target is not None:
                yield from (s for s in _words("label", target.text) if s[0] is Risk.R5)
            if "\n" in text and (target is None or target.box.h < 60):
                yield _FLOOR, "the text holds a line break, which may send it"
        case Key(chord):
            yield from _of_chord(chord, scene)
        case Scroll():
            yield Risk.R1, "scrolls"


def _of_target(target: Element, scene: Scene) -> Iterator[Signal]:
    label = target.text
    if not label.strip() or target.confidence < _UNREADABLE:
        yield _FLOOR, "the target's label cannot be read"
        return
    if any(True for _ in _words("confirming", label)):
        yield from _question_beside(target, scene)
    listed = list(_words("label", label))
    yield from listed
    if listed:
        return
    if any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in label):
        yield _FLOOR, "the label is in a script whose words I do not know"
    elif target.role in _PLAIN_ROLES or not any(c.isalpha() for c in label) or len(label) == 1:
        yield Risk.R1, f"{target.role.value}: can be undone"
    else:
        yield Risk.R2, f"{target.role.value} of an unlisted name"


def _question_beside(target: Element, scene: Scene) -> Iterator[Signal]:
    """OK and Yes do what the text of their dialog says; where boxes are unknown, any text counts."""
    reach = _DIALOG_REACH * scene.frame.layout.scale_of(target.box)
    by_id = {element.id: element for element in scene}
    surface = by_id.get(target.window)
    while surface is not None and surface.role in SURFACES:
        yield from (s for s in _words("label", surface.text) if s[0] > Risk.R3)
        surface = by_id.get(surface.window) if surface.window != surface.id else None
    for element in scene:
        if element == target or not _may_ask(element):
            continue
        apart = max(abs(element.box.center.x - target.box.center.x), abs(element.box.center.y - target.box.center.y))
        if apart <= reach:
            yield from (s for s in _words("label", element.text) if s[0] > Risk.R3)


def _may_ask(element: Element) -> bool:
    """Whether an element may hold the question of a dialog: whatever it was taken for, a sentence is one."""
    if element.role in (Role.BUTTON, Role.MENU, Role.MENU_ITEM, Role.TAB):
        return len(element.text.split()) > 2
    return element.role not in SURFACES or element.role is Role.DIALOG


def _of_chord(chord: str, scene: Scene) -> Iterator[Signal]:
    key = _canonical(chord)
    for risk, chords in _table("chord").items():
        if key in map(_canonical, chords):
            yield risk, f"{chord} is listed: it {risk.meaning}"
            return
    if key in ("enter", "return", "space"):
        yield from _of_default_button(key, scene)
    elif "+" in key and key != "+":
        yield _FLOOR, f"{chord} is not a shortcut I know"
    else:
        yield Risk.R1, f"the {chord} key"


def _of_default_button(key: str, scene: Scene) -> Iterator[Signal]:
    """Enter and Space press whichever button has the focus, which no picture tells for sure."""
    buttons = [e for e in scene if e.role is Role.BUTTON]
    signals = [s for e in buttons for s in _words("label", e.text)]
    signals += [
        s for e in buttons if any(True for _ in _words("confirming", e.text)) for s in _question_beside(e, scene)
    ]
    yield from signals
    if not signals:
        yield _FLOOR, f"{key.capitalize()} may send what was written; no button tells what it does here"


def _canonical(chord: str) -> str:
    """Modifiers by one name and in one order."""
    parts = [_SAME_KEY.get(part, part) for part in chord.casefold().replace(" ", "").split("+")]
    return "+".join([*sorted(parts[:-1]), parts[-1]])


def _of_window(focus: Focus | None) -> Iterator[Signal]:
    if focus is None:
        return
    for risk, apps in _table("window").items():
        if any(app in focus.app.casefold() for app in apps):
            yield risk, f"{focus.app} acts on what it is told, with no way back"


def _words(table: str, text: str) -> Iterator[Signal]:
    shown = folded(text)
    for risk, words in _table(table).items():
        for word in words:
            if re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", shown):
                yield risk, f"“{word}” {risk.meaning}"


def _matches(table: str, text: str) -> Iterator[Signal]:
    for risk, patterns in _table(table).items():
        if any(re.search(pattern, text) for pattern in patterns):
            yield risk, f"the text {risk.meaning}"


def _provenance(goal: str, action: Act, scene: Scene) -> Iterator[tuple[str, str]]:
    if isinstance(action, Type):
        seen = any(action.text and action.text in (e.text, e.state) for e in scene)
        yield action.text, "goal" if action.text in goal else "screen" if seen else "unknown"


@cache
def _table(name: str) -> dict[Risk, tuple[str, ...]]:
    text = resources.files("deskhand.risk").joinpath("words.toml").read_text(encoding="utf-8")
    return {Risk[risk]: tuple(words) for risk, words in tomllib.loads(text)[name].items()}
