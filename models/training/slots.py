"""Slots of the screen library: `{file}`, `{b:person}`, `{b.first}`, `{red|green}`, `{c!}`, each filled by chance."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import labels, words
from .kit import Kit

SLOT = re.compile(r"\{([^{}]+)\}")
_TOLD = re.compile(r"\{(\w+):([^{}]+)\}")
COLORS = words.listed("red green blue yellow orange purple black white grey pink brown silver gold navy teal")
MONTHS = words.listed("January February March April May June July August September October November December")
COMPANIES = words.listed(
    "Northwind|Acme|Globex|Initech|Umbra|Lumen|Hooli|Vertex|Aurora|Bluefin|Cascade|Delphi|Evergreen|Fjord|Granite|"
    "Harbor|Ironwood|Juniper|Keystone|Lakeside|Meridian|Nimbus|Orchard|Pinnacle|Quarry|Redwood|Summit|Tidewater",
    "|",
)
PRODUCTS = words.listed(
    "Oak desk|Desk lamp|Trail shoes|Rain jacket|Coffee grinder|Wool blanket|Bluetooth speaker|Water bottle|Yoga mat|"
    "Garden hose|Office chair|Phone case|USB hub|Alarm clock|Hiking socks|Cast iron pan|Tea kettle|Bike helmet|"
    "Noise-cancelling headphones|Paper shredder|Travel pillow|Electric toothbrush|Picture frame|Chess set|Camping tent|"
    "Bread knife|Mechanical keyboard|Floor mirror|Ink cartridge|Winter gloves|Baby monitor|Air purifier|Sketchbook",
    "|",
)
STREETS = words.listed("Mill|Church|Station|Park|Bridge|Garden|Market|Hill|Lake|Forest|King|Harbour|School|Castle")
TIMES = ("{h}:{m:02d}", "{h}:{m:02d} pm", "{h}:{m:02d} am")


class SlotError(ValueError):
    """A slot of a kind nobody knows."""


def _phone(kit: Kit) -> str:
    return kit.any(("+{a} {b} {c}", "0{b} {c}", "({b}) {c}", "{b}-{c}")).format(
        a=kit.between(1, 99), b=kit.between(100, 999), c=kit.between(10000, 9999999)
    )


def _date(kit: Kit) -> str:
    day, month, year = kit.between(1, 28), kit.between(1, 12), kit.between(2023, 2028)
    style = kit.between(0, 4)
    if style == 0:
        return f"{year}-{month:02d}-{day:02d}"
    if style == 1:
        return f"{day} {kit.any(MONTHS)} {year}"
    if style == 2:
        return f"{kit.any(MONTHS)} {day}"
    return f"{month:02d}/{day:02d}/{year}" if style == 3 else f"{day:02d}.{month:02d}.{year}"


def _price(kit: Kit) -> str:
    amount = f"{kit.between(1, 1500)}.{kit.any(('00', '50', '99', '95', '20', '49'))}"
    return kit.any(("${}", "€{}", "£{}", "{} €", "${}", "{} EUR", "{}")).format(amount)


KINDS: dict[str, Callable[[Kit], str]] = {
    "file": Kit.file_name,
    "stem": Kit.stem,
    "folder": lambda kit: kit.one(words.FOLDERS) if kit.chance(0.4) else kit.stem().title(),
    "person": Kit.person,
    "first": lambda kit: kit.one(words.FIRST_NAMES),
    "last": lambda kit: kit.one(words.LAST_NAMES),
    "mail": Kit.mail,
    "email": Kit.mail,
    "city": lambda kit: kit.one(words.CITIES),
    "country": lambda kit: kit.one(words.COUNTRIES),
    "company": lambda kit: kit.any(COMPANIES) + kit.any(("", "", " Ltd", " Group", " Inc")),
    "noun": Kit.noun,
    "nouns": lambda kit: kit.noun() + "s",
    "text": Kit.text,
    "word": Kit.noun,
    "query": lambda kit: " ".join(kit.some(words.NOUNS, kit.between(2, 4))),
    "number": lambda kit: str(kit.between(1, 999)),
    "small": lambda kit: str(kit.between(2, 9)),
    "price": _price,
    "percent": lambda kit: f"{kit.between(1, 100)}{kit.any(('%', '%', ' %'))}",
    "date": _date,
    "time": lambda kit: kit.any(TIMES).format(h=kit.between(1, 12), m=kit.any((0, 5, 10, 15, 30, 45, 50))),
    "day": lambda kit: kit.any(words.DAYS),
    "month": lambda kit: kit.any(MONTHS),
    "year": lambda kit: str(kit.between(1990, 2030)),
    "phone": _phone,
    "url": lambda kit: f"{kit.any(('', 'www.', 'https://'))}{kit.noun()}-{kit.noun()}.{kit.any(('org', 'com', 'net'))}",
    "user": lambda kit: kit.one(words.FIRST_NAMES).lower() + kit.any(("", str(kit.between(1, 99)), ".k", "_x")),
    "password": lambda kit: f"{kit.noun()}{kit.any('-_!#')}{kit.between(10, 9999)}",
    "product": lambda kit: kit.any(PRODUCTS),
    "color": lambda kit: kit.any(COLORS),
    "colour": lambda kit: kit.any(COLORS),
    "street": lambda kit: f"{kit.between(1, 140)} {kit.any(STREETS)} {kit.any(('Street', 'Road', 'Lane'))}",
    "code": lambda kit: f"{kit.any('ABCDEFGHKMPRT')}{kit.between(1, 9)}-{kit.between(1000, 9999)}",
    "size": lambda kit: f"{kit.between(1, 900)}{kit.any(('', '.4', '.7'))} {kit.any(('KB', 'MB', 'GB'))}",
    "button": lambda kit: kit.one(labels.BUTTONS),
}


class Slots:
    """The values of one play: the same slot is the same value on every screen of it."""

    def __init__(self, kit: Kit) -> None:
        """Start with nothing drawn."""
        self._kit = kit
        self._drawn: dict[str, str] = {}
        self._choices: dict[str, str] = {}
        self._kinds: dict[str, str] = {}

    def told(self, text: str) -> None:
        """Remember the kinds of the named slots of a text, so that `{a}` may be drawn before `{a:file}` is met."""
        for name, kind in _TOLD.findall(text):
            self._kinds.setdefault(name, kind)

    def fill(self, text: str, fence: Callable[[str], str] = lambda value: value) -> str:
        """Return a text with its slots filled; `fence` goes around each value that a slot gave.

        Raises:
            SlotError: a slot has no known kind.
        """
        for _ in range(3):  # a choice may hold slots itself
            if not SLOT.search(text):
                break
            text = SLOT.sub(lambda match: self._value(match[1], fence), text)
        return text

    def _value(self, slot: str, fence: Callable[[str], str]) -> str:
        name, colon, kind = slot.partition(":")
        if "|" in slot and not (colon and re.fullmatch(r"\w+", name)):
            return self._kit.any(slot.split("|"))
        if colon:
            return fence(self._named(name, kind))
        base, dot, part = slot.partition(".")
        if dot:
            return fence(_part(self._named(base, base), part))
        if slot.endswith("!"):
            return fence(self._other(slot[:-1]))
        return fence(self._named(slot, slot))

    def _named(self, name: str, kind: str) -> str:
        if name not in self._drawn:
            kind = self._kinds.get(name, kind)
            self._choices[name] = kind
            taken = set(self._drawn.values())
            # Two persons of one screen are different persons; a short list of choices may run out of others.
            for _ in range(12):
                self._drawn[name] = self._draw(kind)
                if self._drawn[name] not in taken:
                    break
        return self._drawn[name]

    def _other(self, name: str) -> str:
        """Another value than `name` has, the same throughout the play."""
        own, key = self._named(name, name), name + "!"
        kind = self._choices[name]
        for _ in range(20):
            if self._drawn.get(key, own) != own:
                break
            self._drawn[key] = self._draw(kind)
        return self._drawn[key]

    def _draw(self, kind: str) -> str:
        if "|" in kind:
            return self._kit.any(kind.split("|"))
        if kind not in KINDS:
            known = re.sub(r"\d+$", "", kind)
            if known not in KINDS:
                raise SlotError(f"no slot of the kind {kind}")
            kind = known
        return KINDS[kind](self._kit)


def _part(value: str, part: str) -> str:
    match part:
        case "first":
            return value.split()[0]
        case "last":
            return value.split()[-1]
        case "stem":
            return value.rpartition(".")[0] or value
        case "lower":
            return value.lower()
        case "upper":
            return value.upper()
        case _:
            raise SlotError(f"no part of the kind {part}")
