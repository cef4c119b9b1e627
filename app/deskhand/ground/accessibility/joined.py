"""Joins what applications tell with what the pixels show.

The pixels are the witness: text that was read stays, and no element is dropped. The tree names icons, spells
what was read almost right, knows roles and states better, and adds controls that nothing on the screen gave away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deskhand.core import naming
from deskhand.core.accessible import Accessible
from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, TOGGLES, Element, Role, Window

from .likeness import bare, likeness, part_of
from .offsets import Offset, offsets

SAME_TEXT = 0.8
"""Likeness above which what was read is what is told, misread."""
SAME_PLACE = 0.5
"""Intersection over union above which two boxes are one thing although their texts differ."""
PLAIN_LENGTH, PLAIN_CONFIDENCE = 3, 0.85
"""Characters from which a reading counts as text and not as a picture taken for letters; confidence two need.
One alone never does: readers miss one sign in five, and take arrows for letters."""
INSIDE = 0.7
"""Part of a pixel element that must lie in an accessible box to be its content."""
MIN_SIDE = 6
"""Pixels; a smaller control is a line or a hidden one."""
SURE = 0.9
"""Confidence of a reading whose letters are not put right by what is told."""
CONTRADICTED = 0.4
"""Confidence of a state of which pixels and application say different things."""
AGREED, TOLD, DOUBTFUL = 0.97, 0.85, 0.6
"""Confidence of what both saw, of controls only told of, and of those whose text should have been read but was not."""
_ROW_HEIGHT = 10
"""Pixels; elements closer than this stand on one line in the reading order."""
_LINE = 24
"""Pixels; a taller box has its place in the order by its first line."""
_PASSIVE = frozenset({Role.TEXT}) | SURFACES
_TEXTUAL = frozenset({Role.MENU, Role.MENU_ITEM, Role.LINK, Role.ROW, Role.CELL, Role.OPTION, Role.HEADER, Role.TAB})
"""Roles that show their name, so that pixels should have read it."""
_FIELDS = frozenset({Role.EDIT, Role.COMBO})


def joined(
    elements: Sequence[Element], told: Sequence[Accessible], windows: Sequence[Window] = (), source: str = "atspi"
) -> tuple[Element, ...]:
    """The elements of the pixels, corrected and added to; ids count from 1 in reading order.

    `windows` are those of the frame, the lowest first; what stands in a covered one is not believed. `source` is
    the name of the accessibility back end.
    """
    believed = [a for a in _placed(elements, told) if not _covered(a, windows)]
    pairs = _paired(elements, believed)
    corrected = [_corrected(e, pairs[e.id], source) if e.id in pairs else e for e in elements]
    used = {id(a) for a in pairs.values()}
    added = [
        _added(one, corrected, source)
        for one in believed
        if id(one) not in used and _worth_adding(one, corrected, believed)
    ]
    return _renumbered(corrected + added)


def _placed(elements: Sequence[Element], told: Sequence[Accessible]) -> list[Accessible]:
    """Those of windows whose boxes fit the screen, shifted where a whole window is off."""
    known = offsets(elements, told)
    found = []
    for one in map(_printable, told):
        offset = known[one.app, one.window]
        if offset is not None:
            moved = one if offset == Offset(0, 0) or one.popup else replace(one, box=one.box.shifted(*offset))
            found.append(moved)
    return found


def _printable(one: Accessible) -> Accessible:
    """Without control characters: an application's text must not steer a terminal it is printed on."""
    name, label, description = ("".join(filter(str.isprintable, t)) for t in (one.name, one.label, one.description))
    state = "\n".join("".join(filter(str.isprintable, line)) for line in one.state.split("\n"))
    return replace(one, name=name, label=label, description=description, state=state)


def _covered(one: Accessible, windows: Sequence[Window]) -> bool:
    """Whether a higher window than its own lies over its middle; popups lie over all."""
    if one.popup:
        return False
    own = [i for i, w in enumerate(windows) if w.title == one.window]
    if not own:
        return False
    return any(w.box.contains(one.box.center) for w in windows[own[-1] + 1 :])


def _paired(elements: Sequence[Element], told: Sequence[Accessible]) -> dict[int, Accessible]:
    """By id of a pixel element, the accessible that is the same thing. The smallest boxes choose first: a row
    must not take the text of the button inside it."""
    pairs: dict[int, Accessible] = {}
    useful = [a for a in told if a.role is not None and a.role not in SURFACES and a.box.area]
    # Controls before labels: a label often stands inside the control that it names, with the same box.
    for one in sorted(useful, key=lambda a: (a.role is Role.TEXT, a.box.area)):
        fitting = [(_fit(e, one), -e.box.area, e.id) for e in elements if e.id not in pairs and e.role not in SURFACES]
        best = max((f for f in fitting if f[0] > 0), default=None)
        if best:
            pairs[best[2]] = one
    return pairs


def _fit(element: Element, told: Accessible) -> float:
    """How well a pixel element and an accessible go together; 0 where they do not."""
    if not element.box.overlaps(told.box):
        return 0.0
    union = _union(element.box, told.box)
    if not _inside(element, told) and union < SAME_PLACE:
        return 0.0
    alike = max(likeness(element.text, t) for t in (told.name, told.label, told.description)) if element.text else 0.0
    if told.role is Role.TEXT:
        return alike if alike >= SAME_TEXT else 0.0
    if told.role in TOGGLES and element.role is told.role and not told.name:
        return 1.0
    if alike >= SAME_TEXT:
        return 1 + alike
    if told.role in _FIELDS and (union >= SAME_PLACE or part_of(element.text, told.state)):
        return 0.5 + union
    if _plainly_read(element) and told.name and element.role is not Role.ICON:
        return 0.0
    return union if union >= SAME_PLACE or not _plainly_read(element) else 0.0


def _inside(element: Element, told: Accessible) -> bool:
    """Whether an element is the content of a control; of boxes and circles some toolkits tell without their label."""
    if told.role in TOGGLES and element.role in TOGGLES and told.box.coverage(element.box) >= INSIDE:
        return True
    return element.box.coverage(told.box) >= INSIDE


def _plainly_read(element: Element) -> bool:
    """Whether its text is text: pictures on buttons are read as a letter, or unsurely as two."""
    length = len(bare(element.text))
    return length >= PLAIN_LENGTH or (length > 1 and element.confidence >= PLAIN_CONFIDENCE)


def _union(a: Box, b: Box) -> float:
    common = a.shared(b)
    return common / (a.area + b.area - common) if common else 0.0


def _corrected(element: Element, told: Accessible, source: str) -> Element:
    """A pixel element in the light of what is told of it."""
    role = element.role if told.role in (None, Role.TEXT) else told.role
    if element.role is Role.BUTTON and role not in (Role.EDIT, Role.COMBO, *TOGGLES):
        # What looks like a button is judged as one, whatever its application calls it.
        role = Role.BUTTON
    framed = element.role is role or role in TOGGLES or told.approximate
    return replace(
        element,
        role=role,
        text=_text(element, told),
        box=element.box if framed or told.role in _PASSIVE else told.box,
        state=_state(element, told, role),
        source=f"{element.source}+{source}",
        confidence=_confidence(element, told),
    )


def _confidence(element: Element, told: Accessible) -> float:
    """Higher where both agree; that of nothing read where they contradict each other about a state."""
    if element.role in TOGGLES and told.role in TOGGLES and told.state and element.state != told.state:
        return CONTRADICTED
    return max(element.confidence, AGREED) if _agree(element, told) else element.confidence


def _agree(element: Element, told: Accessible) -> bool:
    return likeness(element.text, told.caption) >= SAME_TEXT if element.text else element.role is told.role


def _text(element: Element, told: Accessible) -> str:
    if told.role in _FIELDS and element.role is told.role:
        return element.text or told.label or told.name
    if told.role in _FIELDS:
        # What was read is its content; it goes into the state.
        return told.label or (told.name if told.name != told.state else "") or told.description
    if not _plainly_read(element):
        return told.caption or element.text
    # Letters readers confuse may be put right; another word, or another number, is another text.
    alike = naming.likeness(element.text, told.name)
    near = alike is naming.Likeness.NEAR and element.confidence < SURE
    return told.name if alike >= naming.Likeness.ALIKE or near else element.text


def _state(element: Element, told: Accessible, role: Role) -> str:
    if role in _FIELDS:
        read = element.state if element.role in _FIELDS else element.text
        return told.state if not read or part_of(read, told.state) or likeness(read, told.state) >= SAME_TEXT else read
    if told.role in (None, Role.TEXT) or not told.state:
        return element.state
    return told.state


def _worth_adding(one: Accessible, elements: Sequence[Element], told: Sequence[Accessible]) -> bool:
    """A control with a name or a content, large enough to hit, that is not just the frame around others."""
    if one.role is None or one.role in _PASSIVE or min(one.box.w, one.box.h) < MIN_SIDE:
        return False
    if not one.caption and one.role not in _FIELDS:
        return False
    if one.role is Role.CELL and not one.flags & {"focused", "selected"}:
        # A spreadsheet tells of hundreds of empty ones.
        return False
    if one.role in _FIELDS:
        return not any(e.role is one.role and _union(e.box, one.box) >= SAME_PLACE for e in elements)
    inner = (a for a in told if a is not one and a.role is not None and a.role not in _PASSIVE)
    if any(a.box.coverage(one.box) == 1.0 and a.box.area < one.box.area for a in inner):
        return False
    if any(_lies_over(one, e) for e in elements):
        return False
    return not any(_stands_for(e, one) for e in elements)


def _lies_over(one: Accessible, element: Element) -> bool:
    """Whether a click on its middle would hit something of another name that was plainly read there."""
    if element.role in SURFACES or not _plainly_read(element) or not element.box.contains(one.box.center):
        return False
    return element.box.area <= 4 * one.box.area and likeness(element.text, one.caption) < SAME_TEXT


def _stands_for(element: Element, told: Accessible) -> bool:
    """Whether an element is this control already: its name was read inside, or another text in its very place."""
    if _inside(element, told) and likeness(element.text, told.caption) >= SAME_TEXT:
        return True
    return _plainly_read(element) and _union(element.box, told.box) >= SAME_PLACE


def _added(one: Accessible, elements: Sequence[Element], source: str) -> Element:
    assert one.role is not None
    text = one.caption
    if one.role in _FIELDS and text == one.state:
        text = one.label or one.description
    sure = DOUBTFUL if one.role in _TEXTUAL else TOLD
    return Element(0, one.role, text, one.box, one.state, source, sure, _surface(one, elements))


def _surface(one: Accessible, elements: Sequence[Element]) -> int:
    """The id of the window or dialog it stands in: the one of its title, else the smallest around it."""
    around = [e for e in elements if e.role in SURFACES and e.box.contains(one.box.center)]
    best = min(around, key=lambda e: (e.text != one.window, e.box.area), default=None)
    return best.id if best else 0


def _renumbered(elements: Sequence[Element]) -> tuple[Element, ...]:
    ordered = sorted(elements, key=lambda e: ((e.box.y + min(e.box.h, _LINE) // 2) // _ROW_HEIGHT, e.box.x))
    numbers = {e.id: i for i, e in enumerate(ordered, 1) if e.id}
    return tuple(replace(e, id=i, window=numbers.get(e.window, 0)) for i, e in enumerate(ordered, 1))
