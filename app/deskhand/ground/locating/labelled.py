"""The second and third rung: a thing by its label and neighbours, else by its picture in another theme or size."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from deskhand.core.anchor import Anchor, Halt, Located, Rung, Side
from deskhand.core.answers import quoted
from deskhand.core.naming import normalised
from deskhand.core.screen import TOGGLES, Element, Frame, Role, Scene, Window
from deskhand.core.surroundings import FIELDS

from .choosing import Choice, choose
from .enabled import is_disabled
from .fields import fields_beside
from .pictured import ALIKE, find_pictured, looks_alike, same_look, twins
from .weighing import Weighed, called, family, size_ratio, weigh
from .window import Whereabouts, asking, in_front, named, pool

RESEMBLING = 70.0
"""rapidfuzz ratio from which another label is worth proposing for a repair."""
CANDIDATES = 5
OTHER_SIZE = 0.1
"""Part by which heights differ in another size."""
_DATA = frozenset({Role.CELL, Role.ROW, Role.OPTION, Role.HEADER, Role.TEXT, Role.LINK})
"""Roles that change places with each other by what stands around them, in one theme too."""

Pools = Sequence[tuple[Whereabouts, list[Element]]]


def found_by_sight(anchor: Anchor, scene: Scene, places: Sequence[Whereabouts]) -> Located:
    """Find an anchor in the windows it may be in, as they were read; or why it is not there."""
    pools = [(where, pool(where, anchor.window, scene)) for where in places]
    everything = [e for _, members in pools for e in members]
    named_so = called(anchor, everything) if anchor.label else _nameless(anchor, everything)
    able = _of_its_kind(anchor, named_so, scene.frame)
    if not able:
        pools = [(where, [*members, *fields_beside(anchor, members, scene.frame)]) for where, members in pools]
        able = [e for _, members in pools for e in members if e not in everything]
    if able:
        weighed = [weigh(anchor, e, members, scene) for _, members in pools for e in members if e in able]
        choice = _confirmed(
            anchor, choose(anchor, weighed, places[0].box if len(places) == 1 else None), pools, scene.frame
        )
        if choice.chosen is not None:
            return _accepted(anchor, scene, pools, choice.chosen, Rung.LABEL)
        if not anchor.drawn or any(e.source != "vision" for e in able):
            return Located(scene, halt=choice.halt, why=choice.why, candidates=choice.nearest)
    if anchor.drawn:
        return _by_picture(anchor, scene, pools)
    return _gone(anchor, scene, pools, named_so)


def _nameless(anchor: Anchor, everything: Sequence[Element]) -> list[Element]:
    """What may be a thing without a label; an icon is known by its picture instead."""
    if anchor.drawn:
        return []
    return [e for e in everything if e.role in family(anchor.role) and not e.text]


def _of_its_kind(anchor: Anchor, named_so: Sequence[Element], frame: Frame) -> list[Element]:
    """Those of the very role that was recorded; where there is none, those it may be taken for in another look.

    Of things without a label every kind it may be read as counts: what stands beside each tells them apart.
    """
    exact = [e for e in named_so if e.role is anchor.role]
    if not anchor.label:
        return list(named_so)
    if exact:
        return exact
    kin = [e for e in named_so if e.role in family(anchor.role) | {Role.TEXT} | _beyond(anchor.role)]
    return [e for e in kin if _may_be_taken_for(anchor, e, frame)]


def _beyond(role: Role) -> frozenset[Role]:
    """What an entry of a list is taken for where the keyboard or a mark puts a frame around it."""
    return frozenset({Role.BUTTON, Role.CHECKBOX}) if role in _DATA else frozenset()


def _may_be_taken_for(anchor: Anchor, element: Element, frame: Frame) -> bool:
    """Whether an element of another role can be the thing: seen in another theme or size, and with its picture."""
    if anchor.role in _DATA and element.role in _DATA:
        return True
    if anchor.role in FIELDS:
        return element.role in FIELDS
    if {anchor.role, element.role} == {Role.TAB, Role.HEADER}:
        # Titles in a row: which of the two they are is told by what stands below them at the moment.
        return True
    if anchor.role in _DATA and element.role in TOGGLES:
        # The folder before a name, outlined as a box to be checked is, in a size in which nothing was recorded.
        return abs(size_ratio(anchor, element) - 1) > OTHER_SIZE
    return not same_look(anchor, element, frame) and looks_alike(anchor, element, frame) >= ALIKE


def _confirmed(anchor: Anchor, choice: Choice, pools: Pools, frame: Frame) -> Choice:
    """The choice, unless what was chosen only shares a name that was not read, or has a twin nobody could read."""
    if choice.chosen is None:
        return choice
    element = choice.chosen.element
    if anchor.drawn and element.source == "vision" and element.text and looks_alike(anchor, element, frame) < ALIKE:
        return Choice(None, Halt.OTHER, f"The {quoted(anchor.label)} that is there looks otherwise.", choice.nearest)
    where, members = next((w, m) for w, m in pools if element in m)
    keyed = any(b.side is Side.ROW for b in anchor.beside)
    if not keyed and anchor.copies and twins(anchor, where, frame, members) > anchor.copies:
        why = f"{quoted(anchor.label)} stands at more places than when it was recorded."
        return Choice(None, Halt.SEVERAL, why, choice.nearest)
    return choice


def _by_picture(anchor: Anchor, scene: Scene, pools: Pools) -> Located:
    """The third rung, in each window; a thing seen in two of them is in neither."""
    found = [(where, find_pictured(anchor, scene, where, members)) for where, members in pools]
    seen = [(where, f.weighed) for where, f in found if f.weighed is not None]
    nearest = tuple(e for _, f in found for e in f.nearest)[:CANDIDATES]
    if len(seen) > 1:
        return Located(scene, halt=Halt.SEVERAL, why="It is seen in several windows.", candidates=nearest)
    if not seen:
        halted = next((f for _, f in found if f.halt is not Halt.GONE), found[0][1])
        if halted.halt is Halt.GONE:
            covered = _covered(anchor, scene, pools, nearest)
            if covered is not None:
                return covered
        return Located(scene, halt=halted.halt, why=halted.why, candidates=nearest)
    where, weighed = seen[0]
    element = weighed.element
    members = next(members for w, members in pools if w is where)
    return _accepted(anchor, scene, [(where, [*members, element])], weighed, Rung.PICTURE)


def _accepted(anchor: Anchor, scene: Scene, pools: Pools, weighed: Weighed, rung: Rung) -> Located:
    """What was found, unless something stands in front of it or it is disabled."""
    element = weighed.element
    where, members = next((w, m) for w, m in pools if element in m)
    cover = in_front(element.box, where, scene.frame) or asking(where, scene.frame)
    if cover is not None:
        why = f"{_capital(named(cover))} is in front of {_name(anchor)}."
        return Located(scene, halt=Halt.COVERED, why=why, candidates=(element,))
    if is_disabled(anchor, element, weighed.agreeing, members, scene.frame):
        return Located(scene, halt=Halt.DISABLED, why=f"{_capital(_name(anchor))} is disabled.", candidates=(element,))
    if element not in scene.elements:
        scene = Scene(scene.frame, (*scene.elements, element))
    return Located(scene, element, rung)


def _gone(anchor: Anchor, scene: Scene, pools: Pools, named_so: Sequence[Element]) -> Located:
    """Why there is nothing of its label, and what comes nearest."""
    members = [e for _, found in pools for e in found]
    there = [e for where, found in pools for e in _in_its_place(anchor, where, found)]
    candidates = tuple(dict.fromkeys([*named_so, *_resembling(anchor, members), *there]))[:CANDIDATES]
    covered = _covered(anchor, scene, pools, candidates)
    if covered is not None:
        return covered
    if named_so:
        kind = named_so[0].role.value
        why = f"{_capital(_name(anchor))} is there as {kind}, not as {anchor.role.value}."
        return Located(scene, halt=Halt.OTHER, why=why, candidates=candidates)
    why = f"Nothing is called {quoted(anchor.label)}." if anchor.label else f"There is no {anchor.role.value} like it."
    if candidates and candidates[0] not in there:
        why = f"{why[:-1]}; the closest is {quoted(candidates[0].text)}."
    return Located(scene, halt=Halt.GONE, why=why, candidates=candidates)


def _covered(anchor: Anchor, scene: Scene, pools: Pools, candidates: tuple[Element, ...]) -> Located | None:
    """The halt for a thing whose place something lies over, or whose window waits for a dialog's answer."""
    for where, _ in pools:
        cover = asking(where, scene.frame) or _over_its_place(anchor, where, scene.frame)
        if cover is not None:
            why = f"{_capital(named(cover))} is in front of the place of {_name(anchor)}."
            return Located(scene, halt=Halt.COVERED, why=why, candidates=candidates)
    return None


def _over_its_place(anchor: Anchor, where: Whereabouts, frame: Frame) -> Window | None:
    """What lies over where the thing was in its window."""
    if anchor.place is None or where.window is None:
        return None
    return in_front(anchor.place.shifted(where.box.x, where.box.y).intersection(where.box), where, frame)


def _resembling(anchor: Anchor, members: Sequence[Element]) -> list[Element]:
    """Elements whose labels share most letters with the one remembered, the likest first."""
    wanted = normalised(anchor.label)
    scored = [(fuzz.ratio(wanted, normalised(e.text)), e) for e in members if e.text and wanted]
    kin = family(anchor.role)
    likely = [(score + 10 * (e.role in kin), e) for score, e in scored if score >= RESEMBLING]
    return [e for _, e in sorted(likely, key=lambda pair: -pair[0])]


def _in_its_place(anchor: Anchor, where: Whereabouts, members: Sequence[Element]) -> list[Element]:
    """What of its kind stands where the thing stood in its window: for a repair, never to act on."""
    if anchor.place is None:
        return []
    middle = anchor.place.shifted(where.box.x, where.box.y).center
    return [e for e in members if e.role in family(anchor.role) and e.box.contains(middle)]


def _name(anchor: Anchor) -> str:
    return quoted(anchor.label) if anchor.label else f"the {anchor.role.value}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
