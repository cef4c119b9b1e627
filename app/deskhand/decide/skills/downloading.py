"""Downloading what a page offers: a link or button that names it, or a Download button beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Ask, Click, Fail, Wait
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..likeness import content_words, covered
from ..matching import holds, normalised
from ..procedures import clicked_first
from ..seeking import seek
from ..skill import Intent, Skill, Wording
from ..verbs import base_of
from ..view import Choice, Met, Move, View

_STARTS = Expectation(Change.ANYTHING, patience=6.0)
_OFFERS = (Role.LINK, Role.BUTTON, Role.MENU_ITEM, Role.ICON)
"""What a click may download; a tab only shows another page."""
_ENOUGH = 0.6
"""Share of the words of what is wanted that a link must say."""
_GETS = ("download", "get", "save", "fetch", "export")
"""Verbs of buttons that download."""
_LOOKS = 3
"""Looks for a sign of the download before it counts as not begun."""
_SIGN = re.compile(
    r"\bdownload(?:ed|ing)\b|\bdownload (?:complete|started|finished)|\bsaved (?:to|in)\b|"
    r"\b\d+(?:[.,]\d+)?\s*(?:of|/)\s*\d+(?:[.,]\d+)?\s*[kmg]i?b\b|\b[kmg]i?b/s|\bshow in folder\b|\bopen file\b",
    re.IGNORECASE,
)
"""What the bar or bubble of a browser says of a download."""
_FILE = re.compile(r"[\w()-]\.(?!com\b|org\b|net\b|html?\b)[a-z]\w{1,4}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Download(Intent):
    """Download what is called so."""

    name: str


def download(intent: Download, view: View) -> Move:
    """Click what offers it, once; then answer a dialog that asks where to, and see a sign of it."""
    offers = _offers(intent.name, view)
    done = clicked_first(view, intent.name, f"Download {intent.name}", *(e.text for e in offers), "Download")
    if done:
        return _begun(intent.name, done, view)
    if not offers:
        return seek(view, f"a download of {intent.name}")
    if len(offers) > 1:
        named = ", ".join(e.text for e in offers[:4])
        return Choice(Ask(f"Several may be meant by {intent.name}: {named}. Which one?"), 0.8, "the words fit several")
    return Choice(Click(offers[0]), 0.9, f"{offers[0].text} is what to download", _STARTS)


def _begun(name: str, done: int, view: View) -> Move:
    """Met once a download is to be seen: a click by itself proves nothing."""
    saved = view.clicked("Save")
    dialog = bool(view.of(Role.DIALOG))
    save = view.first("Save", "Save File", roles=[Role.BUTTON]) if dialog else None
    if save is not None and saved <= done:
        return Choice(
            Click(save), 0.9, "it is to be kept", Expectation(Change.DIALOG_CLOSES, patience=4.0), in_dialog=True
        )
    if (saved > done and not dialog) or _sign(name, view.done[done - 1].action, view):
        return Met(max(done, saved))
    if len(view.done) - done < _LOOKS:
        return Choice(Wait(0.7), 0.9, "the download takes a moment")
    return Choice(Fail(f"I see no sign that {name} is downloaded."), 0.9, "nothing tells of a download")


def _sign(name: str, pressed: object, view: View) -> bool:
    """Whether a text tells of a download, or a file is named that was not what was pressed."""
    offer = pressed.target.text if isinstance(pressed, Click) else ""
    texts = [e.text for e in view.elements if e.text and normalised(e.text) != normalised(offer)]
    words = content_words(name)
    return any(
        _SIGN.search(text) or (_FILE.search(text) and any(holds(text, word) for word in words)) for text in texts
    )


def _offers(name: str, view: View) -> list[Element]:
    """What may be pressed for it: what is called so, else what says most of its words, else a button beside it."""
    exact = view.first(name, f"Download {name}", roles=list(_OFFERS))
    if exact is not None:
        return [exact]
    pool = [e for e in view.of(*_OFFERS) if e.text and not _does_else(e.text, name)]
    shares = [(covered(name, e), e) for e in pool]
    most = max((share for share, _ in shares), default=0.0)
    if most >= _ENOUGH:
        best = [e for share, e in shares if share == most]
        # One that says Download means it, of several that name the thing.
        return [e for e in best if normalised(e.text).startswith("download")] or best
    buttons = [e for e in pool if normalised(e.text).startswith("download")]
    rows = [e for e in view.elements if e.role not in _OFFERS and covered(name, e) >= _ENOUGH]
    level = [b for b in buttons for r in rows if abs(b.box.center.y - r.box.center.y) <= r.box.h]
    return level[:1] or (buttons if len(buttons) == 1 else [])


def _does_else(label: str, name: str) -> bool:
    """Whether a label begins with a verb of its own: `Pay invoice` pays, it does not download."""
    first, _, rest = label.partition(" ")
    verb = base_of(first) if rest else ""
    return bool(verb) and verb not in _GETS and first.casefold() not in content_words(name)


SKILL = Skill(
    (Wording(395, r"(?:download|fetch)\s+(?:the\s+|me the\s+|my\s+)?(?:file\s+)?(.+?)(?:\s+file)?", Download),),
    {Download: download},
)
