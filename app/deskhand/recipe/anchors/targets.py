"""Anchors as a recipe says them, and back: the target of a step and the pictures beside the recipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deskhand.core.anchor import Anchor, Beside, Picture, WindowMark
from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

from ..format.schema import BesidePart, Target, WindowPart, printable

TEMPLATE = "{{"


def target_of(anchor: Anchor) -> tuple[Target, dict[str, Pixels]]:
    """An anchor as the target of a step, and its pictures by the names the target gives them."""
    pictures = {p.name: p.pixels for p in (anchor.picture, *(b.picture for b in anchor.beside)) if p is not None}
    box, size = anchor.place, anchor.window_size
    target = Target(
        label=printable(anchor.label),
        role=anchor.role,
        window=window_part(anchor.window),
        beside=tuple(_part(beside) for beside in anchor.beside),
        place=None if box is None else (box.x, box.y, box.w, box.h),
        window_size=size,
        scale=anchor.scale,
        picture=anchor.picture.name if anchor.picture else None,
        alike=anchor.alike,
        nth=anchor.nth,
        copies=anchor.copies,
        lookalikes=anchor.lookalikes,
        offset=anchor.offset,
        state=printable(anchor.state),
        drawn=anchor.drawn,
    )
    return target, pictures


def anchor_from(target: Target, pictures: Mapping[str, Pixels], fill: Callable[[str], str] = str) -> Anchor:
    """The anchor of a target; `fill` puts values in the place of its templates, and may raise.

    The picture of a thing whose name is a template is of another value, so it is left out; and where the name of
    a neighbour is one, that neighbour's. A picture the recipe names and lacks counts as none.
    """
    box = Box(*target.place) if target.place else None
    return Anchor(
        label=fill(target.label),
        role=target.role,
        window=mark_from(target.window, fill),
        beside=tuple(_beside(part, pictures, fill) for part in target.beside),
        place=box,
        window_size=target.window_size,
        scale=target.scale,
        picture=None if TEMPLATE in target.label else _picture(target.picture, pictures),
        alike=target.alike,
        nth=target.nth,
        copies=target.copies,
        lookalikes=target.lookalikes,
        offset=target.offset,
        state=fill(target.state),
        drawn=target.drawn,
    )


def window_part(mark: WindowMark) -> WindowPart | None:
    """A window as a recipe says it; None for any."""
    if mark == WindowMark():
        return None
    return WindowPart(title=printable(mark.title), app=printable(mark.app), dialog=mark.dialog)


def mark_from(part: WindowPart | None, fill: Callable[[str], str] = str) -> WindowMark:
    """A window of a recipe, its templates filled."""
    if part is None:
        return WindowMark()
    return WindowMark(fill(part.title), fill(part.app), part.dialog)


def _part(beside: Beside) -> BesidePart:
    picture = beside.picture.name if beside.picture else None
    return BesidePart(side=beside.side, text=printable(beside.text), by=(beside.dx, beside.dy), picture=picture)


def _beside(part: BesidePart, pictures: Mapping[str, Pixels], fill: Callable[[str], str]) -> Beside:
    picture = None if TEMPLATE in part.text else _picture(part.picture, pictures)
    return Beside(part.side, fill(part.text), *part.by, picture)


def _picture(name: str | None, pictures: Mapping[str, Pixels]) -> Picture | None:
    pixels = pictures.get(name) if name else None
    return Picture(name, pixels) if name and pixels is not None else None
