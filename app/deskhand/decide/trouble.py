"""Texts by which a program or page says that something did not work, or that something is still missing."""

from __future__ import annotations

import re

_DOING = (
    r"(?:save|open|create|rename|delete|remove|move|copy|load|send|upload|download|install|connect|write|read|print|find|"
    r"access|complete|process|submit|update|apply|change|add|log in|sign in|export|import|start|perform|continue|"
    r"store|use)"
)
_DONE = r"(?:\w{2,}ed|sent|found|done|made|written|read|kept|put|successful)"
_TROUBLE = re.compile(
    rf"\b(?:could(?: not|n't)|can(?:not| not|'t) (?:be )?{_DOING}\w*(?![^?]*\?\s*$)|unable to|"
    rf"(?<!0 )(?<!no )fail(?:s|ed|ure)?|"
    rf"(?:was|were|has|have|had)(?: not|n't) (?:been )?{_DONE}|did(?: not|n't) \w+|"
    r"(?:is|are)(?: not|n't) (?:allowed|permitted|accepted|supported|authori[sz]ed|available|valid|saved|sent)|"
    r"(?:do|does)(?: not|n't) (?:have permission|match|exist|work)|not (?:permitted|allowed|authori[sz]ed|saved|sent)|"
    r"reject(?:s|ed)|declin(?:es|ed)|denied|refused|forbidden|aborted|exceed(?:s|ed)?|unsuccessful(?:ly)?|timed out|"
    r"no such file|already exists|(?:went|is|goes|was) wrong|"
    r"wrong (?:\w+ )?(?:password|name|user|code|pin|number|value|answer|format|file|type)|"
    r"read-only|no space left|disk is full|not enough (?:space|room|memory)|an? (?:\w+ )?error|"
    r"(?:unexpected|internal|unknown|server|network|fatal) error|"
    r"error(?=:|\W*$| \d| (?:while|when|in|during|\w+ing)\b)|unexpected(?:ly)?)\b"
    r"|^\W*wrong\b",
    re.IGNORECASE,
)
"""What says no by its shape: `not` with a participle, failing, refusing, exceeding, an error."""
_AGAIN = re.compile(
    r"\b(required|invalid|incorrect|must be|please (?:enter|fill|choose|select)|try again|not valid|missing)\b",
    re.IGNORECASE,
)
"""What a form says of a field that it does not take as it is."""
_WARNS = re.compile(r"\bcan(?:not| not|'t) be (?:undone|reversed|reverted|recovered|restored)\b", re.IGNORECASE)
"""What warns of an act before it is done, and says nothing of one that was."""
_LONG = 30
"""Words from which a text is a document, not a notice."""


def speaks_of_trouble(text: str) -> bool:
    """Whether a text on the screen says that something did not work."""
    said = text.replace("’", "'")
    return len(said.split()) < _LONG and _TROUBLE.search(_WARNS.sub("", said)) is not None


def asks_again(text: str) -> bool:
    """Whether a text asks for a field to be filled in otherwise."""
    return _AGAIN.search(text) is not None
