"""Pages and plain control panels: links, ticks with buttons, synonyms, chains, dead ends."""

from __future__ import annotations

from . import labels, words
from .kit import Kit, marked
from .menus import SYNONYMS
from .phrases import CHAINS, REVERSED_CHAINS
from .screen import ASK, DONE, FAIL, SCROLL, WAIT, Act, Decision, Element, Scene, click

CONTROL_ROLES = ("button", "button", "link", "icon", "tab")
WAITING = (
    "Loading...", "Please wait", "Installing {n}", "Copying 3 of 20 files", "Downloading 45%",
    "Connecting...", "Saving {n}...", "Processing your request", "Searching...", "Uploading {n}",
    "Preparing updates, 12%", "Opening {n}...", "Rendering page 2 of 9", "Syncing...",
    "Building...",
)  # fmt: skip
IMPOSSIBLE = (
    "You do not have permission to do this", "{n} is read-only", "The disk is full",
    "Access denied", "This feature is not available in your plan", "{n} could not be found",
    "The file is locked by another user", "Could not save {n}: no space left on device",
    "Operation not permitted", "This item is sold out", "The account has been closed",
    "The server does not support this", "{n} cannot be deleted", "The file format is not supported",
    "Your session has no right to do it", "Failed to open {n}: it does not exist",
)  # fmt: skip


def controls(kit: Kit) -> Scene:
    """Make a panel of labelled controls, each of which may be asked for."""
    names = kit.some(labels.BUTTONS, kit.between(5, 18))
    names += [f"{kit.any(('New', 'Edit', 'Open', 'My', 'View'))} {kit.noun()}" for _ in range(3)]
    elements = [Element(kit.any(CONTROL_ROLES), name) for name in dict.fromkeys(names)]
    elements = kit.shuffled(elements)
    decisions = []
    for element in kit.random.sample(elements, 5):
        decisions.append(Decision(kit.say("press", l=kit.spoken(element.label)), click(element)))
    target = kit.any(elements)
    goal = kit.say("press", l=kit.spoken(target.label))
    decisions.append(Decision(goal, DONE, (click(target),)))
    shown = " ".join(names).lower()
    absent = [name for name in kit.some(labels.BUTTONS, 12) if name.lower() not in shown]
    if absent and kit.chance(0.6):
        decisions.append(Decision(kit.say("press", l=kit.spoken(absent[0])), SCROLL))
    return Scene(elements, decisions)


def synonyms(kit: Kit) -> Scene:
    """Make a panel whose controls are asked for in other words than their own."""
    chosen = kit.random.sample(SYNONYMS, kit.between(5, 10))
    pairs = [(Element(kit.any(("button", "icon", "link")), name), ways) for name, ways in chosen]
    own = {name.lower() for name, _ in SYNONYMS}
    extra = [name for name in kit.some(labels.BUTTONS, kit.between(0, 5)) if name.lower() not in own]
    elements = kit.shuffled([*(pair[0] for pair in pairs), *(Element("button", name) for name in extra)])
    decisions = [Decision(kit.wording(ways), click(element)) for element, ways in pairs[:7]]
    return Scene(elements, decisions)


def chains(kit: Kit) -> Scene:
    """Make a panel on which two or three controls shall be used in turn."""
    names = kit.some(labels.BUTTONS, kit.between(5, 12))
    elements = [Element(kit.any(CONTROL_ROLES), name) for name in names]
    decisions = []
    for _ in range(6):
        steps = kit.random.sample(elements, kit.between(2, 3))
        spoken = [f"{kit.any(('click', 'press', 'hit', 'choose'))} {kit.spoken(e.label)}" for e in steps]
        if len(steps) == 2 and kit.chance(0.25):
            goal = kit.any(REVERSED_CHAINS).format(a=spoken[0], b=spoken[1])
        elif len(steps) == 2:
            goal = kit.wording(CHAINS).format(a=spoken[0], b=spoken[1])
        else:
            goal = kit.any(("{}, then {}, then {}", "{}, {} and {}", "{}; {}; {}")).format(*spoken)
        made = kit.between(0, len(steps))
        history = tuple(click(step) for step in steps[:made])
        decisions.append(Decision(goal, click(steps[made]) if made < len(steps) else DONE, history))
    return Scene(elements, decisions)


def news(kit: Kit) -> Scene:
    """Make a page of headlines."""
    subjects = kit.some(words.NOUNS, kit.between(4, 9))
    links = [
        Element("link", kit.one(words.NEWS).format(
            noun=noun, other=noun, city=kit.one(words.CITIES), who=kit.one(words.FIRST_NAMES)))
        for noun in subjects
    ]  # fmt: skip
    head = [Element("link", name) for name in kit.some(labels.BUTTONS, kit.between(1, 4))]
    decisions = []
    for link, noun in list(zip(links, subjects, strict=True))[:5]:
        if noun in link.label.lower() and kit.chance(0.6):
            goal = kit.say("read_about", w=noun)
        else:
            goal = kit.say("read", l=kit.spoken(link.label))
        decisions.append(Decision(goal, click(link)))
    decisions.append(Decision(kit.say("read", l=kit.spoken(links[0].label)), DONE, (click(links[0]),)))
    return Scene([*head, *kit.shuffled(links)], decisions)


def tick_and_press(kit: Kit) -> Scene:
    """Make a page with boxes to tick and a button to press after that."""
    chosen = kit.random.sample(labels.CONSENTS, kit.between(1, 3))
    boxes = [Element("checkbox", name, kit.any(("on", "off"))) for name, _ in chosen]
    names = ("Continue", "Submit", "Place order", "Next", "Register", "Buy now", "Agree", "Finish")
    buttons = [Element("button", name) for name in kit.random.sample(names, 2)]
    links = [Element("link", name) for name in kit.some(labels.BUTTONS, kit.between(0, 5))]
    decisions = []
    for _ in range(6):
        box, (_, ways) = kit.any(list(zip(boxes, chosen, strict=True)))
        button = kit.any(buttons)
        kind, wanted = kit.any((("tick_press", "on"), ("untick_press", "off")))
        spoken = kit.any((box.label.lower(), *ways))
        goal = kit.say(kind, c=spoken, b=kit.spoken(button.label))
        if box.state != wanted:
            decisions.append(Decision(goal, click(box)))
        elif kit.chance(0.3):
            decisions.append(Decision(goal, DONE, (click(box), click(button))))
        else:
            history = (click(box),) if kit.chance(0.7) else ()
            decisions.append(Decision(goal, click(button), history))
    return Scene([*links, *boxes, *buttons], decisions)


def consent_banner(kit: Kit) -> Scene:
    """Make a cookie banner over a page, wanted by some goals and in the way of others."""
    title, names, refusal = kit.any(labels.WEB_INTRUDERS[:5])
    buttons = {name: Element("button", name) for name in names}
    page = [Element("link", name) for name in kit.some(labels.BUTTONS, kit.between(3, 9))]
    banner = [Element("dialog", title), *buttons.values()]
    decisions = [Decision(kit.say("accept_cookies"), click(buttons[names[0]])) for _ in range(2)]
    decisions.append(Decision(kit.say("reject_cookies"), click(buttons[refusal])))
    for link in page[:3]:
        goal = kit.say("press", l=kit.spoken(link.label))
        decisions.append(Decision(goal, click(buttons[refusal])))
    elements = [*banner, *page] if kit.chance(0.5) else [*page, *banner]
    return Scene(elements, decisions, modal=True)


def people(kit: Kit) -> Scene:
    """Make a list of people in which a first name may fit two of them."""
    twin, single = kit.some(words.FIRST_NAMES, 2)
    surnames = kit.some(words.LAST_NAMES, 6)
    names = [f"{twin} {surnames[0]}", f"{twin} {surnames[1]}", f"{single} {surnames[2]}"]
    others = [first for first in kit.some(words.FIRST_NAMES, 5) if first not in (twin, single)]
    names += [f"{first} {kit.one(words.LAST_NAMES)}" for first in others]
    role = kit.any(("row", "link", "option", "row"))
    rows = [Element(role, name) for name in names]
    decisions = [
        Decision(kit.say("contact", w=marked(twin)), ASK),
        Decision(kit.say("contact", w=marked(twin)), ASK),
        Decision(kit.say("contact", w=marked(single)), click(rows[2])),
        Decision(kit.say("contact", w=marked(names[0])), click(rows[0])),
        Decision(kit.say("contact", w=marked(names[1])), click(rows[1])),
        Decision(kit.say("contact", w=marked(names[2])), click(rows[2])),
    ]
    return Scene(kit.shuffled(rows), decisions)


def _any_goal(kit: Kit, subject: str) -> tuple[str, Act]:
    """Return some goal together with the act that was just done for it."""
    kind = kit.any(("press", "delete_file", "open_file", "save_as", "press"))
    button = kit.one(labels.BUTTONS)
    goal = kit.say(kind, l=marked(subject if kind != "press" else button.lower()), f=marked(subject))
    act = {"press": button, "delete_file": "Delete", "open_file": "Open", "save_as": "Save"}[kind]
    return goal, click(act)


def waiting(kit: Kit) -> Scene:
    """Make a screen on which something still runs."""
    subject = kit.file_name()
    message = kit.any(WAITING).format(n=subject)
    elements = [Element(kit.any(("dialog", "text")), message)]
    if kit.chance(0.5):
        elements.append(Element("text", f"{kit.between(1, 99)}%"))
    if kit.chance(0.6):
        elements.append(Element("button", kit.any(("Cancel", "Stop", "Hide"))))
    decisions = []
    for _ in range(4):
        goal, act = _any_goal(kit, subject)
        decisions.append(Decision(goal, WAIT, (act,) if kit.chance(0.8) else ()))
    return Scene(elements, decisions, modal=True)


def impossible(kit: Kit) -> Scene:
    """Make a message that rules the goal out."""
    subject = kit.file_name()
    message = kit.any(IMPOSSIBLE).format(n=subject)
    elements = [Element(kit.any(("dialog", "dialog", "text")), message)]
    elements.append(Element("button", kit.any(("OK", "Close", "Cancel"))))
    decisions = []
    for _ in range(4):
        goal, act = _any_goal(kit, subject)
        decisions.append(Decision(goal, FAIL, (act,)))
    return Scene(elements, decisions, modal=True)
