"""Typing commands into a terminal that a page or program shows: listing files, then removing one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Click, Fail, Key, Type
from deskhand.core.screen import Element
from deskhand.core.step import Change, Expectation

from ..places import spot, text_lines
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_NAME = re.compile(r"^\w[\w-]*(?:\.\w+)*$")
"""A name a shell takes to the letter; one that begins with a dash would be an option of the command."""
_PROMPT = re.compile(
    r"^\[?(?:\S*[@~/\\]\S*(?:\s\S+)?\s?[$#>](?=\s|$)"  # user@host:~$, [user@host docs]#, C:\>
    r"|[A-Za-z_]\w*\s?\$(?=\s|[1Il|_]?$)"  # user$, its caret perhaps read as a stroke
    r"|[$#>]$|\$\s)"
)
"""How a line of a terminal begins: a sign that waits for a command, mostly with who or where before it."""
_ANY = Expectation(Change.ANYTHING, patience=0.8)


@dataclass(frozen=True, slots=True)
class RemoveFile(Intent):
    """Remove one file by its ending (empty: one without) with the commands of a terminal."""

    ending: str


def remove_file(intent: RemoveFile, view: View) -> Move:
    """Click into the terminal, list, remove what fits."""
    typed = [past.action.text for past in view.done if isinstance(past.action, Type)]
    entered = sum(isinstance(past.action, Key) for past in view.done)
    if len(typed) > entered:
        return Choice(Key("enter"), 0.9, "runs the command", _ANY)
    if any(text.startswith("rm ") for text in typed):
        return Met(len(view.done))
    prompt = _prompt(view)
    if prompt is None:
        return Choice(Fail("I see no terminal that waits for a command."), 0.9, "no line begins with a prompt")
    if not view.clicked("the terminal"):
        action = Click(spot("the terminal", prompt.box.center))
        return Choice(action, 0.9, "commands are typed here", Expectation(Change.NOTHING))
    if not typed:
        return Choice(Type("ls"), 0.9, "lists the files", _ANY)
    names = _listed(view)
    fitting = [n for n in names if _fits(n, intent.ending)]
    if not fitting:
        return Choice(Fail("No file of that kind is listed."), 0.9, "the list names none")
    return Choice(Type(f"rm {fitting[0]}"), 0.9, "this file is of that kind", _ANY)


def _prompt(view: View) -> Element | None:
    """The last line of a terminal that begins with a prompt."""
    return next((line for line in reversed(text_lines(view)) if _PROMPT.match(line.text.strip())), None)


def _listed(view: View) -> list[str]:
    """The names between the line with the last `ls` and the prompt after it."""
    lines = [line.text for line in text_lines(view)]
    starts = [i for i, text in enumerate(lines) if re.search(r"[$>#]\s*(?:ls|Is|1s|is)\b", text)]
    if not starts:
        return []
    found: list[str] = []
    for text in lines[starts[-1] + 1 :]:
        if _PROMPT.match(text.strip()) or re.search(r"\w[$>#]", text):
            break
        found += [word for word in text.split() if _NAME.match(word)]
    return found


def _fits(name: str, ending: str) -> bool:
    return "." not in name if not ending else name.casefold().endswith("." + ending.casefold().lstrip("."))


def _without() -> RemoveFile:
    return RemoveFile("")


def _of_kind(kind: str) -> RemoveFile:
    return RemoveFile({"text": "txt", "python": "py", "jpeg": "jpg", "word": "docx"}.get(kind.casefold(), kind))


_SHELL = r"(?:the|a)\s+(?:terminal|shell|console|command\s+line|command\s+prompt)(?:\s+(?:window|below))?"
_RID = r"(?:delete|remove|erase|get\s+rid\s+of|rm|wipe)"
_ONE = r"(?:a|an|one|any|the|some)"
_ENDS = (
    r"(?:(?:that\s+|whose\s+name\s+)?(?:ends?|ending)\s+(?:in|with|on)|with|having|that\s+has|of\s+(?:the\s+)?(?:kind|type))"
    r"\s+(?:the\s+)?(?:file\s+)?(?:extension\s+|ending\s+|suffix\s+)?"
)
_BARE = (
    r"(?:that\s+has|with|having)?\s*(?:no|without(?:\s+an?|\s+any)?|lacking(?:\s+an?|\s+any)?)\s+"
    r"(?:file\s+)?(?:extension|ending|suffix)"
)
_BEFORE = rf"(?:(?:in|with|using|through|from)\s+{_SHELL},?|(?:use|open)\s+{_SHELL}(?:\s+to|\s+and|,))\s+{_RID}\s+"
_AFTER = rf"\s+(?:in|with|using|from|through)\s+{_SHELL}"
_NEW = r"(?!old|new|single|big|small|large|hidden|empty|other|random|whole|log\b)"
"""Words before `file` that are no ending of its name."""
_WHAT = (
    (rf"{_ONE}\s+file\s+{_BARE}", _without),
    (rf"{_ONE}\s+file\s+{_ENDS}(\.?\w[\w.]*)", RemoveFile),
    (rf"(?:a|an|one|any|some)\s+{_NEW}(\.?\w{{1,6}})[-\s]file", _of_kind),
)
"""Which file, and what makes an intent of it."""

SKILL = Skill(
    (
        *(Wording(93, _BEFORE + what, make, whole=True) for what, make in _WHAT),
        *(Wording(94, rf"{_RID}\s+{what}{_AFTER}", make, whole=True) for what, make in _WHAT),
    ),
    {RemoveFile: remove_file},
)
