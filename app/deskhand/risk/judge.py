"""The class of a step: the highest of its signals. What cannot be read or known counts as R3."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from deskhand.core.actions import Act, Click, Drag, Key, Scroll, Type
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import TOGGLES, Element, Focus, Role, Scene
from deskhand.core.step import Proposal

Signal = tuple[Risk, str]

_FLOOR = Risk.R3
_UNREADABLE = 0.5
"""Confidence of a label below which it counts as not read."""
_PLAIN_ROLES = frozenset(
    {Role.MENU, Role.TAB, Role.ROW, Role.OPTION, Role.EDIT, Role.COMBO, Role.ICON, Role.LINK, Role.MENU_ITEM} | TOGGLES
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
        reasons = tuple(why for level, why in signals if level == risk)
        return Verdict(risk, reasons, tuple(_provenance(goal, action, scene)))


def _of_action(action: Act, scene: Scene) -> Iterator[Signal]:
    match action:
        case Click(target):
            yield from _of_target(target)
        case Drag(target):
            yield Risk.R2, "moves something"
            yield from _of_target(target)
        case Type(text, target):
            yield Risk.R1, "types text, which can be undone"
            yield from _matches("typed", text)
            if "\n" in text and (target is None or target.box.h < 60):
                yield _FLOOR, "the text holds a line break, which may send it"
        case Key(chord):
            yield from _of_chord(chord, scene)
        case Scroll():
            yield Risk.R1, "scrolls"


def _of_target(target: Element) -> Iterator[Signal]:
    label = target.text.casefold()
    if not label.strip() or target.confidence < _UNREADABLE:
        yield _FLOOR, "the target's label cannot be read"
        return
    listed = list(_words("label", label))
    yield from listed
    if listed:
        return
    if target.role in _PLAIN_ROLES or len(label) <= 2:
        yield Risk.R1, f"a {target.role.value}, which can be undone"
    else:
        yield Risk.R2, f"a {target.role.value} of an unlisted name"


def _of_chord(chord: str, scene: Scene) -> Iterator[Signal]:
    key = chord.casefold().replace(" ", "")
    for risk, chords in _table("chord").items():
        if key in chords:
            yield risk, f"{chord} is listed as {risk.meaning}"
            return
    if key in ("enter", "return"):
        # Enter presses the default button, which no picture tells for sure.
        yield Risk.R1, "Enter"
        yield from (s for e in scene if e.role is Role.BUTTON for s in _words("label", e.text.casefold()))
    elif any(part in key for part in ("ctrl+", "alt+", "super+")):
        yield _FLOOR, f"{chord} is not a shortcut I know"
    else:
        yield Risk.R1, f"the {chord} key"


def _of_window(focus: Focus | None) -> Iterator[Signal]:
    if focus is None:
        return
    for risk, apps in _table("window").items():
        if focus.app.casefold() in apps:
            yield risk, f"{focus.app} acts on what it is told with no way back"


def _words(table: str, text: str) -> Iterator[Signal]:
    for risk, words in _table(table).items():
        for word in words:
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text):
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
