"""Draws the elements on the picture, so that a person can check a reading at a glance."""

from __future__ import annotations

import cv2

from deskhand.core.screen import Pixels, Role, Scene

_COLOURS = {  # BGR
    Role.BUTTON: (60, 140, 20),
    Role.EDIT: (200, 110, 0),
    Role.COMBO: (170, 60, 120),
    Role.CHECKBOX: (0, 80, 220),
    Role.RADIO: (0, 80, 220),
    Role.MENU: (150, 40, 150),
    Role.MENU_ITEM: (150, 40, 150),
    Role.LINK: (200, 60, 40),
}
_OTHER = (120, 120, 120)


def annotated(scene: Scene) -> Pixels:
    """A copy of the frame with every element outlined and numbered."""
    picture = scene.frame.pixels.copy()
    for element in scene:
        box, colour = scene.frame.in_picture(element.box), _COLOURS.get(element.role, _OTHER)
        cv2.rectangle(picture, (box.x, box.y), (box.right, box.bottom), colour, 1)
        at = (box.x, max(9, box.y - 2))
        cv2.putText(picture, str(element.id), at, cv2.FONT_HERSHEY_SIMPLEX, 0.34, colour, 1, cv2.LINE_AA)
    return picture
