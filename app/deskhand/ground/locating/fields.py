"""Fields that were not read as fields: a text that fills one looks like the label of a button.

A frame of the field's size, in the field's place beside the field's own label, is the field. What was read there
stays in the scene, so that whoever judges the step sees it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from deskhand.core.anchor import Anchor
from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, Element, Frame, Role, Scene
from deskhand.core.surroundings import FIELDS
from deskhand.recipe.anchors.likenesses import MARGIN, RIM
from deskhand.vision.drawn import ground

from .weighing import same_label

SAME_FRAME = 0.8
"""Intersection over union from which a frame is in the field's place and of its size."""
GROUND = 8
"""Levels by which the grounds of fields of one theme differ at most."""
_LIKE_FRAMES = frozenset({Role.BUTTON, Role.CELL, Role.ROW, Role.COMBO, Role.EDIT, Role.LINK})


def fields_beside(anchor: Anchor, pool: Sequence[Element], frame: Frame) -> list[Element]:
    """What stands, in a frame of the field's size, where the field stood beside its label; as fields."""
    if anchor.role not in FIELDS or not anchor.label or anchor.place is None:
        return []
    named = next((b for b in anchor.beside if same_label(b.text, anchor.label)), None)
    if named is None or named.picture is None:
        return []
    height = named.picture.pixels.shape[0] - 2 * MARGIN
    found = []
    for label in (e for e in pool if e.role not in FIELDS and same_label(e.text, anchor.label)):
        ratio = label.box.h / max(1, height)
        size = round(anchor.place.w * ratio), round(anchor.place.h * ratio)
        place = Box(label.box.x - round(named.dx * ratio), label.box.y - round(named.dy * ratio), *size)
        for other in pool:
            if other is not label and other.role in _LIKE_FRAMES and _same(other.box, place):
                found.append(as_field(anchor.role, label.text, other))
    return [e for e in found if _has_the_ground_of_fields(anchor, e, pool, frame)]


def field_in(anchor: Anchor, box: Box, label: str, scene: Scene) -> Element:
    """The field whose very frame stands around a box, holding whatever was read in it."""
    inside = [e for e in scene if e.role not in SURFACES and e.box.area and e.box.coverage(box) >= SAME_FRAME]
    window = next((e.window for e in inside), next((e.id for e in scene if e.role in SURFACES), 0))
    text = " ".join(e.state or e.text for e in inside if not same_label(e.text, label))
    number = max((e.id for e in scene), default=0) + 1
    sure = min((e.confidence for e in inside), default=1.0)
    return Element(number, anchor.role, label, box, text, "vision", sure, window)


def as_field(role: Role, label: str, element: Element) -> Element:
    """An element that was read as something else as a field of that label, holding what was read."""
    number = element.id + 100_000
    text = element.state or element.text
    return Element(number, role, label, element.box, text, element.source, element.confidence, element.window)


def _same(box: Box, other: Box) -> bool:
    shared = box.shared(other)
    return bool(shared) and shared / (box.area + other.area - shared) >= SAME_FRAME


def _has_the_ground_of_fields(anchor: Anchor, element: Element, pool: Sequence[Element], frame: Frame) -> bool:
    """Whether it stands on the colour that fields have: the field's when it was recorded, or another's now."""
    own = _ground(element, frame)
    fields = [_ground(e, frame) for e in pool if e.role in FIELDS and e.box.h > 2 * RIM]
    if anchor.picture is not None:
        fields.append(ground(anchor.picture.pixels[MARGIN + RIM : -MARGIN - RIM, MARGIN + RIM : -MARGIN - RIM]))
    return any(np.abs(own - other).max() <= GROUND for other in fields)


def _ground(element: Element, frame: Frame) -> NDArray[np.int16]:
    return ground(frame.crop(element.box.grown(-RIM)))
