"""What hides things until it is opened: tabs, sections, folders of a tree, the button of a menu; and what shows."""

from __future__ import annotations

import re
from dataclasses import replace

import cv2

from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, Element, Frame, Role
from deskhand.core.step import Change, Expectation

from .matching import same_name
from .places import in_order, word_in
from .view import View

OPENS = Expectation(Change.ANYTHING, patience=1.2)
"""What opening one is expected to do soon."""
_WARM = 0.2
"""Share of the space before a name that a folder's yellow fills."""


def was_opened(container: Element, view: View) -> bool:
    """Nameless things are known again by their place."""
    return not container.text and bool(view.clicked_at(container.box))


def shown(label: str, view: View, link: bool) -> Element | None:
    """What is called so; a link only where one is asked for: the same word may stand beside it in plain text."""
    if link:
        bare = label.strip(" .,")
        links = [e for e in view.of(Role.LINK) if same_name(e.text.strip(" .,"), bare)]
        # Capitals tell two links apart; a letter that was misread does not.
        links = [e for e in links if e.text.strip(" .,") == bare or e.text.strip(" .,").casefold() != bare.casefold()]
        return links[0] if links else word_in(replace(view, elements=tuple(view.of(Role.LINK))), label)
    whole = [e for e in view.elements if e.role not in SURFACES and same_name(e.text.strip(" .,"), label.strip(" .,"))]
    whole = [e for e in whole if e.box.w < 500]
    if whole:
        return next((e for e in whole if e.role is Role.LINK), whole[0])
    return word_in(view, label)


def containers(kind: str, view: View) -> list[Element]:
    """What can be opened, in reading order."""
    if kind == "tabs":
        tabs = [e for e in view.elements if re.match(r"tab\b", e.text, re.IGNORECASE)]
        return in_order(tabs or view.of(Role.TAB))
    if kind == "sections":
        named = [e for e in view.elements if re.match(r"(?:section|chapter|part)\b", e.text, re.IGNORECASE)]
        return in_order(named or [e for e in view.of(Role.ROW, Role.HEADER) if e.state == "selected"])
    if kind == "tree":
        return _folders(view)
    return [e for e in view.of(Role.BUTTON, Role.ICON, Role.MENU) if len(e.text) <= 4]


def _folders(view: View) -> list[Element]:
    """The names of a tree with a folder before them: a picture mostly of a warm yellow; pages are paler."""
    if view.frame is None:
        return []
    named = [e for e in view.elements if e.role not in (*SURFACES, Role.EDIT) and e.text and e.box.h <= 40]
    return in_order([e for e in named if _has_folder(e, view.frame)])


def _has_folder(name: Element, frame: Frame) -> bool:
    box = name.box
    before = frame.crop(Box(box.x - 2 * box.h, box.y - 4, 2 * box.h - 2, box.h + 8))
    if not before.size:
        return False
    hue, saturation, value = cv2.split(cv2.cvtColor(before, cv2.COLOR_BGR2HSV))
    warm = (hue >= 10) & (hue <= 32) & (saturation > 70) & (value > 150)
    return bool(warm.mean() > _WARM)
