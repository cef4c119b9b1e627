"""The legal next actions of a screen as phrases: the model chooses among them and can name nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from deskhand.core.actions import Action, Ask, Click, Done, Drag, Fail, Key, Scroll, Type, Wait
from deskhand.core.screen import Element, Role

from .goal import literals
from .prompt import names, short
from .view import CLICKABLE

SHORTLIST = 48
"""Elements the model is shown; longer screens are cut to those most like the goal."""
_KEYS = (
    "enter escape tab delete space f1 f2 f5 f11 home end pagedown pageup "
    "ctrl+a ctrl+b ctrl+c ctrl+d ctrl+f ctrl+g ctrl+h ctrl+i ctrl+k ctrl+l ctrl+n ctrl+o ctrl+p ctrl+q ctrl+r ctrl+s "
    "ctrl+t ctrl+u ctrl+v ctrl+w ctrl+x ctrl+y ctrl+z ctrl++ ctrl+- ctrl+0 ctrl+home ctrl+end ctrl+tab "
    "ctrl+shift+n ctrl+shift+s ctrl+shift+t ctrl+shift+v ctrl+shift+z alt+f4 alt+left alt+right alt+tab super+l"
).split()
_CHORD = re.compile(r"\b(?:(?:ctrl|control|alt|shift|super)\s*[+-]\s*)+\w+\b|\bf\d{1,2}\b", re.IGNORECASE)
_SPAN = 8
"""Words of the longest unquoted stretch of the goal that may be typed."""
_OPENABLE = frozenset({Role.ROW, Role.CELL, Role.ICON, Role.OPTION})
_MOVABLE = frozenset({Role.ROW, Role.CELL, Role.ICON, Role.OPTION, Role.TAB, Role.WINDOW, Role.SLIDER, Role.BUTTON})
_ASKS = re.compile(
    r"\?|\b(?:what|which|who|whose|whom|when|where|how|tell|read|say|says|give|show|report|find out|is|are|does|did|"
    r"name|count|value|price|number|total|let me know|i need to know)\b",
    re.IGNORECASE,
)
_DRAGS = re.compile(r"\b(?:drag|drop|move|put|pull|slide|bring|reorder|onto|above|below|before|after)\b", re.IGNORECASE)
_MOST_ANSWERS, _MOST_DRAGS = 240, 240


def shortlist(goal: str, elements: Sequence[Element]) -> list[Element]:
    """The elements worth showing the model, in reading order."""
    named = [e for e in elements if e.text.strip() or e.state.strip() or e.role is Role.EDIT]
    if len(named) <= SHORTLIST:
        return named
    words = goal.lower()

    def worth(element: Element) -> float:
        base = 0 if element.role is Role.TEXT else 40
        return base + fuzz.token_set_ratio(words, element.text.lower())

    kept = set(sorted(range(len(named)), key=lambda i: -worth(named[i]))[:SHORTLIST])
    return [e for i, e in enumerate(named) if i in kept]


def legal_actions(goal: str, elements: Sequence[Element]) -> Mapping[str, Action]:
    """Every candidate phrase (with its leading space) and the action it stands for."""
    named = list(zip(elements, names(elements), strict=True))
    found: dict[str, Action] = {}
    for candidate, action in _aimed(goal, named):
        found.setdefault(candidate, action)
    found |= {f" key {chord}": Key(chord) for chord in (*_KEYS, *_chords(goal))}
    found |= {
        " scroll": Scroll(),
        " scroll up": Scroll(-5),
        " wait": Wait(),
        " done": Done(),
        " ask": Ask("I am not sure which of these you mean."),
        " fail": Fail("This cannot be done from here."),
    }
    if _ASKS.search(goal):
        found |= {f" answer {text}": Done(text) for text in _answers(elements)}
    return found


def _aimed(goal: str, named: Sequence[tuple[Element, str]]) -> Iterator[tuple[str, Action]]:
    """Acts on elements: clicks of every kind, typing into fields, dragging where the goal speaks of it."""
    texts = _typeable(goal)
    for element, name in named:
        if element.role in CLICKABLE and name:
            yield f" click {name}", Click(element)
            yield f" right-click {name}", Click(element, button="right")
        if element.role in _OPENABLE and name:
            yield f" double-click {name}", Click(element, count=2)
        if element.role is Role.EDIT:
            for text in texts:
                yield f" type {name}={text}", Type(text, element, clear=bool(element.state))
    if _DRAGS.search(goal):
        movable = [(element, name) for element, name in named if element.role in _MOVABLE and name]
        pairs = ((a, b) for a in movable for b in movable if a is not b)
        for number, ((start, name), (end, other)) in enumerate(pairs):
            if number >= _MOST_DRAGS:
                break
            yield f" drag {name} to {other}", Drag(start, end.box, end.text)


def _answers(elements: Sequence[Element]) -> list[str]:
    """What can be read off the screen: texts and contents, and the parts of them that stand for themselves."""
    found: dict[str, None] = {}
    for element in elements:
        for text in (short(element.state), short(element.text)):
            if not text:
                continue
            found[text] = None
            _, colon, value = text.partition(": ")
            if colon and value:
                found[value] = None
            found |= dict.fromkeys(part for part in re.split(r"\s+[·|–—-]\s+|,\s+|;\s+|\s*\(|\)", text) if part.strip())
            if re.search(r"\d", text):
                found |= dict.fromkeys(word.strip(".,:;()") for word in text.split() if re.search(r"\d", word))
    return [text for text in found if text.strip()][:_MOST_ANSWERS]


def _chords(goal: str) -> list[str]:
    """The chords a goal spells out."""
    spelt = (re.sub(r"\s*[+-]\s*", "+", match[0].lower()) for match in _CHORD.finditer(goal))
    return [chord.replace("control", "ctrl") for chord in spelt]


def _typeable(goal: str) -> list[str]:
    """Quoted strings of the goal; without any, its stretches of up to `_SPAN` words."""
    quoted = literals(goal)
    words = goal.split()
    # Beside what is quoted, a single word may be a name or a number.
    longest = 1 if quoted else _SPAN
    spans = (
        " ".join(words[start : start + length])
        for start in range(len(words))
        for length in range(1, longest + 1)
        if start + length <= len(words)
    )
    trimmed = (form for span in spans for form in (span, span.strip(".,:;\"'!?()")))
    return [*quoted, *(text for text in dict.fromkeys(trimmed) if re.search(r"\w", text))]
