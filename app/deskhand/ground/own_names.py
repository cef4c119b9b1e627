"""Fields keep no name that stands in another window.

Where a dialog lies over a window, what looks out beside it is easily taken for the name of a field in it; read by
itself, the dialog has no such name.
"""

from __future__ import annotations

from dataclasses import replace

from deskhand.core.naming import canonical
from deskhand.core.screen import SURFACES, Element, Scene
from deskhand.core.surroundings import FIELDS


def with_own_names(scene: Scene) -> Scene:
    """The scene with each field named by what stands in its own window, or by nothing."""
    changed = {id(e): replace(e, text=_own(e, scene)) for e in scene if e.role in FIELDS and _is_borrowed(e, scene)}
    if not changed:
        return scene
    return replace(scene, elements=tuple(changed.get(id(e), e) for e in scene))


def _is_borrowed(field: Element, scene: Scene) -> bool:
    """Whether the name of a field stands in other windows alone."""
    if not field.text or not field.window:
        return False
    name = canonical(field.text)
    there = [e for e in scene if e is not field and e.role not in SURFACES and canonical(e.text) == name]
    return bool(there) and all(e.window != field.window for e in there)


def _own(field: Element, scene: Scene) -> str:
    label = scene.label_of(field)
    return label.text.rstrip(" :*") if label is not None else ""
