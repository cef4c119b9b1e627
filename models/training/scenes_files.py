"""File managers: choosing, opening, deleting and renaming by name, and making folders."""

from __future__ import annotations

from . import words
from .kit import Kit, marked
from .screen import ASK, DONE, SCROLL, Act, Decision, Element, Scene, click, enter, press

NEW_FOLDER_KEY = "ctrl+shift+n"


def _names(kit: Kit, count: int) -> list[str]:
    """Draw file names with near-duplicates of some of them, but no two of one stem."""
    names = {kit.file_name() for _ in range(count)}
    stem, _, extension = sorted(names)[0].rpartition(".")
    names |= {
        f"{stem}{kit.any(('-', '_'))}{kit.between(1, 20)}.{extension}",
        f"old_{stem}.{extension}",
    }
    by_stem = {name.rpartition(".")[0]: name for name in sorted(names)}
    return kit.shuffled(list(by_stem.values()))


def files(kit: Kit) -> Scene:
    """Make a list of files with buttons for the one selected."""
    names = _names(kit, kit.between(3, 10))
    chosen = kit.any(names) if kit.chance(0.55) else ""
    rows = {name: Element("row", name, "selected" if name == chosen else "") for name in names}
    buttons = {name: Element("button", name) for name in ("Open", "Delete", "Rename")}
    elements = [*rows.values(), *kit.shuffled(list(buttons.values()))]
    if kit.chance(0.4):
        elements = [*elements[-3:], *elements[:-3]]
    decisions = []
    for name in kit.random.sample(names, min(4, len(names))):
        kind = kit.any(("open_file", "delete_file", "rename_file", "select_file"))
        goal = kit.say(kind, l=marked(name), n=marked(kit.file_name()))
        act = Act("double-click", rows[name]) if kind == "open_file" else click(rows[name])
        decisions.append(Decision(goal, act))
    if chosen:
        row = rows[chosen]
        for kind, button in (
            ("open_file", "Open"),
            ("delete_file", "Delete"),
            ("rename_file", "Rename"),
        ):
            history = (click(row),) if kit.chance(0.8) else ()
            goal = kit.say(kind, l=marked(chosen), n=marked(kit.file_name()))
            decisions.append(Decision(goal, click(buttons[button]), history))
        decisions.append(Decision(kit.say("select_file", l=marked(chosen)), DONE, (click(row),)))
        decisions = [item for item in decisions if item.answer.target is not row]
    decisions += _absent(kit)
    return Scene(elements, kit.shuffled(decisions)[:7])


def _absent(kit: Kit) -> list[Decision]:
    """Return decisions about files that are not in view: to be found, or deleted already."""
    absent = kit.file_name()
    scrolled = (SCROLL,) * kit.between(0, 2)
    kind = kit.any(("open_file", "delete_file", "select_file"))
    found = Decision(kit.say(kind, l=marked(absent)), SCROLL, scrolled)
    gone = (click(absent), click("Delete"), click(kit.any(("Delete", "Yes", "Move to Trash"))))
    return [found, Decision(kit.say("delete_file", l=marked(absent)), DONE, gone)]


def same_stems(kit: Kit) -> Scene:
    """Make a list in which a goal without the extension fits two files; ask which."""
    stem, other = kit.stem(), kit.stem()
    endings = kit.random.sample(words.EXTENSIONS, 2)
    twins = [Element("row", f"{stem}.{ending}") for ending in endings]
    single = Element("row", f"{other}.{kit.any(words.EXTENSIONS)}")
    rest = [Element("row", kit.file_name()) for _ in range(kit.between(0, 5))]
    rows = kit.shuffled([*twins, single, *rest])
    decisions = [Decision(kit.say("file_stem", l=marked(stem), n=marked(kit.stem())), ASK) for _ in range(2)]
    decisions += [
        Decision(kit.say("file_stem", l=marked(other), n=marked(kit.stem())), click(single)) for _ in range(2)
    ]
    decisions.append(Decision(kit.say("open_file", l=marked(twins[0].label)), Act("double-click", twins[0])))
    decisions.append(Decision(kit.say("open_file", l=marked(twins[1].label)), Act("double-click", twins[1])))
    return Scene([*rows, Element("button", "Open"), Element("button", "Delete")], decisions)


def confirm_delete(kit: Kit) -> Scene:
    """Make the question whether a file shall really go."""
    name = kit.file_name()
    title = kit.any(
        ("Delete {n}?", "Do you really want to delete {n}?", "Remove {n} permanently?",
         "Move {n} to the trash?", "Are you sure you want to delete {n}?")
    )  # fmt: skip
    yes, no = kit.any((("Yes", "No"), ("Delete", "Cancel"), ("OK", "Cancel"), ("Move to Trash", "Cancel")))
    agree, refuse = Element("button", yes), Element("button", no)
    elements = [Element("dialog", title.format(n=name)), *kit.shuffled([agree, refuse])]
    history = (click(name), click("Delete"))
    other = kit.file_name()
    decisions = [Decision(kit.say("delete_file", l=marked(name)), click(agree), history) for _ in range(3)]
    decisions += [
        Decision(kit.say("keep_file", l=marked(name)), click(refuse)),
        Decision(kit.say("open_file", l=marked(other)), click(refuse), (click(other),)),
        Decision(kit.say("stay"), click(refuse)),
    ]
    return Scene(elements, decisions, modal=True)


def rename_dialog(kit: Kit) -> Scene:
    """Make the dialog that asks for a file's new name."""
    old, new = kit.file_name(), kit.file_name()
    ready = kit.chance(0.5)
    field = Element("edit", kit.any(("New name", "Name", "Rename to")), new if ready else old)
    agree = Element("button", kit.any(("Rename", "Rename", "OK")))
    title = kit.any(("Rename", f"Rename {old}", "Rename file"))
    elements = [Element("dialog", title), field, Element("button", "Cancel"), agree]
    history = (click(old), click("Rename"))
    decisions = []
    for _ in range(5):
        wanted = new if ready and kit.chance(0.7) else kit.file_name()
        goal = kit.say("rename_file", l=marked(old), n=marked(wanted))
        if wanted == field.state:
            decisions.append(Decision(goal, click(agree), (*history, enter(field, wanted))))
        else:
            decisions.append(Decision(goal, enter(field, wanted), history))
    return Scene(elements, decisions, modal=True)


def _folder_name(kit: Kit) -> str:
    name = kit.noun()
    name = name.capitalize() if kit.chance(0.6) else name
    return f"{name} {kit.any((kit.noun(), str(kit.between(2019, 2027))))}" if kit.chance(0.4) else name


def folder_window(kit: Kit) -> Scene:
    """Make a file manager in which a folder shall be made, or has been."""
    here = kit.any(words.PLACES)
    places = {
        place: Element("row", place, "selected" if place == here else "")
        for place in words.PLACES
        if place == here or kit.chance(0.8)
    }
    made = _folder_name(kit)
    rows = [Element("row", name) for name in [*(kit.stem() for _ in range(kit.between(0, 4))), made]]
    button = Element("button", kit.any(("New Folder", "Create Folder", "New folder...")))
    with_button = kit.chance(0.35)
    icons = [Element("icon", name) for name in ("Back", "Forward", "Up")]
    elements = [*icons, *places.values(), *([button] if with_button else []), *kit.shuffled(rows)]
    make = click(button) if with_button else press(NEW_FOLDER_KEY)
    decisions = [Decision(kit.say("new_folder", n=marked(_folder_name(kit))), make) for _ in range(3)]
    for _ in range(3):
        place = kit.any(list(places))
        goal = kit.say("new_folder_in", n=marked(_folder_name(kit)), d=place)
        history = (click(place),) if place == here else ()
        decisions.append(Decision(goal, make if place == here else click(places[place]), history))
    steps = (make, enter("Name", made), click("Create"))
    decisions.append(Decision(kit.say("new_folder", n=marked(made)), DONE, steps))
    return Scene(elements, decisions, whole=not with_button)


def folder_dialog(kit: Kit) -> Scene:
    """Make the dialog that names a new folder."""
    made = _folder_name(kit)
    ready = kit.chance(0.5)
    label = kit.any(("Name", "Folder name", "Enter a new name", "New folder name"))
    field = Element("edit", label, made if ready else kit.any(("New Folder", "", "Untitled Folder")))
    agree = Element("button", kit.any(("Create", "Create", "OK")))
    elements = [
        Element("dialog", kit.any(("Create New Folder", "New Folder", "Create Folder"))),
        field,
        *kit.shuffled([Element("button", "Cancel"), agree]),
    ]
    opener = kit.any((press(NEW_FOLDER_KEY), click("New Folder"), click("Create Folder...")))
    decisions = []
    for _ in range(5):
        wanted = made if ready and kit.chance(0.7) else _folder_name(kit)
        kind, place = kit.any(("new_folder", "new_folder_in")), kit.any(words.FOLDERS)
        goal = kit.say(kind, n=marked(wanted), d=place)
        history = [click(place)] if kind == "new_folder_in" else []
        history.append(opener)
        if wanted == field.state:
            history.append(enter(field, wanted))
            decisions.append(Decision(goal, click(agree), tuple(history)))
        else:
            decisions.append(Decision(goal, enter(field, wanted), tuple(history)))
    return Scene(elements, decisions, modal=True)
