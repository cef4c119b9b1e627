"""Words of interfaces: they decide between two readings, tell menu bars from prose, and mend single letters."""

from __future__ import annotations

import re

MENU_TITLES = frozenset(
    "file edit view search document help tools window windows insert format table go bookmarks history options "
    "settings calculator terminal tabs image layer selection sheet data slide game actions places navigate run "
    "project build debug preferences message mail contacts events account styles encoding tab song playback "
    "playlist media audio video subtitle colors filters select profile session constants conversion".split()
)
"""Titles seen in menu bars, lower case."""

_COMMON = frozenset(
    "about accept add all apply archive as attach back bold browse cancel change changes check clear close code "
    "connect continue copy create cut dark date default delete details discard disconnect documents done down "
    "downloads desktop email enter exit export find folder font forward from full home import in install italic "
    "items link list load log login logout mode move name network new next no notifications of off ok on open out "
    "page password paste pause play previous print privacy profile properties quit read recent redo refresh "
    "remember remove rename replace reset restore restart save screen select send share show sign size sort start "
    "status stop submit tab text theme the to type undo up update upload user username white with word yes your "
    "zoom modified untitled other locations pictures music videos trash templates me always advanced and another "
    "any appearance application applications ask automatic automatically available background bar bars basic before "
    "behavior bookmark border bottom box browser by cell cells center character characters chart choose click color "
    "colors column columns command comment configure contents count country current cursor custom customize dialog "
    "disable display do document double drive each editor effects enable encoding error example extensions family "
    "field fields files filter first fit folders footer format fullscreen function general get grid group header "
    "height hide icon icons ignore image images indent information input item keep key keyboard label language last "
    "layout left level line lines location lock main manage manager margin match max maximum media menu menubar "
    "minimum monitor more mouse multiple none normal not number object only option options order orientation output "
    "owner pages panel paragraph path pattern permissions phone picture plugins position preview price printer "
    "processes product quality quantity quick rate record region regular reload report resources results right row "
    "rows ruler scale scroll section security selected separate server service session set setup sheet shortcut "
    "shortcuts side sidebar single skip sound source space special spelling splitter standard state style switch "
    "symbol system table tabs tag task test themes this time title toggle toolbar tools top total tree unread use "
    "value values version video view volume warning web width wifi widget window windows without work wrap zoom "
    "ctrl shift alt super meta esc del ins home end pgup pgdn".split()
)
_CONFUSED = {
    "0": "o",
    "1": "li",
    "|": "li",
    "5": "s",
    "8": "b",
    "6": "b",
    "i": "lt",
    "l": "it",
    "t": "l",
    "e": "c",
    "c": "e",
}
"""Letters that one-pixel strokes do not tell apart."""
DOUBTFUL = 0.08
"""Doubt of a reading from which one of its letters may be another."""
_LITERAL = re.compile(r"[\d./\\\\_#@:=|]")
_TOKEN = re.compile(r"[A-Za-z0-9|]+")


def is_interface_text(text: str) -> bool:
    """Whether every word of a label is a common interface word."""
    words = re.findall(r"[a-z]+", text.lower())
    return bool(words) and all(_known(word) for word in words)


def mended(text: str, doubt: float = 1.0) -> str:
    """The text with a confused letter put right, where that makes words of interfaces of all of it.

    Only of a doubtful reading, and never of anything with digits, dots or other signs in it: a file name, an amount
    or an address is taken to the letter. Strokes between the letters of a shortcut are dropped.
    """
    text = _TOKEN.sub(lambda match: _without_strokes(match.group()), text)
    if doubt < DOUBTFUL:
        return text
    likely = _TOKEN.sub(lambda match: _mended_word(match.group()), text)
    plain = likely.rstrip(".… ")
    return likely if is_interface_text(plain) and not _LITERAL.search(plain) else text


def _without_strokes(word: str) -> str:
    """Ctrl is read as `Ctr|`, or as `Ctrl|` where the stroke before the plus is seen twice."""
    likely = (word.replace("|", "l"), word.replace("|", "")) if "|" in word else ()
    return next((other for other in likely if _known(other.lower())), word)


def _mended_word(word: str) -> str:
    lower = word.lower()
    if len(word) < 2 or _known(lower) or word.isdigit() or (word[-1].isdigit() and _known(lower[:-1])):
        return word
    for place, letter in enumerate(lower):
        for other in _CONFUSED.get(letter, ""):
            if _known(lower[:place] + other + lower[place + 1 :]):
                likely = other.upper() if place == 0 and word[1:2].islower() else other
                return word[:place] + likely + word[place + 1 :]
    return word


def _known(word: str) -> bool:
    return word in _COMMON or word in MENU_TITLES
