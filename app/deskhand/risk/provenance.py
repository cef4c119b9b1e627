"""Where the strings of an act come from, found out anew: whoever proposes an act is not asked about it.

A recipe's own acts are the exception: the replay fills their texts in itself, from the recipe, its values, a file or
the keyring, and says which.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from deskhand.core.actions import Type, target_of
from deskhand.core.risk import Seen
from deskhand.core.screen import SURFACES, Element, Scene
from deskhand.core.step import Proposal

LONGEST = 60
"""Characters of a text of the screen that a sentence repeats."""
SCREEN, GOAL, RECIPE, UNKNOWN = "screen", "goal", "recipe", "unknown"


def of_texts(goal: str, proposal: Proposal, scene: Scene) -> Iterator[tuple[str, str]]:
    """Each typed string with its `Origin`."""
    action = proposal.action
    if not isinstance(action, Type):
        return
    if proposal.by == "recipe" and proposal.origin:
        yield action.shown, proposal.origin
    elif action.secret:
        yield action.shown, "secret"
    elif says(goal, action.text):
        yield action.text, GOAL
    else:
        yield action.text, SCREEN if any(True for _ in where(action.text, scene)) else UNKNOWN


def of_target(goal: str, proposal: Proposal) -> str:
    """The origin of the name of what is acted on, empty where there is no target."""
    target = target_of(proposal.action)
    if target is None:
        return ""
    if proposal.by == "recipe":
        return RECIPE
    return GOAL if target.text and says(goal, target.text) else SCREEN


def seen(texts: tuple[tuple[str, str], ...], scene: Scene) -> Iterator[Seen]:
    """Where the texts that came from the screen stand on it: the smallest thing that shows each."""
    titles = {e.id: e.text for e in scene if e.role in SURFACES}
    for text, origin in texts:
        if origin != SCREEN:
            continue
        element = min(where(text, scene), key=lambda e: e.box.area, default=None)
        if element is not None:
            window = titles.get(element.window) or (scene.frame.focus.title if scene.frame.focus else "")
            beside = f", in “{short(element.text)}”" if element.text and plain(element.text) != plain(text) else ""
            yield Seen(text, f"in the window “{short(window)}”{beside}", element.box)


def where(text: str, scene: Scene) -> Iterator[Element]:
    """The elements that show a text."""
    wanted = plain(text)
    for element in scene:
        if (
            wanted
            and element.role not in SURFACES
            and (wanted in plain(element.text) or wanted in plain(element.state))
        ):
            yield element


def says(goal: str, text: str) -> bool:
    """Whether a goal has a text in it, whatever its case, spaces and kind of quotes; of letters and digits, whole
    words: a goal that says 1200 does not say 20."""
    wanted = plain(text)
    if not wanted:
        return not text.strip()
    start, end = _BEFORE if wanted[0].isalnum() else "", _AFTER if wanted[-1].isalnum() else ""
    return re.search(start + re.escape(wanted) + end, plain(goal)) is not None


def plain(text: str) -> str:
    """A text as it is compared: compatibility forms, case, spaces and quotes made one."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return " ".join(folded.split())


def short(text: str) -> str:
    """As much of a text as a sentence repeats."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


_BEFORE = r"(?<!\w)(?<!\w[.,@:/+-])(?<!\s[+-])(?<!^[+-])"
_AFTER = r"(?!\w)(?![.,@:/+-]\w)"
"""A part of a number, an address or a path is another: a goal that says 1,200 does not say 200."""
_QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')

__all__ = ["of_target", "of_texts", "says", "seen", "where"]
