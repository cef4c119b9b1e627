"""What of the screen is the page or program the goal is about: not the browser around it, not the goal's own echo.

Pages of exercises and forms often print what is to be done at their top; those words are nobody's label. Only what
repeats the goal to the letter is left out, so that no page can hide a warning by beginning like the goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from deskhand.core.geometry import Box, bounding
from deskhand.core.lettering import folded
from deskhand.core.screen import SURFACES, Element, Role

_BROWSERS = re.compile(r"\b(chromium|google chrome|chrome|firefox|edge|falkon|epiphany|brave|opera)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"^(?:https?://|file://|about:|chrome:)|^[\w.-]+\.\w+(?::\d+)?(?:/|$)|^localhost|^/[\w.-]+/|\.html?\b", re.I
)
_ABOUT_BROWSER = re.compile(
    r"\b(new tab|this tab|(?:address|location) bar|web address|urls?|browser|bookmarks?|reload|refresh|go back|"
    r"go forward|previous page|history|"
    r"downloads?|https?|www|window|zoom|web ?site|page source|\w+\.(?:com|org|net|html?))\b",
    re.IGNORECASE,
)
_TOOLBAR = 180
"""Pixels from a window's top within which its address bar stands, at 200 %."""
_FEW = 2
"""Letters of a piece that prove nothing by themselves."""
_ECHO_WORDS, _COVERED = 3, 0.9
"""Words of the goal's beginning that a line must have to be its echo, and the share of the goal that must follow."""
_LONG, _SLIP = 8, 20
"""Letters from which one may be misread in a piece of the echo, and letters for each further one."""
_TURNING = frozenset("not no don't never without except nothing cancel stop".split())
"""Words that turn a meaning round: a text that has one more than the goal is no echo of it."""


def on_page(goal: str, elements: Sequence[Element]) -> tuple[tuple[Element, ...], Box | None]:
    """The elements a goal can be about, and where they lie: below the toolbar of a browser and the goal's echo."""
    kept, area = _below_toolbar(elements)
    if _ABOUT_BROWSER.search(goal):
        kept = tuple(elements)
    rest = _without_echo(goal, kept)
    echo = [e.box for e in kept if e not in rest]
    if area is not None and echo:
        bottom = max(box.bottom for box in echo)
        area = Box(area.x, bottom, area.w, area.bottom - bottom)
    return rest, area


def _below_toolbar(elements: Sequence[Element]) -> tuple[tuple[Element, ...], Box | None]:
    """Without the tabs, buttons and address of a browser's window; all of them where no browser is seen."""
    for window in elements:
        if window.role is not Role.WINDOW or not _BROWSERS.search(window.text):
            continue
        bars = [e for e in elements if e.window == window.id and _is_address(e, window.box)]
        if bars:
            bottom = max(e.box.bottom for e in bars)
            area = Box(window.box.x, bottom, window.box.w, window.box.bottom - bottom)
            return tuple(e for e in elements if e.window != window.id or e.box.center.y > bottom), area
    focused = next((e for e in elements if e.role is Role.WINDOW and e.state == "focused"), None)
    return tuple(elements), focused.box if focused else None


def _is_address(element: Element, window: Box) -> bool:
    text = (element.text or element.state).strip()
    near_top = element.box.y - window.y < _TOOLBAR
    return near_top and element.role not in SURFACES and bool(_ADDRESS.search(text)) and " " not in text[:20]


def _without_echo(goal: str, elements: tuple[Element, ...]) -> tuple[Element, ...]:
    words = _words(goal)
    for first in elements:
        if first.role in SURFACES:
            continue
        row = _row_from(first, elements)
        said = [word for element in row for word in _words(element.text)]
        if not _begins(words, said):
            continue
        if first.role is not Role.TEXT and len(said) >= len(words):
            continue
        echo = _block(words, row, elements)
        if sum(len(_letters(_words(e.text))) for e in echo) >= _COVERED * len(_letters(words)):
            return tuple(e for e in elements if e not in echo)
    return elements


def _begins(goal: list[str], said: list[str]) -> bool:
    return len(said) >= min(_ECHO_WORDS, len(goal)) and _repeats(said, goal[: len(said) + 1])


def _repeats(said: list[str], goal: list[str]) -> bool:
    """Whether words stand so in the goal, but for letters that readers confuse or misread."""
    part, whole = _letters(said), _letters(goal)
    if part in whole:
        return True
    if len(part) < _LONG or (_TURNING & set(said)) - set(goal):
        return False
    slips = 1 + len(part) // _SLIP
    return fuzz.partial_ratio(part, whole) >= 100 * (1 - slips / len(part)) and len(part) <= len(whole) + slips


def _letters(words: list[str]) -> str:
    return folded("".join(words))


def _row_from(first: Element, elements: Sequence[Element]) -> list[Element]:
    """An element and what goes on right of it as the words of a line do: bold words are pieces of their own."""
    row = [first]
    for element in sorted(elements, key=lambda e: e.box.x):
        level = abs(element.box.center.y - first.box.center.y) <= first.box.h // 2 and element.box.h <= 2 * first.box.h
        if element.text and level and 0 <= element.box.x - row[-1].box.right <= first.box.h:
            row.append(element)
    return row


def _block(goal: list[str], row: list[Element], elements: Sequence[Element]) -> list[Element]:
    """The first line and what follows it on the next lines and is said by the goal too."""
    first = row[0]
    found, box = list(row), first.box
    for element in sorted(elements, key=lambda e: (e.box.y, e.box.x)):
        near = element.box.y <= box.bottom + first.box.h and element.box.center.y >= first.box.y
        if any(element is e for e in row) or element.role in SURFACES or not near:
            continue
        words = _words(element.text)
        said = " ".join(words)
        written = element.role in (Role.TEXT, Role.LINK, Role.HEADER) or _in_line(element, found)
        # A letter or two are in every goal somewhere.
        long = len(said) > _FEW or any(abs(e.box.center.y - element.box.center.y) <= e.box.h // 2 for e in found)
        if written and said and long and _repeats(words, goal):
            found.append(element)
            box = bounding([box, element.box])
    return found


def _in_line(element: Element, found: Sequence[Element]) -> bool:
    """Whether something taken for a control stands in the lines of the echo: beside one, or right under its start."""
    if element.role in (Role.EDIT, Role.COMBO, Role.CHECKBOX, Role.RADIO, Role.SWITCH):
        return False
    first, last = found[0].box, found[-1].box
    beside = any(abs(e.box.center.y - element.box.center.y) <= e.box.h // 2 for e in found)
    under = abs(element.box.x - first.x) <= first.h // 2 and element.box.center.y - last.center.y <= 1.6 * first.h
    return element.box.h <= 2 * first.h and (beside or (under and len(element.text.split()) > 1))


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'#/-]+", text.casefold())
