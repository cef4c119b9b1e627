"""Work in progress on the screen: then the right act is to wait."""

from __future__ import annotations

import re

from deskhand.core.actions import Wait
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from .view import Choice, View

_DOING = (
    "loading|installing|copying|moving|downloading|uploading|saving|opening|connecting|searching|processing|"
    "preparing|"
    "extracting|compressing|exporting|importing|updating|syncing|synchroni[sz]ing|signing in|logging in|sending|"
    "deleting|"
    "checking|scanning|verifying|converting|calculating|starting|working|refreshing|fetching|rendering|"
    "submitting|printing"
)
_BUSY = re.compile(
    r"^(?:(?:please wait|just a moment|one moment|hold on)\b.*|"
    rf"(?:now |still )?(?:{_DOING})\b.*(?:\.\.+|…|\d\s*%|\d+ (?:of|/) \d+)|"
    rf"(?:{_DOING})(?: \d+)? (?:files?|items?|photos?|pages?)\W*|\d{{1,2}}\s*% (?:complete|done)|"
    r"\d+ (?:of|/) \d+ (?:files|items|photos|pages|[MGK]B)\b.*|.*\d+ (?:seconds?|minutes?) (?:remaining|left)\W*)$",
    re.IGNORECASE,
)


def busy(view: View) -> Choice | None:
    """A wait while something that was started goes on, or None."""
    for element in view.of(Role.TEXT, Role.DIALOG, Role.WINDOW):
        if _BUSY.match(element.text.strip()):
            expect = Expectation(Change.ANYTHING, patience=5.0)
            return Choice(Wait(1.0), 0.85, f"“{element.text}” is still going on", expect)
    return None
