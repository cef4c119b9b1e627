"""Acts that are not to be done on a guess: what they are called, and the keys that give them."""

from __future__ import annotations

import re

from deskhand.core.actions import Action, Key, target_of

from .constraints import KEYS, alike
from .knowledge import SYNONYMS
from .likeness import content_words
from .matching import same_label
from .verbs import base_of

_VERBS = frozenset(
    "delete remove trash erase discard overwrite replace empty clear uninstall format reset restore wipe send resend "
    "submit post publish pay buy purchase checkout subscribe "
    "unsubscribe restart reboot shut quit exit close".split()
)
"""Verbs of acts that destroy, leave, cost money or tell others something."""
_LEAVING = re.compile(r"\b(?:sign|log)[ -]?(?:out|off)\b|\bsignout\b|\blogout\b|\bcheck ?out\b", re.IGNORECASE)
_CHANGING = _VERBS | frozenset(
    "save share mail email reply forward order book reserve install rename move cut merge agree "
    "accept allow approve cancel disable deactivate deny block stop eject burn "
    "commit charge archive upload unfollow confirm lock sign update upgrade".split()
)
"""The same, with those that change what is kept."""


_NEGATED = re.compile(r"\b(?:not|don't|never|without|no)\s+(?:to\s+|be\s+|want(?:\s+\w+)?\s+to\s+)?[\w'-]+")
_EVERYDAY = (
    (
        re.compile(
            r"\b(?:rid of|bin|gone|throw|thrown|junk|kill|wipe|out of here|clean(?: up| out)?|don't "
            r"need|no longer need)\b"
        ),
        {"delete", "remove", "trash", "erase", "discard", "clear", "empty", "uninstall", "wipe"},
    ),
    (
        re.compile(r"\b(?:done|finished|out of (?:the|my) way|leave|end|go away|get out|stop|exit)\b"),
        {"close", "quit", "exit"},
    ),
    (re.compile(r"\b(?:leave|end my session|away from my account|get out)\b"), {"sign", "log", "logout", "signout"}),
    (
        re.compile(r"\b(?:over|fresh|again|defaults?|as new|factory|original)\b"),
        {"reset", "restore", "restart", "format"},
    ),
    (
        re.compile(r"\b(?:reboot|power|turn (?:it |this |the \w+ )?off|switch (?:it |this |the \w+ )?off)\b"),
        {"restart", "reboot", "shut"},
    ),
    (
        re.compile(r"\b(?:off it goes|get it to|let \w+ (?:know|have)|deliver|hand (?:it )?in|online|public)\b"),
        {"send", "submit", "post", "publish"},
    ),
    (
        re.compile(r"\b(?:purchase|get me|want (?:one|this|that|it|to have)|take (?:it|this)|basket|cart)\b"),
        {"buy", "pay", "purchase", "checkout", "check"},
    ),
)
"""Everyday words for such acts, and the verbs of labels they may stand for."""
_LIGHT = frozenset({"sign", "log", "get", "take", "check", "shut", "off", "out"})
"""Words of a label that alone ask for nothing of weight."""


def is_weighty(text: str) -> bool:
    """Whether a label or a request is of an act that destroys, leaves, pays or sends."""
    return _has(text, _VERBS)


def changes(text: str) -> bool:
    """The same, or one that changes what is kept: `save`, `rename`, `move`."""
    return _has(text, _CHANGING)


def weighty_name(action: Action) -> str:
    """What a weighty action is called, or nothing where it is not weighty."""
    if isinstance(action, Key):
        meant = KEYS.get(action.chord.casefold(), "")
        return meant if is_weighty(meant) else ""
    target = target_of(action)
    if target is None:
        return ""
    words = re.findall(r"[\w'-]+", target.text)
    # What a label asks for stands first; a row called "report to send.odt" asks for nothing.
    return target.text if is_weighty(" ".join(words[:1])) or _LEAVING.match(target.text.strip()) else ""


def points_at(goal: str, name: str) -> bool:
    """Whether the goal itself asks for a weighty act of this name: by its verb, or by a phrase that stands for it."""
    bare = _NEGATED.sub(" ", goal.casefold().replace("’", "'"))
    if any(phrase in bare and any(same_label(name, label) for label in labels) for phrase, labels in SYNONYMS):
        return True
    said = re.findall(r"[\w'-]+", bare)
    # What was done already is not asked for: `I deleted it`.
    asked = {base_of(word) for word in said if base_of(word) == word or word.endswith("ing")} - {""}
    wanted = content_words(name)
    verbs = {verb for word in wanted for verb in alike(base_of(word) or word)}
    if asked & verbs - _LIGHT:
        return True
    first = next(iter(re.findall(r"[\w'-]+", name.casefold())), "")
    if any(said_so.search(goal.casefold()) and (base_of(first) or first) in meant for said_so, meant in _EVERYDAY):
        return True
    if _LEAVING.search(name):
        return bool(
            _LEAVING.search(re.sub(r"\b(?:me|us)\b ?", "", bare))
            or re.search(r"\bsign.{0,12} out\b|\blog.{0,12} out\b", bare)
        )
    return False


def _has(text: str, verbs: frozenset[str]) -> bool:
    return bool(_LEAVING.search(text)) or any(
        (base_of(w) or w) in verbs for w in re.findall(r"[\w'-]+", text.casefold())
    )
