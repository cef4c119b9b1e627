"""What shapes are said to look like, and which shapes on the drawing do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.screen import Role
from deskhand.vision.colours import canonical
from deskhand.vision.figures import Figure, figures
from deskhand.vision.signs import likeness

from .places import drawing, taken
from .view import View

_KINDS = {"circle": "circle", "disc": "circle", "ball": "circle", "rectangle": "rectangle", "square": "rectangle"}


_KINDS |= {"box": "rectangle", "triangle": "triangle"}


_ANY = frozenset(("shape", "item", "figure", "object", "thing", "widget", "one"))


_SIGNS = frozenset(("letter", "digit", "number", "character", "sign"))


_SIZES = {"large": 1, "big": 1, "larger": 1, "bigger": 1, "small": -1, "tiny": -1, "little": -1, "smaller": -1}


_STEP = 1.35


"""Times as high as the small figures that the large ones are at least."""


_SURE = 0.45


@dataclass(frozen=True, slots=True)
class Looks:
    """What a shape looks like, as far as that is said."""

    kind: str = ""
    colour: str = ""
    size: int = 0
    sign: str = ""


def described(words: str) -> Looks | None:
    """What a description such as `small red circle` or `blue letter x` says, or None where it is of no shape."""
    kind = colour = sign = ""
    size = 0
    shape = False
    for word in re.findall(r"[\w]+", re.sub(r"colou?red\b", "", words)):
        name = word.casefold()
        single = name.removesuffix("s") if name not in _KINDS and len(name) > 3 else name
        single = "box" if name == "boxes" else single
        if name in _SIZES:
            size = _SIZES[name]
        elif canonical(name):
            colour = canonical(name)
        elif single in _KINDS:
            kind, shape = _KINDS[single], True
        elif single in _SIGNS:
            kind, shape = "sign", True
        elif single in _ANY:
            shape = True
        elif kind == "sign" and len(word) == 1:
            sign = word
        elif name not in ("the", "a", "an", "of", "with", "color", "colour", "all"):
            return None
    return Looks(kind, colour, size, sign) if shape and (kind or colour or size) else None


def matching(looks: Looks, view: View) -> list[Figure]:
    """The figures that look so, in reading order; with a sign the likest one."""
    found = [f for f in drawn_figures(view) if not looks.colour or f.colour == looks.colour]
    if looks.kind == "sign":
        found = [f for f in found if f.kind == "shape" or f.box.w <= 40]
    elif looks.kind:
        found = [f for f in found if f.kind == looks.kind]
    if looks.size:
        found = _of_size(looks.size, found, drawn_figures(view))
    if looks.sign:
        found = _likest(looks.sign, found, view)
    return sorted(found, key=lambda f: (f.box.y // 12, f.box.x))


def _of_size(size: int, found: list[Figure], every: list[Figure]) -> list[Figure]:
    """Those nearer to the largest, or to the smallest, of all there are."""
    heights = sorted(max(f.box.w, f.box.h) for f in every)
    if not heights or heights[-1] < _STEP * heights[0]:
        return found
    middle = (heights[0] + heights[-1]) / 2
    return [f for f in found if (max(f.box.w, f.box.h) > middle) == (size > 0)]


def _likest(sign: str, found: list[Figure], view: View) -> list[Figure]:
    if view.frame is None:
        return []
    scored = [(likeness(view.frame.crop(f.box.grown(2)), sign), f) for f in found]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return [best[1]] if best is not None and best[0] >= _SURE else []


def drawn_figures(view: View) -> list[Figure]:
    """The figures of the drawing, on the desktop, without what is a button or a field."""
    drawn = drawing(view)
    if drawn is None:
        return []
    pixels, panel = drawn
    buttons = taken(view, panel, (Role.BUTTON, Role.EDIT))
    return [f.shifted(panel.x, panel.y) for f in figures(pixels, buttons)]


def title(looks: Looks) -> str:
    """The looks in words, as a spot is named."""
    size = {1: "large ", -1: "small "}.get(looks.size, "")
    colour = f"{looks.colour} " if looks.colour else ""
    return f"the {size}{colour}{looks.kind or 'shape'}{f' {looks.sign}' if looks.sign else ''}"
