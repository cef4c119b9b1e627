"""Screens of real applications as our own grounding reads them, its errors included, with goals made for them.

`library/real.jsonl` holds one screen a line: `{"elements": [[role, label, state], ...]}`; it is made by
`python -m training.record FOLDER...` from pictures of screens.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from .kit import Kit, marked
from .panels import Control, asked, controls
from .screen import DONE, PASSIVE_ROLES, TOGGLES, Act, Decision, Element, Scene, click, enter
from .wording import PLAIN_MARK

REAL = Path(__file__).parent / "library" / "real.jsonl"
MOST = 46
"""Elements of a screen that are kept: what the app shows the model."""
_WORDS = re.compile(r"[A-Za-z]{3,}")


@lru_cache
def real_screens() -> tuple[tuple[tuple[str, str, str], ...], ...]:
    """Return every recorded screen."""
    if not REAL.exists():
        return ()
    lines = REAL.read_text("utf-8").splitlines()
    return tuple(tuple(tuple(one) for one in json.loads(line)["elements"]) for line in lines if line)


@lru_cache
def _by_label() -> dict[str, Control]:
    return {control.label.lower().strip(" .…"): control for control in controls()}


def real(kit: Kit) -> Scene:
    """Make a stretch of a recorded screen with goals about its own controls."""
    elements = [Element(*parts) for parts in kit.any(real_screens()) if parts[1].strip() or parts[0] == "edit"]
    if len(elements) > MOST:
        begin = kit.between(0, len(elements) - MOST)
        elements = elements[begin : begin + MOST]
    decisions = [one for e in kit.shuffled(elements) if (one := _decision(kit, elements, e)) is not None]
    return Scene(elements, decisions[:4])


def _decision(kit: Kit, elements: list[Element], element: Element) -> Decision | None:
    """Return a goal about one element, if a person could name it."""
    spoken = element.label.strip(" .…:")
    if element.role in PASSIVE_ROLES or sum(other.label == element.label for other in elements) > 1:
        return None
    if element.role == "edit":
        return _typed(kit, element, spoken)
    if not _WORDS.search(spoken) or len(spoken) > 40:
        return None
    known = _by_label().get(spoken.lower())
    if known is not None and not known.off and kit.chance(0.7):
        return asked(kit, known, element)
    if element.role in TOGGLES and element.state in ("on", "off"):
        wanted = kit.any(("on", "off"))
        answer = DONE if element.state == wanted else click(element)
        then = "nothing" if answer is DONE else f"turns {wanted}"
        return Decision(kit.say(wanted, l=kit.spoken(spoken)), answer, (), then)
    if element.role == "row" and "." in spoken[1:] and kit.chance(0.6):
        return Decision(kit.say("open_file", l=marked(spoken)), Act("double-click", element))
    if element.role == "header":
        ways = ("sort by {l}", "order the list by {l}", "sort the list on {l}", "click the {l} column")
        return Decision(kit.any(ways).format(l=kit.spoken(spoken)), click(element))
    return Decision(kit.say("press", l=kit.spoken(spoken)), click(element))


def _typed(kit: Kit, element: Element, spoken: str) -> Decision | None:
    value = kit.any((kit.text, kit.person, kit.file_name, kit.noun, lambda: str(kit.between(1, 500))))()
    if not _WORDS.search(spoken):
        ways = ("type {v}", 'type "{v}"', "write {v}", "enter {v}", "put {v} here")
        return Decision(kit.any(ways).format(v=marked(value)), enter(element, value), (), "field holds")
    ways = ("type {v} into {l}", 'put "{v}" in the {l} field', "{l}: {v}", "enter {v} as {l}", "set {l} to {v}")
    goal = PLAIN_MARK + kit.any(ways).format(v=marked(value), l=spoken.lower())
    return Decision(goal, enter(element, value), (), "field holds")
