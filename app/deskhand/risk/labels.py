"""The class of a label: its words in their context, its role, and the page it stands on.

A listed word is no signal where its compound says so ("order history", "sort by date of post"); a label in a script
other than Latin is below R3 only if every word of it is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from deskhand.core.risk import Risk
from deskhand.core.screen import TOGGLES, Role
from deskhand.risk.addresses import of_address
from deskhand.risk.tables import Found, Signal, Tables, because, packaged, plain

FLOOR = Risk.R3
"""The class of what cannot be judged."""
_PLAIN_ROLES = frozenset(
    {Role.MENU, Role.TAB, Role.ROW, Role.OPTION, Role.EDIT, Role.COMBO, Role.ICON, Role.LINK, Role.MENU_ITEM}
    | {Role.CELL, Role.HEADER, Role.SLIDER, Role.SCROLLBAR}
    | TOGGLES
)
"""Roles whose click is local and can be undone unless their words say otherwise."""
_NAMING_ROLES = frozenset({Role.HEADER, Role.OPTION, Role.COMBO, Role.MENU, Role.TAB})
"""Roles whose labels are names of things, never orders."""
_PICTURED_ROLES = frozenset({Role.ICON, Role.BUTTON})
"""Roles whose label may be the name of a pictogram."""
_ACTING_ROLES = frozenset({Role.BUTTON, Role.LINK, Role.ICON, Role.MENU_ITEM})
"""Roles that may do what a page is for."""
_SPACED = ("CYRILLIC", "GREEK", "ARABIC", "HEBREW", "DEVANAGARI")
"""How the names of letters begin in scripts that part their words by spaces."""
_SYLLABLE = 2
"""Letters up to which a word of such a script may be a part of another."""
_ENDS = r"\s[-–—]\s|[,;:/|&+.!?]+(?:\s|$)|[,;/|&+。、，；！？]"
"""Signs between clauses."""


@dataclass(frozen=True, slots=True)
class _Cover:
    """A stretch of a label in which words are no orders: all of them, or those that can be names of things."""

    start: int
    end: int
    only_nouns: bool


def of_label(label: str, role: Role, address: str = "", tables: Tables | None = None) -> list[Signal]:
    """The signals of pressing something of this role and label on the page of this address; never none.

    `tables` are the packaged ones if not given. What a confirming label ("OK") asks about is not looked at here.
    """
    known, shown = tables or packaged(), plain(label)
    meant = _meant(shown, role, known)
    signals = [(word.risk, because(word.risk, word.word)) for word in meant]
    if role in _PICTURED_ROLES:
        signals += _of_picture(shown, known)
    if address and role in _ACTING_ROLES:
        signals += [signal for signal in of_address(address, known) if _commits(shown, signal[0], known)]
    if max((risk for risk, _ in signals), default=Risk.R0) < FLOOR and not _is_understood(shown, known):
        signals.append((FLOOR, "the label has words I do not know in a script other than Latin"))
    return signals or [_of_role(label, role)]


def _of_role(label: str, role: Role) -> Signal:
    if role in _PLAIN_ROLES or not any(c.isalpha() for c in label) or len(label) == 1:
        return Risk.R1, f"{role.value}: can be undone"
    return Risk.R2, f"{role.value} of an unlisted name"


def _of_picture(shown: str, tables: Tables) -> Iterator[Signal]:
    for risk, names in tables.table("icon").items():
        yield from ((risk, f"the icon “{name}” {risk.meaning}") for name in names if plain(name) == shown)


def _meant(shown: str, role: Role, tables: Tables) -> list[Found]:
    """The listed words that no compound makes harmless."""
    listed = list(tables.found("label", shown))
    if not listed:
        return []
    nouns, listed_high = frozenset(tables.words("noun")), frozenset[Found]()
    covers = list(_covers(shown, tables))
    if role in _NAMING_ROLES:
        covers.append(_Cover(0, len(shown), only_nouns=True))
    if role is Role.CHECKBOX and any(found.start == 0 for found in tables.found("statement", shown)):
        covers.append(_Cover(0, len(shown), only_nouns=False))
        # What a statement agrees to may be an order all the same: "I agree to pay" pays.
        listed_high = frozenset(found for found in listed if found.risk > FLOOR)
    # A menu of the bar only opens: "Insert" and "Modifica" put nothing anywhere yet.
    mild = [found for found in listed if role is Role.MENU and found.risk <= Risk.R2]
    hidden = [found for found in listed if any(_hides(cover, found, nouns) for cover in covers)]
    spared = {*mild, *hidden} - listed_high
    return [found for found in listed if found.word in tables.own or found not in spared]


def _hides(cover: _Cover, word: Found, nouns: frozenset[str]) -> bool:
    inside = cover.start <= word.start and word.end <= cover.end
    return inside and (not cover.only_nouns or word.word in nouns)


def _covers(shown: str, tables: Tables) -> Iterator[_Cover]:
    yield from (_Cover(found.start, found.end, only_nouns=False) for found in tables.found("spared", shown))
    for start, end in _clauses(shown, tables):
        clause = shown[start:end]
        for name in ("opener", "naming"):
            begun = (found for found in tables.found(name, clause) if found.start == 0)
            # Not one stretch: a listed phrase that begins with these words, such as "don't save", counts.
            for found in begun:
                if name == "opener":
                    yield _Cover(start, start + found.end, only_nouns=False)
                yield _Cover(start + found.end, end, only_nouns=name == "naming")
        ends = any(found.end == len(clause) and found.start for found in tables.found("closer", clause))
        if ends and not any(found.start for found in tables.found("determiner", clause)):
            yield _Cover(start, end, only_nouns=True)


def _clauses(shown: str, tables: Tables) -> Iterator[tuple[int, int]]:
    """Start and end of each clause, without what is neither letter nor digit round it."""
    start = 0
    for end, following in [*(m.span() for m in _joints(tables).finditer(shown)), (len(shown), len(shown))]:
        inner = re.search(r"\w(?:.*\w)?", shown[start:end])
        if inner:
            yield start + inner.start(), end if end == len(shown) else start + inner.end()
        start = following


@cache
def _joints_of(words: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(re.escape(plain(word)) for word in words)
    return re.compile(rf"{_ENDS}|(?<!\w)(?:{joined})(?!\w)")


def _joints(tables: Tables) -> re.Pattern[str]:
    return _joints_of(tables.words("joining"))


def _commits(shown: str, risk: Risk, tables: Tables) -> bool:
    """Whether a label does what its page, of this class, is for; to go on a step does where it costs or loses."""
    steps = frozenset(tables.words("stepping")) if risk <= FLOOR else frozenset()
    names = ("committing", "confirming", "stepping")
    found = [word for name in names for word in tables.found(name, shown) if word.word not in steps]
    covers = list(_covers(shown, tables)) if found else []
    return any(not any(_hides(cover, word, frozenset()) for cover in covers) for word in found)


def _is_understood(shown: str, tables: Tables) -> bool:
    """Whether all that is not Latin in a label is made of known words."""
    if not _has_foreign(shown):
        return True
    rest = shown
    for word in _longest_first(tables.words("harmless")):
        # Names are written as one on lists of languages; a short word may be a syllable of one nobody listed.
        if len(word) > _SYLLABLE or not _is_spaced(word):
            rest = rest.replace(word, " " * len(word))
    for name in ("label", "spared", "confirming", "opener", "naming", "closer", "harmless"):
        for found in tables.found(name, shown):
            rest = rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    return not _has_foreign(rest)


@cache
def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(map(plain, words), key=len, reverse=True))


def _is_spaced(word: str) -> bool:
    """Whether a word is of a script that parts its words by spaces."""
    return any(unicodedata.name(c, "").startswith(_SPACED) for c in word)


def _has_foreign(text: str) -> bool:
    return any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in text)


__all__ = ["FLOOR", "of_label"]
