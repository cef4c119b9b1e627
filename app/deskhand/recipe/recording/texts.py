"""Steps that type: into a field where it is known, else where the keyboard is; key by key where nothing is sure."""

from __future__ import annotations

from deskhand.core.screen import Element, Role
from deskhand.core.step import Change
from deskhand.recipe.format.schema import Effect, Key, Target, Type, printable
from deskhand.recipe.meaning.templates import literal

from .clicks import pressed
from .entries import Entry
from .gestures import Pressed
from .hits import same_place
from .making import Making
from .strokes import parts_of

SHORTCUT = 2
"""Letters up to which a text that went into no field is a shortcut, and no value; numbers are values."""


def goes_into(entry: Entry) -> Element | None:
    """The field a text is to be typed into, if pressing it first leaves the same in it."""
    held = entry.echo.field
    if held is None:
        return None
    if entry.is_secret:
        return held.element
    if not entry.sure or (entry.clicked is None and entry.echo.elsewhere):
        return None
    if held.is_tall:
        return held.element if entry.clicked or not held.before or entry.cleared else None
    return held.element if entry.replaces or held.element.role is Role.CELL else None


def typed(making: Making, entry: Entry) -> None:
    """The step of a text, or those of its keys where it is not certain what they left."""
    element = goes_into(entry)
    if entry.sure and not entry.text and not entry.replaces and not entry.is_secret:
        # Written and taken back: nothing is left of it.
        return
    if entry.is_secret:
        _secret(making, entry, element)
    elif element is not None or (entry.sure and _is_plain(entry)):
        _text(making, entry, element)
    else:
        _keys(making, entry)


def _is_plain(entry: Entry) -> bool:
    """Whether the keys only typed letters, so that typing them again leaves the same."""
    return all(stroke.key.char or stroke.key.composing for stroke in entry.strokes)


def _is_line(entry: Entry, element: Element | None) -> bool:
    """Whether it goes into a field of one line, whose whole content it is."""
    held = entry.echo.field
    return element is not None and held is not None and not held.is_tall and element.role is not Role.CELL


def _secret(making: Making, entry: Entry, element: Element | None) -> None:
    secret = making.secret_of(entry)
    head, found, tail = entry.text.partition(secret.value)
    around = found and secret.value != entry.text
    template = f"{{{{secret:{secret.name}}}}}"
    if around:
        template = f"{literal(printable(head))}{template}{literal(printable(tail))}"
    making.add(
        Type(
            type=template,
            into=_field(making, entry, element),
            clear=_is_line(entry, element),
            window=None if element is not None else making.focused(making.scene(entry.shot)),
            then=Effect(change=Change.NOTHING),
        )
    )


def _text(making: Making, entry: Entry, element: Element | None) -> None:
    text = printable(entry.text)
    window = None if element is not None else making.focused(making.scene(entry.shot))
    if element is None and not text.strip():
        for _ in text:
            making.add(Key(key="space", window=window, then=Effect(change=Change.NOTHING)))
        return
    worth = element is not None or _is_value(text)
    template = making.value(entry, text) if worth and text.strip() else literal(text)
    then = Effect(change=Change.ANYTHING if entry.echo.changed else Change.NOTHING)
    if _is_line(entry, element):
        then = Effect(change=Change.FIELD_HOLDS, detail=template)
    into = _field(making, entry, element)
    clear = into is not None and (entry.cleared or (entry.replaces and _is_line(entry, element)))
    if entry.clicked is not None and into is None and element is not None:
        _click(making, entry)
    making.add(Type(type=template, into=into, clear=clear, window=window if into is None else None, then=then))


def _field(making: Making, entry: Entry, element: Element | None) -> Target | None:
    """The target of a field, as it was before the click that gave it the keyboard if there was one."""
    if element is None:
        return None
    shots = [entry.shot, entry.after]
    if entry.clicked is not None and entry.first:
        shots.insert(0, making.gestures[entry.first - 1].shot)
    for shot in shots:
        scene = making.scene(shot)
        found = same_place(element, scene)
        if found is not None:
            at = entry.clicked if entry.clicked is not None and found.box.contains(entry.clicked) else None
            return making.target(found, scene, at)
    return None


def _keys(making: Making, entry: Entry) -> None:
    """The keys one by one: what they left cannot be told."""
    window = making.focused(making.scene(entry.shot))
    for part in parts_of(entry.strokes):
        nothing = Effect(change=Change.NOTHING)
        if part.text:
            text = printable(part.text)
            template = making.value(entry, text) if _is_value(text) else literal(text)
            making.add(Type(type=template, clear=False, window=window, then=nothing))
        else:
            making.add(Key(key=part.chord, window=window, then=nothing))


def _is_value(text: str) -> bool:
    """Whether a text that went into no field that is known is a value, and not a shortcut."""
    return len(text.strip()) > SHORTCUT or text.strip().isdigit()


def _click(making: Making, entry: Entry) -> None:
    """The click before a text, whose field was not found again to be pressed by the text's own step."""
    click = making.gestures[entry.first - 1]
    assert isinstance(click, Pressed)
    pressed(making, entry.first - 1, click)


__all__ = ["goes_into", "typed"]
