"""Steps in words, as one person would tell another: `Click the button “Save” in the window “Notes”`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskhand.core.anchor import Side
from deskhand.core.lettering import visible
from deskhand.core.screen import Role
from deskhand.core.step import Change

from ..format.schema import (
    Acting,
    AnyStep,
    Ask,
    BesidePart,
    Check,
    Click,
    Condition,
    Drag,
    Effect,
    ForEach,
    If,
    Key,
    Parameter,
    Read,
    Rows,
    Scroll,
    Set,
    Stop,
    Target,
    Type,
    Use,
    WaitFor,
    WindowPart,
    Write,
)

SHOWN = 120
"""Characters of a text that are repeated."""
_ROLES = {
    Role.EDIT: "field",
    Role.COMBO: "list",
    Role.OPTION: "entry",
    Role.MENU_ITEM: "menu entry",
    Role.RADIO: "choice",
    Role.HEADER: "column",
    Role.SCROLLBAR: "scroll bar",
}
"""Roles that people call otherwise than the action model does."""
_SIDES = {
    Side.LEFT: "to the right of",
    Side.RIGHT: "to the left of",
    Side.ABOVE: "below",
    Side.BELOW: "above",
    Side.ROW: "in the row of",
}
"""Where a thing stands, seen from its neighbour."""
_STATES = ("on", "off")
_CLICKS = {1: "Click", 2: "Double-click", 3: "Triple-click"}
_READ_AT = {
    "itself": "from",
    "left": "from what stands left of",
    "right": "from what stands right of",
    "above": "from what stands above",
    "below": "from what stands below",
}
_CHANGES = {
    Change.TEXT_APPEARS: "{} appears",
    Change.TEXT_GOES: "{} disappears",
    Change.STATE_IS: "it is {}",
    Change.FIELD_HOLDS: "the field holds {}",
    Change.MENU_OPENS: "a menu opens: {}",
    Change.DIALOG_OPENS: "a dialog opens: {}",
    Change.DIALOG_CLOSES: "the dialog {} closes",
    Change.WINDOW_OPENS: "a window opens: {}",
    Change.WINDOW_CLOSES: "the window {} closes",
    Change.FOCUS_MOVES: "the window {} gets the keyboard",
    Change.SELECTED: "{} is selected",
}
"""How a change with a detail is told; the others by their own words."""


def said(step: AnyStep) -> str:
    """What a step does, without its blocks and without what follows; no full stop."""
    telling: Callable[[Any], str] = _TOLD[type(step)]
    return visible(telling(step))


def followed(step: AnyStep) -> str:
    """What a step that acts must change, as a clause; empty where nothing in particular is said."""
    change = step.then if isinstance(step, Acting) else None
    if change is None or (change.change is Change.ANYTHING and not change.detail):
        return ""
    return effect(change)


def sentence(step: AnyStep) -> str:
    """What a step does and what follows."""
    after = followed(step)
    return f"{said(step)}; then {after}" if after else said(step)


def thing(target: Target, where: bool = True) -> str:
    """A target: `the button “Save” in the window “Notes”`; without its window unless `where`."""
    role = _ROLES.get(target.role, target.role.value)
    words = f"the {role} {quoted(target.label)}" if target.label else f"the {role} without a name"
    named = [beside for beside in target.beside if beside.text]
    if named and (target.alike > 1 or not target.label):
        words += f" {_beside(next((b for b in named if b.side is Side.ROW), named[0]))}"
    elif target.alike > 1:
        words += f", number {target.nth + 1} of {target.alike}"
    return visible(f"{words}{_in(target.window)}" if where else words)


def effect(change: Effect) -> str:
    """What an effect is: `a dialog opens: “Save As”`."""
    form = _CHANGES.get(change.change)
    if not change.detail:
        return change.change.value
    state = change.change is Change.STATE_IS and change.detail in _STATES
    detail = change.detail if state else quoted(change.detail)
    return form.format(detail) if form else f"{change.change.value} {detail}"


def condition(seen: Condition) -> str:
    """What a condition is: `the button “Save” is there`, `the window “Notes” is not open`."""
    parts: list[tuple[str, str]] = []
    if seen.text is not None:
        parts.append((f"the text {quoted(seen.text)}{_in(seen.window)}", "there"))
    if seen.target is not None:
        where = thing(seen.target) if seen.target.window is not None else thing(seen.target) + _in(seen.window)
        if seen.state is None or seen.state in _STATES:
            parts.append((where, seen.state or "there"))
        else:
            parts.append((where, f"holding {quoted(seen.state)}"))
    if not parts:
        parts.append((_window(seen.window), "open"))
    if seen.negated and len(parts) == 1:
        return f"{parts[0][0]} is not {parts[0][1]}"
    words = " and ".join(f"{what} is {how}" for what, how in parts)
    return f"it is not so that {words}" if seen.negated else words


def parameter(name: str, given: Parameter) -> str:
    """A parameter: `amount: a number, “Amount”, 5 if not given`."""
    kind = {"text": "a text", "number": "a number", "date": "a date", "file": "a file", "secret": "a secret"}
    parts = [kind.get(given.type) or f"one of {', '.join(given.choices)}"]
    if given.label and given.label != name:
        parts.append(quoted(given.label))
    if given.default is not None:
        parts.append(f"{quoted(given.default)} if not given")
    if given.secret is not None and given.secret != name:
        parts.append(f"{given.secret} of the keyring")
    return visible(f"{name}: {', '.join(parts)}")


def quoted(text: str) -> str:
    """A text in quotation marks, on one line, cut where it is long."""
    flat = visible(text)
    return f"“{flat if len(flat) <= SHOWN else flat[:SHOWN] + '…'}”"


def _beside(neighbour: BesidePart) -> str:
    return f"{_SIDES[neighbour.side]} {quoted(neighbour.text)}"


def _window(window: WindowPart | None) -> str:
    if window is None:
        return "a window"
    kind = "dialog" if window.dialog else "window"
    if window.title and window.title != "*":
        return f"the {kind} {quoted(window.title)}"
    return f"a {kind} of {window.app}" if window.app else f"a {kind}"


def _in(window: WindowPart | None) -> str:
    return f" in {visible(_window(window))}" if window is not None else ""


def _click(step: Click) -> str:
    verb = _CLICKS[step.times] if step.button == "left" else f"{step.button.capitalize()}-click"
    if step.button != "left" and step.times > 1:
        verb = f"{verb} {step.times} times"
    return f"{verb} {thing(step.click)}{f' with {_keys(step.held)} held' if step.held else ''}"


def _keys(names: tuple[str, ...]) -> str:
    return " and ".join(names)


def _type(step: Type) -> str:
    if not step.type and step.into is not None:
        return f"Empty {thing(step.into)}" if step.clear else f"Go into {thing(step.into)}"
    where = f"into {thing(step.into)}" if step.into is not None else f"where the keyboard is{_in(step.window)}"
    return f"Type {quoted(step.type)} {where}{'' if step.clear or step.into is None else ', after what it holds'}"


def _scroll(step: Scroll) -> str:
    way = "down" if step.scroll >= 0 else "up"
    over = f" over {thing(step.over)}" if step.over is not None else ""
    if step.until is not None:
        return f"Scroll {way}{over} until {thing(step.until)} is in sight, at most {abs(step.scroll)} notches"
    return f"Scroll {way} {abs(step.scroll)} notches{over}"


def _drag(step: Drag) -> str:
    if step.onto is not None:
        return f"Drag {thing(step.drag)} onto {thing(step.onto)}"
    dx, dy = step.by or (0, 0)
    ways = [f"{abs(dx)} pixels to the {'right' if dx > 0 else 'left'}"] if dx else []
    ways += [f"{abs(dy)} pixels {'down' if dy > 0 else 'up'}"] if dy else []
    return f"Drag {thing(step.drag)} {' and '.join(ways) or 'nowhere'}"


def _read(step: Read) -> str:
    kind = "" if step.type == "text" else f", a {step.type},"
    part = f", of it what matches {quoted(step.pattern)}" if step.pattern else ""
    return f"Read {step.read}{kind} {_READ_AT[step.side]} {thing(step.of)}{part}"


def _if(step: If) -> str:
    return f"If {step.if_ if isinstance(step.if_, str) else condition(step.if_)}"


def _rows(rows: Rows) -> str:
    if rows.csv is not None:
        return f"of {quoted(rows.csv)}"
    if rows.copied is not None:
        return f"that was copied, with the columns {', '.join(rows.copied)}"
    pages = ", page by page" if rows.next is not None else ""
    return f"of the table with the columns {', '.join(rows.table or ())}{_in(rows.window)}{pages}"


def _use(step: Use) -> str:
    values = ", ".join(f"{name} {quoted(text)}" for name, text in step.with_.items())
    return f"Do the recipe {step.use}{f' with {values}' if values else ''}"


def _write(step: Write) -> str:
    row = ", ".join(f"{column} {quoted(text)}" for column, text in step.write.items())
    return f"Write {row} to {quoted(step.to)}"


def _stop(step: Stop) -> str:
    ends = "Stop as failed" if step.failed else "Stop, done"
    return f"{ends}: {quoted(step.stop)}" if step.stop else ends


_TOLD: dict[type, Callable[..., str]] = {
    Click: _click,
    Type: _type,
    Key: lambda step: f"Press {step.key}{_in(step.window)}",
    Scroll: _scroll,
    Drag: _drag,
    WaitFor: lambda step: f"Wait until {condition(step.wait)}",
    Check: lambda step: f"Check that {condition(step.check)}",
    Read: _read,
    Write: _write,
    Set: lambda step: f"Let {step.set} be {step.to}",
    If: _if,
    ForEach: lambda step: f"For each {step.for_each} {_rows(step.rows)}",
    Use: _use,
    Ask: lambda step: f"Ask {quoted(step.ask)} and go on at yes",
    Stop: _stop,
}


def place_of(step: AnyStep) -> str:
    """The window a step is about, as its sentence ends: ` in the window “Notes”`; empty where it has none."""
    for key in ("click", "into", "drag", "over", "of"):
        target = getattr(step, key, None)
        if isinstance(target, Target):
            return _in(target.window)
    seen = getattr(step, "wait", None) or getattr(step, "check", None) or getattr(step, "if_", None)
    if isinstance(seen, Condition):
        return _in(seen.target.window if seen.target is not None and seen.target.window is not None else seen.window)
    window = getattr(step, "window", None)
    return _in(window) if isinstance(window, WindowPart) else ""


__all__ = ["SHOWN", "condition", "effect", "followed", "parameter", "place_of", "quoted", "said", "sentence", "thing"]
