"""The wordings of a clause: a table of patterns, tried in order, each making an intent of its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from .intents import (
    Chord,
    Compute,
    CreateFolder,
    Delete,
    Intent,
    Literal,
    Open,
    Pick,
    Press,
    Rename,
    Save,
    Search,
    Toggle,
    Vague,
    Write,
)

_THE = r"(?:the\s+|my\s+|a\s+)?"
_NAMED = r"(?:\s+(?:named|called|with the name|by the name(?: of)?|titled))?"
_FOLDER = r"(?:folder|directory)"
_IN_FOLDER = rf"(?:,?\s+(?:in|into|to|inside|under)\s+{_THE}(?:folder\s+)?(.+?)(?:\s+{_FOLDER})?)?"
_THING = r"(?:it|(?:the|my|this|that) (?:file|document|text|note|page|work|result)|this|that|a copy)"
_KIND = r"(?:\s+(?:button|link|tab|menu|icon|entry|item|option|key|page))?"
_TOGGLE_KIND = r"(?:\s+(?:check ?box|box|option|switch|setting|toggle|radio button))?"
_CALLED = (
    r"(?:the\s+)?(?:(?:button|link|tab|menu|icon|check ?box|box|option|switch|radio button|setting|entry)\s+)?"
    r"(?:(?:labell?ed|named|called|marked|saying|that says|for)\s+)?(?:the\s+)?"
)
_FILE = r"[^/\\]+?\.\w{1,5}"
_MODIFIED = r"(?:(?:ctrl|control|alt|shift|super)\s*\+\s*)+\S+"
_CHORD = rf"({_MODIFIED}|f\d{{1,2}}|escape|esc|enter|return|tab|delete|backspace)"
_OPERATOR = r"[+\-*/x×÷]|plus|minus|times|multiplied by|divided by|over"
_SUM = rf"([-(]*\d(?:[\d\s().,]|{_OPERATOR})*?)"
_TYPE = r"(?:type|write|enter|input|put)\s+(?:in\s+)?(?:the\s+(?:text|words?|value)\s+)?"
_ON_WORDS = "tick|check|enable|activate|turn on|switch on"
_OFF_WORDS = "untick|uncheck|disable|deactivate|turn off|switch off|clear"
_PRESS_WORDS = "press|click|hit|tap|push|choose|select|use|activate"
_SHOW_WORDS = "open|load|view|display|show|double-click"

_QUOTED_LIST = re.compile(r"⟦\d+⟧(?:\s*(?:,|and|,\s*and)\s*(?:the\s+)?⟦\d+⟧)+")

Make = Callable[..., Intent]


def intents_of(clause: str, restored: Callable[..., str]) -> list[Intent]:
    """The intents of one clause; `restored(part, marks)` puts quoted strings back into a part."""
    for pattern, make in _PATTERNS:
        match = pattern.match(clause)
        if match:
            given = [part for part in match.groups() if part is not None]
            if make in (Press, _turn_on, _turn_off) and _QUOTED_LIST.fullmatch(given[0]):
                return [make(Literal(restored(one))) for one in re.findall(r"⟦\d+⟧", given[0])]
            # Quotes inside a longer text are part of what is to be written.
            marks = '"' if make in (Write, _write, _fill) else ""
            return [make(*(_part(part, restored, marks) for part in given))]
    return [Vague(restored(clause))]


def _part(text: str, restored: Callable[..., str], marks: str) -> str:
    """A quoted part exactly as it was quoted; another without the blanks and commas around it."""
    bare = _trimmed(text)
    return Literal(restored(bare)) if re.fullmatch(r"⟦\d+⟧", bare) else _trimmed(restored(bare, marks))


def _trimmed(text: str) -> str:
    return text.strip(" ,")


def _chord(text: str) -> Chord:
    names = {"control": "ctrl", "return": "enter", "esc": "escape"}
    keys = [key.strip().lower() for key in text.split("+")]
    return Chord("+".join(names.get(key, key) for key in keys))


def _compute(text: str) -> Compute:
    """A sum with its operators as signs and its decimal comma as a point."""
    words = {"multiplied by": "*", "divided by": "/", "plus": "+", "minus": "-", "times": "*", "over": "/"}
    for word, sign in words.items():
        text = re.sub(rf"\s*\b{word}\b\s*", sign, text, flags=re.IGNORECASE)
    # "1,234" is a thousand and some; "3,5" is three and a half.
    return Compute(re.sub(r"(?<=\d),(?!\d{3}(?!\d))(?=\d)", ".", text))


def _turn_on(label: str) -> Toggle:
    return Toggle(label)


def _turn_off(label: str) -> Toggle:
    return Toggle(label, on=False)


def _write(text: str, field: str) -> Write:
    """`in the document` and its like name no field."""
    words = field.lower().split()
    document = words[-1:] in (["editor"], ["document"], ["window"], ["page"], ["area"]) or words == ["text"]
    return Write(text, "" if document else field)


def _fill(field: str, text: str) -> Write:
    return Write(text, field)


def _pick(value: str, field: str) -> Pick:
    return Pick(field, value)


def _save_in(folder: str = "") -> Save:
    return Save("", folder)


def _table(rows: Iterable[tuple[str, Make]]) -> list[tuple[re.Pattern[str], Make]]:
    return [(re.compile(rf"^{expression}$", re.IGNORECASE), make) for expression, make in rows]


_PATTERNS = _table(
    [
        (rf"(?:press|hit|use|type)\s+(?:the\s+(?:shortcut|keys?)\s+)?{_CHORD}(?:\s+key)?", _chord),
        (rf"(?:create|make|add)\s+{_THE}(?:new\s+)?{_FOLDER}{_NAMED}\s+(.+?)(?:\s+(?:in|inside)\s+.+)?", CreateFolder),
        (rf"new\s+{_FOLDER}{_NAMED}\s+(.+)", CreateFolder),
        (
            rf"(?:compute|calculate|work out|evaluate|what is|what's|how much is)\s+{_SUM}"
            r"\s*(?:\?|\s(?:with|on|using|by)\s.*)?",
            _compute,
        ),
        (
            rf"(?:save|store|keep)(?:\s+{_THING})?\s+(?:as|under(?: the name)?|named|called|with the name)\s+"
            rf"(?:a file (?:named|called)\s+)?(.+?){_IN_FOLDER}",
            Save,
        ),
        (rf"(?:save|store)(?:\s+{_THING})?{_IN_FOLDER}", _save_in),
        (r"rename\s+(?:the\s+)?(?:file\s+|folder\s+)?(.+?)\s+(?:to|as|into)\s+(.+)", Rename),
        (r"(?:delete|remove|erase|trash)\s+(?:the\s+)?(?:file\s+|folder\s+|row\s+)?(.+)", Delete),
        (
            rf"(?:{_SHOW_WORDS})\s+(?:up\s+)?{_THE}(?:file|document|{_FOLDER}){_NAMED}\s+(.+?)(?:\s+(?:in|from|with)\s+.+)?",
            Open,
        ),
        (rf"(?:{_SHOW_WORDS})\s+(?:up\s+)?{_THE}({_FILE})(?:\s+(?:in|from|with)\s+.+)?", Open),
        (rf"(?:open|go to)\s+{_THE}(.+?)\s+{_FOLDER}", Open),
        (rf"(?:turn|switch)\s+{_CALLED}(.+?){_TOGGLE_KIND}\s+on", _turn_on),
        (rf"(?:turn|switch)\s+{_CALLED}(.+?){_TOGGLE_KIND}\s+off", _turn_off),
        (rf"(?:{_ON_WORDS})\s+{_CALLED}(.+?){_TOGGLE_KIND}", _turn_on),
        (rf"(?:{_OFF_WORDS})\s+{_CALLED}(.+?){_TOGGLE_KIND}", _turn_off),
        (r"select\s+(?:the\s+)?(.+?)\s+(?:check ?box|radio button)", _turn_on),
        (rf"{_TYPE}(.+?)\s+(?:in|into|as|for)\s+(?:the\s+)?(.+?)(?:\s+(?:field|box|input))?", _write),
        (rf"{_TYPE}(.+)", Write),
        (r"fill\s+(?:in\s+)?(?:the\s+)?(.+?)(?:\s+(?:field|box))?\s+with\s+(.+)", _fill),
        (r"(?:set|change|switch)\s+(?:the\s+)?(.+?)\s+to\s+(.+)", Pick),
        (
            r"(?:choose|pick|select)\s+(.+?)\s+(?:as|for|from|in)\s+(?:the\s+)?(.+?)(?:\s+(?:list|menu|box|dropdown))?",
            _pick,
        ),
        (r"(select all)", Press),
        (r"(?:search|look|run a search|google)\s+(?:for|up)\s+(.+)", Search),
        (r"search\s+(.+)", Search),
        (rf"(?:{_PRESS_WORDS})(?:\s+on)?\s+{_CALLED}(.+?){_KIND}", Press),
        (rf"(?:go to|open)\s+(?:the\s+)?(.+?){_KIND}", Press),
    ]
)
