"""Settings: switches, ticks and radios, combos and their options, tabs, numeric fields."""

from __future__ import annotations

from . import labels
from .kit import Kit, marked
from .phrases import CHAINS
from .screen import DONE, SCROLL, Act, Decision, Element, Scene, click, enter

OPPOSITE = {"on": "off", "off": "on"}
NUMBERS = (
    "Volume", "Brightness", "Font size", "Zoom", "Copies", "Width", "Height", "Margin", "Timeout",
    "Opacity", "Quantity", "Speed", "Indent", "Delay", "Rotation", "Contrast", "Line spacing",
    "Scale", "Pages", "Columns", "Guests", "Rooms", "Age limit", "Port", "Retries",
)  # fmt: skip
TABS = (
    "General", "Display", "Network", "Sound", "Privacy", "Security", "Accounts", "Appearance",
    "Behaviour", "Advanced", "Editor", "Fonts", "Colours", "Shortcuts", "Plugins", "Power",
    "Printing", "Sharing", "Updates", "Storage", "Users", "Language", "Keyboard", "Mouse",
)  # fmt: skip


def _switch_goal(kit: Kit, label: str, wanted: str) -> str:
    return kit.say(wanted, l=kit.spoken(label))


def switches(kit: Kit) -> Scene:
    """Make a page of switches, some of which stand right already."""
    role = kit.any(("checkbox", "switch", "switch"))
    names = kit.some(labels.SWITCHES, kit.between(4, 10))
    elements = {name: Element(role, name, kit.any(("on", "off"))) for name in names}
    decisions = []
    for name in names[:5]:
        element, wanted = elements[name], kit.any(("on", "off"))
        right = element.state == wanted
        history = (click(element),) if right and kit.chance(0.6) else ()
        goal = _switch_goal(kit, name, wanted)
        decisions.append(Decision(goal, DONE if right else click(element), history))
    for _ in range(2):
        decisions.append(_two_switches(kit, elements))
    missing = [name for name in kit.some(labels.SWITCHES, 20) if not _resembles(name, names)]
    if missing and kit.chance(0.6):
        history = (Act("scroll"),) if kit.chance(0.4) else ()
        goal = _switch_goal(kit, missing[0], kit.any(("on", "off")))
        decisions.append(Decision(goal, SCROLL, history))
    return Scene(list(elements.values()), decisions)


def _resembles(name: str, others: list[str]) -> bool:
    own = set(name.lower().split())
    return any(own & set(other.lower().split()) for other in others)


def _two_switches(kit: Kit, elements: dict[str, Element]) -> Decision:
    """Return a goal over two switches, with the first that is still wrong as the answer."""
    names = kit.random.sample(sorted(elements), 2)
    wanted = [kit.any(("on", "off")) for _ in names]
    parts = [_switch_goal(kit, *pair).lstrip("~") for pair in zip(names, wanted, strict=True)]
    goal = kit.wording(CHAINS).format(a=parts[0], b=parts[1])
    history: list[Act] = []
    for name, state in zip(names, wanted, strict=True):
        if elements[name].state != state:
            return Decision(goal, click(elements[name]), tuple(history))
        if kit.chance(0.7):
            history.append(click(elements[name]))
    return Decision(goal, DONE, tuple(history))


def radios(kit: Kit) -> Scene:
    """Make groups of radio buttons."""
    elements, decisions = [], []
    seen: set[str] = set()
    for name, values in kit.some(labels.CHOICES, kit.between(1, 3)):
        if seen & set(values):
            continue
        seen |= set(values)
        chosen = kit.any(values)
        group = [Element("radio", value, "on" if value == chosen else "off") for value in values]
        elements += [*([Element("text", name)] if kit.chance(0.6) else []), *group]
        for element in kit.random.sample(group, min(3, len(group))):
            goal = kit.say("choice", f=name.lower(), v=kit.spoken(element.label))
            right = element.state == "on"
            history = (click(element),) if right and kit.chance(0.5) else ()
            decisions.append(Decision(goal, DONE if right else click(element), history))
    return Scene(elements, kit.shuffled(decisions)[:7])


def combos(kit: Kit) -> Scene:
    """Make a page of closed combos and numeric fields, with a button that applies them."""
    chosen = kit.some(labels.CHOICES, kit.between(2, 4))
    boxes = {name: Element("combo", name, kit.any(values)) for name, values in chosen}
    numbers = [Element("edit", name, str(kit.between(0, 100))) for name in kit.some(NUMBERS, kit.between(0, 2))]
    apply = Element("button", kit.any(("Apply", "OK", "Save", "Save changes")))
    elements = [*boxes.values(), *numbers, apply, Element("button", "Cancel")]
    decisions = []
    for name, values in chosen:
        for value in kit.random.sample(values, 2):
            goal = kit.say("choice", f=name.lower(), v=value)
            right = value == boxes[name].state
            if right and kit.chance(0.4):
                ending = f", then press {apply.label}"
                decisions.append(Decision(goal + ending, click(apply), (click(name), click(value))))
            else:
                steps = (click(name), click(value)) if right and kit.chance(0.6) else ()
                decisions.append(Decision(goal, DONE if right else click(boxes[name]), steps))
    for number in numbers:
        right = kit.chance(0.3)
        value = number.state if right else str(kit.between(101, 300))
        goal = kit.say("number", f=number.label.lower(), v=marked(value))
        typed = (enter(number, value),) if right and kit.chance(0.6) else ()
        decisions.append(Decision(goal, DONE if right else enter(number, value), typed))
    return Scene(elements, kit.shuffled(decisions)[:7])


def options(kit: Kit) -> Scene:
    """Make a combo that hangs open over its page."""
    chosen = kit.some(labels.CHOICES, kit.between(1, 3))
    current = {name: kit.any(values) for name, values in chosen}
    name, values = chosen[0]
    picks = [Element("option", value, "selected" if value == current[name] else "") for value in values]
    box = [Element("combo", other, current[other]) for other, _ in chosen]
    decisions = []
    for pick in kit.random.sample(picks, min(4, len(picks))):
        if not pick.state:
            goal = kit.say("choice", f=name.lower(), v=kit.spoken(pick.label))
            decisions.append(Decision(goal, click(pick), (click(box[0]),)))
    elements = [box[0], *picks, *box[1:]] if kit.chance(0.5) else [*box, *picks]
    return Scene(elements, decisions, modal=True)


def tabs(kit: Kit) -> Scene:
    """Make a window with tabs and the switches of the tab in front."""
    names = kit.some(TABS, kit.between(3, 6))
    front = kit.any(names)
    bar = {name: Element("tab", name, "selected" if name == front else "") for name in names}
    toggles = [
        Element(kit.any(("switch", "checkbox")), name, kit.any(("on", "off")))
        for name in kit.some(labels.SWITCHES, kit.between(2, 5))
        if not _resembles(name, names)
    ]
    decisions = []
    for name in kit.random.sample(names, 3):
        right = name == front
        history = (click(name),) if right and kit.chance(0.6) else ()
        goal = kit.say("tab", l=kit.spoken(name))
        decisions.append(Decision(goal, DONE if right else click(bar[name]), history))
    for _ in range(2):
        other = kit.any([name for name in names if name != front])
        wanted = kit.any(("on", "off"))
        absent = kit.one(labels.SWITCHES)
        if not _resembles(absent, [toggle.label for toggle in toggles]):
            goal = kit.say(f"tab_{wanted}", l=kit.spoken(other), s=kit.spoken(absent))
            decisions.append(Decision(goal, click(bar[other])))
    for toggle in toggles[:2]:
        wanted = kit.any(("on", "off"))
        goal = kit.say(f"tab_{wanted}", l=kit.spoken(front), s=kit.spoken(toggle.label))
        right = toggle.state == wanted
        steps = [click(front)] if kit.chance(0.6) else []
        steps += [click(toggle)] if right and steps else []
        decisions.append(Decision(goal, DONE if right else click(toggle), tuple(steps)))
    return Scene([*bar.values(), *toggles], decisions)
