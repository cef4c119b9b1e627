"""What a goal forbids, as rules over every step: `don't save`, `leave the original`, `do not use a terminal`.

A constraint is checked against each action before it is proposed; it is never a step of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deskhand.core.actions import Action, Click, Drag, Key, Type, target_of

from .verbs import base_of

FORBIDS = re.compile(
    r"^(?:(?:and|but|please)\s+)*(?:do not|don't|dont|never|without|avoid|refrain from|no need to|you (?:must|"
    r"should|may) not|"
    r"must not|should not|shouldn't|mustn't|not to|instead of|rather than|leave|keep)\b",
    re.IGNORECASE,
)
"""How a clause begins that may forbid something."""
_SPARES = re.compile(
    r"^(?:and |but )*(?:not|except)\s+(?!to\b)(?:the\s+|my\s+)?(?:one\s+(?:called|named|for|with)\s+)?(.+)$",
    re.IGNORECASE,
)
_DO_NOT_DISTURB = re.compile(r"^do not disturb\b", re.IGNORECASE)
"""The name of a setting."""
_LEAVES = re.compile(
    r"^(?:and |but |please )*(?:leave|keep)\s+(?P<what>.+?)\s*"
    r"(?P<how>alone|unchanged|untouched|intact|as (?:it|they) (?:is|are|was|were)|as[- ]is|where (?:it|they) "
    r"(?:is|are)|the way (?:it|they) (?:is|are)|"
    r"open|in place)$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"^(?:leave|keep)\s+(?:the\s+)?(?:originals?|old (?:one|file|version))\b.*$", re.IGNORECASE)
_SAYS_NO = frozenset(
    "don't dont do not no never nor any without but and please avoid refrain from instead of rather than need to "
    "you must may should "
    "mustn't shouldn't it the this that them a an my your let allow anything else changes change".split()
)
_KINDS = re.compile(r"\s+(?:button|link|tab|box|option|file|folder|row|ones?)$", re.IGNORECASE)
KEYS = {
    "ctrl+s": "save",
    "ctrl+shift+s": "save",
    "shift+delete": "delete",
    "delete": "delete",
    "ctrl+w": "close",
    "ctrl+q": "close",
    "alt+f4": "close",
    "ctrl+x": "cut",
    "ctrl+c": "copy",
    "ctrl+v": "paste",
    "ctrl+p": "print",
    "ctrl+z": "undo",
    "ctrl+o": "open",
    "ctrl+alt+t": "terminal",
    "f2": "rename",
}
"""What a chord does in most programs."""
_ALIKE = (
    {"delete", "remove", "trash", "erase"},
    {"send", "submit", "post", "mail"},
    {"buy", "pay", "purchase", "checkout", "order"},
    {"close", "quit", "exit"},
    {"overwrite", "replace"},
    {"move", "cut"},
    {"sign", "subscribe"},
    {"log", "sign"},
    {"terminal", "console", "xterm", "shell", "konsole", "command"},
    {"accept", "agree", "allow"},
    {"apply", "confirm"},
    {"get", "install", "update", "download", "upgrade"},
    {"remember", "save"},
    {"take", "accept"},
)
"""Verbs and nouns one of which forbids the others."""
_TOUCHES = frozenset({"touch", "change", "modify", "edit", "alter"})
_PRESSES = frozenset({"press", "click", "hit", "tap", "push", "tick", "check", "select", "choose", "enable"})
_FILES = frozenset({"file", "files", "document", "documents", "item", "items", "folder", "anything"})
"""Objects that name no particular one."""
_OPENS = frozenset({"open", "view"})
_CHANGES_FILE = frozenset({"delete", "move", "rename", "overwrite"})


@dataclass(frozen=True, slots=True)
class Constraint:
    """A rule over every step: `verbs` (base forms) may not be done to `objects`; no objects means to anything."""

    text: str
    verbs: frozenset[str]
    objects: tuple[str, ...] = ()
    beside: str = ""
    """The clause it stands in, behind what that asks for: `close it` in `close it without saving`."""

    def __str__(self) -> str:
        return self.text


def constraint_of(text: str, within: bool = True) -> Constraint | None:
    """The rule in a clause, or None where it forbids nothing (`keep it as x.txt` saves).

    `within`: the clause goes on with another, as `not the PDF` does; alone that forbids nothing.
    """
    bare = text.strip(" ,.!")
    if spared := _SPARES.match(bare):
        return Constraint(bare, frozenset({"include"}), (_KINDS.sub("", spared[1]),)) if within else None
    if _DO_NOT_DISTURB.match(bare) or not FORBIDS.match(bare):
        return None
    if _ORIGINAL.match(bare):
        return Constraint(bare, _CHANGES_FILE, ())
    if leaves := _LEAVES.match(bare):
        verbs = frozenset({"close"}) if leaves["how"].lower() == "open" else frozenset({"touch"})
        return Constraint(bare, verbs, () if leaves["what"] in ("it", "them", "this") else (leaves["what"],))
    if re.match(r"^(?:and |but |please )*(?:leave|keep)\b", bare, re.IGNORECASE):
        return None
    words = [w for w in _words(bare) if w not in _SAYS_NO]
    if not words:
        return None
    verb = base_of(words[0])
    if verb == "use" and len(words) > 1:
        return Constraint(bare, frozenset({words[-1]}))
    if verb:
        return Constraint(bare, frozenset({verb}), tuple(words[1:]))
    return Constraint(bare, frozenset({"include"}), (" ".join(words),))


def about(rule: Constraint, name: str) -> Constraint:
    """The rule with the name that its `it` stands for."""
    means_it = not rule.objects and re.search(r"\b(?:it|them|that|this)\W*$", rule.text, re.IGNORECASE)
    return replace(rule, objects=(name,)) if means_it and name else rule


def breaks(constraint: Constraint | str, action: Action) -> bool:
    """Whether an action does what the constraint forbids. A label that says no itself (`Don't save`) keeps it."""
    rule = constraint_of(constraint) if isinstance(constraint, str) else constraint
    if rule is None:
        return False
    target = target_of(action)
    if isinstance(action, Key):
        meant = KEYS.get(action.chord.lower(), action.chord.lower())
        pressed = bool(rule.verbs & _PRESSES) and action.chord.lower() in rule.objects
        return pressed or meant in _widened(rule.verbs) or "keyboard" in rule.verbs
    if "mouse" in rule.verbs and isinstance(action, Click | Drag):
        return True
    if target is None:
        return "type" in rule.verbs and isinstance(action, Type)
    words = _words(target.text)
    if not words or {"don't", "not", "no", "never", "without"} & set(words):
        return False
    if "include" in rule.verbs:
        # To leave a thing out may take a click on its box.
        return target.state != "on" and _named(rule.objects, words)
    if rule.verbs & (_TOUCHES | _PRESSES):
        return _named(rule.objects, words)
    if isinstance(action, Click) and action.count == 2 and rule.verbs & _OPENS:
        anything = not rule.objects or set(_words(" ".join(rule.objects))) <= _FILES
        return anything or _named(rule.objects, words)
    if isinstance(action, Type):
        return bool(rule.verbs & {"type", "write", "fill", "enter"}) and _named(rule.objects, words)
    done = base_of(words[0]) or words[0]
    return done in _widened(rule.verbs) or bool(set(words) & _widened(rule.verbs & {"terminal", "console"}))


def forbidden_things(constraint: Constraint) -> tuple[str, ...]:
    """What is not wanted at all, as `the newsletter` in `without the newsletter`: it may be a box to leave
    unticked."""
    return constraint.objects if constraint.verbs & {"include", "send", "subscribe", "let", "allow"} else ()


def alike(verb: str) -> frozenset[str]:
    """A verb and those that come to the same."""
    return _widened(frozenset({verb}))


def widened(rule: Constraint) -> frozenset[str]:
    """The verbs a rule forbids, with those that come to the same."""
    return _widened(rule.verbs)


def _widened(verbs: frozenset[str]) -> frozenset[str]:
    """The verbs with those that come to the same."""
    return verbs.union(*(group for group in _ALIKE if group & verbs))


def _named(objects: tuple[str, ...], words: list[str]) -> bool:
    wanted = [word for phrase in objects for word in _words(phrase) if word not in _SAYS_NO]
    return bool(wanted) and set(wanted) <= set(words)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'.-]*\w", text.casefold().replace("’", "'"))
