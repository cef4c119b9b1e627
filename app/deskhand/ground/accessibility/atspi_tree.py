"""Reads the visible tree of one application over AT-SPI, level by level, all calls of a level in flight together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from deskhand.core.geometry import Box, Point

from .atspi_tables import role_name, states_of
from .dbus_calls import BusCalls, Call, Node, property_of

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
SELECTION = "org.a11y.atspi.Selection"
VALUE = "org.a11y.atspi.Value"
SCREEN, WINDOW = 0, 1
"""Coordinate systems of `GetExtents`."""
LABELLED_BY = 2
"""Number of the relation to the node that labels this one."""
MAX_DEPTH, MAX_NODES, MAX_CHILDREN = 60, 6000, 400
"""A spreadsheet claims 2^31 children; of a larger family only those under visible points are asked for."""
MAX_TEXT = 400
"""Characters read from a field; a document may hold millions."""
_GRID_X, _GRID_Y = 24, 9
"""Pixels between the points at which a huge table is probed: narrower cells are rare."""
_FAMILIES = frozenset({"table", "tree table", "tree", "list", "list box", "document spreadsheet", "layered pane"})
"""Roles that may have more children than anybody can ask for, so they are counted first."""
_FIELDS = frozenset({"entry", "text", "password text", "combo box", "spin button", "editbar", "document text"})
_TOGGLES = frozenset({"check box", "radio button", "switch"})
_NUMBERS = frozenset({"slider", "spin button", "dial"})


@dataclass(eq=False)
class Found:
    """A node while the tree is being read: what it said of itself, `box` as it said it, in its own units."""

    node: Node
    parent: Found | None
    role: str
    states: frozenset[str]
    name: str = ""
    box: Box | None = None
    inner: Box | None = None
    """Its box in window coordinates, where those are needed to tell two drawing systems apart."""
    content: str = ""
    label: str = ""
    description: str = ""
    depth: int = 1
    children: list[Found] = field(default_factory=list)

    @property
    def ancestors(self) -> Iterator[Found]:
        """Its parent, grandparent and so on up to the window."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def top(self) -> Found:
        """The window it stands in."""
        return [self, *self.ancestors][-1]


class TreeReader:
    """Reads applications through one connection, each until a moment of the monotonic clock, in seconds."""

    def __init__(self, calls: BusCalls, until: float) -> None:
        self._calls, self._until = calls, until

    def read(self, application: Node, toolkit: str, inner: bool) -> Iterator[list[Found]]:
        """The visible nodes, one list a level, windows first, so that whatever came before an end is kept.

        `inner` also asks for boxes in window coordinates. Raises as `BusCalls.answers` does.
        """
        level = self._looked_at(self._children([(None, application)]), toolkit, inner)
        total = 0
        while level and total < MAX_NODES and level[0].depth < MAX_DEPTH:
            total += len(level)
            yield level
            level = self._looked_at(self._families(level), toolkit, inner)

    def complete(self, found: Sequence[Found]) -> None:
        """Fill in what only fields, sliders and nameless nodes need: content, label and description."""
        fields = [f for f in found if f.role in _FIELDS or "editable" in f.states]
        self._read_texts(fields)
        self._read_choices([f for f in fields if f.role == "combo box" and not f.content])
        # A spreadsheet has hundreds of cells, none of which has a label or a description.
        single = [f for f in found if f.role != "table cell"]
        numbers = [f for f in single if f.role in _NUMBERS and not f.content]
        values = self._ask(property_of(f.node, VALUE, "CurrentValue") for f in numbers)
        for one, value in zip(numbers, values, strict=True):
            one.content = f"{value:g}" if isinstance(value, int | float) else ""
        useful = [f for f in single if "focusable" in f.states or f.role in _FIELDS or _described(f.role)]
        descriptions = self._ask(property_of(f.node, ACCESSIBLE, "Description") for f in useful)
        for one, description in zip(useful, descriptions, strict=True):
            one.description = str(description or "")
        nameless = [f for f in single if not f.name and (f in fields or f in numbers or f.role in _TOGGLES)]
        self._read_labels(nameless + [f for f in fields if f.role == "combo box" and f.name])

    def _ask(self, calls: Iterable[Call]) -> list[Any]:
        return self._calls.answers(list(calls), self._until)

    def _children(self, parents: Sequence[tuple[Found | None, Node]]) -> list[tuple[Found | None, Node]]:
        answers = self._ask(Call(node, ACCESSIBLE, "GetChildren") for _, node in parents)
        return [
            (parent, Node(*child))
            for (parent, _), children in zip(parents, answers, strict=True)
            for child in children or ()
            if child[1] != "/org/a11y/atspi/null"
        ]

    def _families(self, level: Sequence[Found]) -> list[tuple[Found | None, Node]]:
        large = [f for f in level if f.role in _FAMILIES]
        counts = self._ask(property_of(f.node, ACCESSIBLE, "ChildCount") for f in large)
        huge = [f for f, count in zip(large, counts, strict=True) if isinstance(count, int) and count > MAX_CHILDREN]
        few = [(f, f.node) for f in level if f not in huge]
        found = self._children(few)
        for family in huge:
            found += self._under_points(family)
        return found

    def _under_points(self, family: Found) -> list[tuple[Found | None, Node]]:
        """The children of a huge table that are on the screen: probe a row and a column, then every crossing."""
        if family.box is None or not family.box.area:
            return []
        box = family.box
        across = self._at([Point(x, box.y + box.h // 2) for x in range(box.x + 4, box.right, _GRID_X)], family)
        down = self._at([Point(box.x + box.w // 2, y) for y in range(box.y + 4, box.bottom, _GRID_Y)], family)
        boxes_across, boxes_down = self._boxes(across, SCREEN), self._boxes(down, SCREEN)
        columns = sorted({b.center.x for b in boxes_across if b})
        rows = sorted({b.center.y for b in boxes_down if b})
        crossings = [Point(x, y) for y in rows for x in columns if box.contains(Point(x, y))]
        return [(family, node) for node in self._at(crossings, family)]

    def _at(self, points: Sequence[Point], family: Found) -> list[Node]:
        calls = (Call(family.node, COMPONENT, "GetAccessibleAtPoint", "iiu", (p.x, p.y, SCREEN)) for p in points)
        nodes = (Node(*answer) for answer in self._ask(calls) if answer)
        return [n for n in dict.fromkeys(nodes) if n != family.node and not n.path.endswith("/null")]

    def _looked_at(self, pairs: list[tuple[Found | None, Node]], toolkit: str, inner: bool) -> list[Found]:
        """Nodes with their role, states, name and box; those that are not showing are left out."""
        nodes = [node for _, node in pairs]
        states = self._ask(Call(node, ACCESSIBLE, "GetState") for node in nodes)
        showing = [
            (parent, node, states_of(words))
            for (parent, node), words in zip(pairs, states, strict=True)
            if words and _shows(states_of(words), toolkit, parent)
        ]
        shown = [node for _, node, _ in showing]
        roles = self._ask(
            [Call(node, ACCESSIBLE, "GetRole") for node in shown] + [property_of(n, ACCESSIBLE, "Name") for n in shown]
        )
        boxes = self._boxes(shown, SCREEN)
        inners = self._boxes(shown, WINDOW) if inner else [None] * len(shown)
        level = []
        for index, (parent, node, known) in enumerate(showing):
            role, name = roles[index], roles[index + len(shown)]
            one = Found(node, parent, role_name(role if isinstance(role, int) else -1), known, str(name or ""))
            one.box, one.inner, one.depth = boxes[index], inners[index], parent.depth + 1 if parent else 1
            if one.name == "GtkTooltipWindow":
                continue
            # GTK 4 gives a widget without a name that of its class.
            if toolkit.startswith("GTK 4") and one.name.startswith("Gtk"):
                one.name = ""
            if parent:
                parent.children.append(one)
            level.append(one)
        return level

    def _boxes(self, nodes: Sequence[Node], system: int) -> list[Box | None]:
        answers = self._ask(Call(node, COMPONENT, "GetExtents", "u", (system,)) for node in nodes)
        return [Box(*answer) if answer else None for answer in answers]

    def _read_texts(self, fields: Sequence[Found]) -> None:
        counts = self._ask(property_of(f.node, TEXT, "CharacterCount") for f in fields)
        holding = [(f, min(n, MAX_TEXT)) for f, n in zip(fields, counts, strict=True) if isinstance(n, int) and n > 0]
        texts = self._ask(Call(f.node, TEXT, "GetText", "ii", (0, n)) for f, n in holding)
        for (one, _), text in zip(holding, texts, strict=True):
            # U+FFFC stands for an embedded object.
            one.content = str(text or "").replace("\ufffc", "").strip()

    def _read_choices(self, lists: Sequence[Found]) -> None:
        """What is chosen in a list that holds no text of its own."""
        chosen = self._ask(Call(f.node, SELECTION, "GetSelectedChild", "i", (0,)) for f in lists)
        known = [
            (f, Node(*node)) for f, node in zip(lists, chosen, strict=True) if node and not node[1].endswith("/null")
        ]
        names = self._ask(property_of(node, ACCESSIBLE, "Name") for _, node in known)
        for (one, _), name in zip(known, names, strict=True):
            one.content = str(name or "").strip()

    def _read_labels(self, fields: Sequence[Found]) -> None:
        relations = self._ask(Call(f.node, ACCESSIBLE, "GetRelationSet") for f in fields)
        labelled = [
            (f, Node(*targets[0]))
            for f, known in zip(fields, relations, strict=True)
            for kind, targets in known or ()
            if kind == LABELLED_BY and targets
        ]
        names = self._ask(property_of(node, ACCESSIBLE, "Name") for _, node in labelled)
        for (one, _), name in zip(labelled, names, strict=True):
            one.label = str(name or "")


def _described(role: str) -> bool:
    return "menu" in role or "button" in role


def _shows(states: frozenset[str], toolkit: str, parent: Found | None) -> bool:
    """GTK 4 before 4.10 never says `showing` below the window, GTK 2 never in menus; there `visible` must do."""
    silent = toolkit.startswith("GTK 4") or (
        toolkit.startswith("GAIL") and parent is not None and parent.role == "menu"
    )
    return "defunct" not in states and ("visible" if silent else "showing") in states
