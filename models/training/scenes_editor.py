"""Document windows: menus, writing, and saving under a name."""

from __future__ import annotations

from dataclasses import dataclass

from . import words
from .kit import Kit, marked
from .menus import MENUS
from .screen import DONE, Act, Decision, Element, Scene, click, enter

SAVE_AS = "Save As..."
EDITOR_MENUS = ("File", "Edit", "Search", "View", "Document", "Help")


def shown_menus(kit: Kit) -> list[str]:
    """Draw the menu bar of some program, in its usual order."""
    if kit.chance(0.35):
        return list(EDITOR_MENUS)
    extras = [name for name in MENUS if name not in ("File", "Edit", "View", "Help")]
    return ["File", "Edit", "View", *kit.random.sample(extras, kit.between(0, 4)), "Help"]


def items_of(menu: str, bar: list[str]) -> list[str]:
    """Return a menu's items, less those that another menu of this bar is the home of."""
    if menu != "Edit" or "Search" not in bar:
        return list(MENUS[menu])
    return [item for item in MENUS[menu] if item not in MENUS["Search"]]


def item_goal(kit: Kit, menu: str, item: str) -> str:
    """Word a goal that leads to a menu item."""
    wording = kit.wording(MENUS[menu][item])
    return wording.format(
        f=marked(kit.file_name()),
        w=marked(kit.noun()),
        v=marked(kit.noun()),
        n=marked(str(kit.between(2, 400))),
    )


def item_label(kit: Kit, item: str) -> str:
    """Vary the way in which a program spells a menu item."""
    if item == "Quit":
        item = kit.any(("Quit", "Exit"))
    if item.endswith("..."):
        item = item[:-3] + kit.any(("...", "...", "…", ""))
    return item if kit.chance(0.7) else item[:1] + item[1:].lower()


def _editor(kit: Kit, bar: list[str], content: str = "") -> tuple[list[Element], Element]:
    """Return a window with a menu bar and its text field."""
    label = "Text" if kit.chance(0.6) else kit.any(("Document", "Editor", "Text area"))
    body = Element("edit", label, content)
    return [*(Element("menu", name) for name in bar), body], body


def menu_bar(kit: Kit) -> Scene:
    """Make a window whose menus are closed: the right menu must be opened."""
    bar = shown_menus(kit)
    elements, _ = _editor(kit, bar, kit.text() if kit.chance(0.5) else "")
    tools = []
    if kit.chance(0.35):
        names = ("New", "Open", "Save", "Print", "Undo", "Redo", "Bold", "Find", "Cut", "Copy")
        tools = [Element("button", name) for name in kit.random.sample(names, kit.between(3, 6))]
        elements = [*elements[: len(bar)], *tools, elements[-1]]
    by_name = {tool.label: tool for tool in tools}
    by_name |= {element.label: element for element in elements if element.role == "menu"}
    decisions = []
    for _ in range(7):
        menu = kit.any(bar)
        item = kit.any(items_of(menu, bar))
        target = by_name.get(item.rstrip("."), by_name[menu])
        decisions.append(Decision(item_goal(kit, menu, item), click(target)))
    if kit.chance(0.5):
        menu = kit.any(bar)
        item = kit.any([name for name in items_of(menu, bar) if not name.endswith("...")])
        history = (click(menu), click(item))
        decisions.append(Decision(item_goal(kit, menu, item), DONE, history))
    return Scene(elements, decisions)


def open_menu(kit: Kit) -> Scene:
    """Make a menu that hangs open: the right item must be clicked."""
    bar = shown_menus(kit)
    menu = kit.any(bar)
    items = items_of(menu, bar)
    elements = [Element("menu item", item_label(kit, item)) for item in items]
    pairs = kit.shuffled(list(zip(items, elements, strict=True)))
    decisions = [Decision(item_goal(kit, menu, item), click(element), (click(menu),)) for item, element in pairs[:7]]
    by_item = dict(zip(items, elements, strict=True))
    if SAVE_AS in by_item:
        goal, history = _long_save_goal(kit), (click(menu),)
        decisions.append(Decision(goal, click(by_item[SAVE_AS]), history))
    if kit.chance(0.5):
        elements = [*(Element("menu", name) for name in bar), *elements]
    return Scene(elements, decisions)


def _long_save_goal(kit: Kit) -> str:
    return kit.say(
        kit.any(("write_save", "write_keep", "save_as", "save_in")),
        t=marked(kit.text()),
        f=marked(kit.file_name()),
        d=marked(kit.any(words.FOLDERS)),
    )


def write_and_save(kit: Kit) -> Scene:
    """Make the editor at each end of a writing task: before typing, after it, after saving."""
    content = kit.text() if kit.chance(0.65) else ""
    bar = shown_menus(kit)
    elements, body = _editor(kit, bar, content)
    menu = elements[0]
    decisions = []
    for _ in range(4):
        new, name, folder = kit.text(), kit.file_name(), kit.any(words.FOLDERS)
        kind = kit.any(("write_save", "write_save", "write_keep", "write"))
        goal = kit.say(kind, t=marked(new), f=marked(name), d=marked(folder))
        decisions.append(Decision(goal, enter(body, new)))
    if content:
        for _ in range(4):
            decisions.append(_written(kit, body, menu, content))
    return Scene(elements, decisions)


def _written(kit: Kit, body: Element, menu: Element, content: str) -> Decision:
    """Return a decision for when the text is there already: save it, or stop."""
    name, folder = kit.file_name(), kit.any(words.FOLDERS)
    kind = kit.any(("write_save", "write_save", "write_keep", "write"))
    goal = kit.say(kind, t=marked(content), f=marked(name), d=marked(folder))
    typed = enter(body, content)
    if kind == "write":
        return Decision(goal, DONE, (typed,))
    if kit.chance(0.55):
        return Decision(goal, click(menu), (typed,) if kit.chance(0.85) else ())
    place = (click(folder),) if kind == "write_save" else ()
    steps = (typed, click(menu), click(SAVE_AS), enter("Name", name), *place, click("Save"))
    return Decision(goal, DONE, steps[-6:])


@dataclass
class _SaveDialog:
    """The controls of one Save As dialog, and what it already shows."""

    field: Element
    places: dict[str, Element]
    current: str
    save: Element
    name: str

    def folder(self, kit: Kit) -> str:
        """Draw the folder of a goal: the current one, or another that is listed."""
        others = [place for place in self.places if place != "Home"]
        return self.current if kit.chance(0.5) else kit.any(others or [self.current])


def _places(kit: Kit, current: str, wanted: str) -> dict[str, Element]:
    role = kit.any(("row", "row", "button"))
    shown = [place for place in words.PLACES if place in (current, wanted) or kit.chance(0.7)]
    return {place: Element(role, place, "selected" if place == current else "") for place in shown}


def save_dialog(kit: Kit) -> Scene:
    """Make the Save As dialog: name first, then the place, then the button."""
    label = "Name" if kit.chance(0.65) else kit.any(("File name", "Filename", "Name:"))
    right_name, right_place = kit.chance(0.55), kit.chance(0.5)
    name = kit.file_name()
    default = kit.any(("Untitled", "Untitled", "Untitled 1", "document", "untitled.txt", ""))
    field = Element("edit", label, name if right_name else default)
    folder = kit.any(words.PLACES[1:])
    others = [place for place in words.PLACES if place != folder]
    current = folder if right_place else kit.any(others)
    save = Element("button", kit.any(("Save", "Save", "Save", "OK")))
    dialog = _SaveDialog(field, _places(kit, current, folder), current, save, name)
    files = [Element("row", kit.file_name()) for _ in range(kit.between(0, 4))]
    cancel = Element("button", "Cancel")
    kinds = Element("combo", kit.any(("Encoding", "Type", "Filter")), kit.any(("UTF-8", "All")))
    head = [Element("dialog", kit.any(("Save As", "Save As", "Save as", "Save File"))), field]
    rest = [*dialog.places.values(), *files, kinds, *kit.shuffled([cancel, save])]
    decisions = [_saving(kit, dialog) for _ in range(5)]
    decisions.append(Decision(kit.say("stay"), click(cancel)))
    return Scene([*head, *rest], decisions, modal=True)


def _saving(kit: Kit, dialog: _SaveDialog) -> Decision:
    """Return the next step of saving in a dialog that is partly filled in."""
    ready = dialog.field.state == dialog.name
    wanted = dialog.name if ready and kit.chance(0.8) else kit.file_name()
    folder = dialog.folder(kit)
    kind = kit.any(("write_save", "write_save", "save_in", "save_as", "write_keep"))
    text = kit.text()
    goal = kit.say(kind, t=marked(text), f=marked(wanted), d=marked(folder))
    history: list[Act] = [click("File"), click(SAVE_AS)]
    if kind.startswith("write"):
        history.insert(0, enter("Text", text))
    if wanted != dialog.field.state:
        return Decision(goal, enter(dialog.field, wanted), tuple(history))
    history.append(enter(dialog.field, wanted))
    if kind in {"write_save", "save_in"}:
        if folder != dialog.current:
            return Decision(goal, click(dialog.places[folder]), tuple(history))
        if kit.chance(0.7):
            history.append(click(folder))
    return Decision(goal, click(dialog.save), tuple(history))
