"""Whether a typed text is a secret: by what its field is called, by what it looks like, by what the screen showed.

In doubt it is one: the person is then asked for it when the recipe is replayed, which a value that was kept by
mistake could never make good.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from deskhand.core.lettering import folded
from deskhand.core.naming import normalised
from deskhand.core.screen import Element, Role, Scene

from .fields import Echo, content, has_echo, shows
from .labels import field_label, place_label
from .masking import shows_dots

UNECHOED = 4
"""Letters from which a text that no screen showed is a secret; fewer are shortcuts of some program."""
_TOKEN: Final = re.compile(
    r"^(?:sk|pk|rk|ghp|gho|ghu|ghs|ghr|glpat|xox[abposr]|hf|npm|pypi|dop_v1|shpat|sq0atp|ya29|AIza|EAAC)[-_.]?[\w.-]{12,}$"
    r"|^(?:AKIA|ASIA)[A-Z0-9]{12,}$"
    r"|^eyJ[\w-]{8,}\.[\w-]{8,}"
    r"|^github_pat_\w{20,}$"
    r"|-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE)"
    r"|^(?:Bearer|Basic|Token) [\w.~+/=-]{12,}$"
)
_HEX: Final = re.compile(r"^(?:[0-9a-fA-F]{32,}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$")
_CARD: Final = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")
_RANDOM_FROM, _BITS = 16, 3.2
"""Letters of a text from which its entropy counts, and the bits a letter of a random one has."""
_PLAIN: Final = re.compile(r"^(?:https?://|www\.|file:|/|~|[a-z]:\\)|@[\w-]+\.\w", re.IGNORECASE)
"""Addresses and paths: long and mixed, and no secrets."""
_PICTURED: Final = re.compile(r"^[•●∙·*○◦⬤.]{3,}$")
"""What a text engine reads where dots stand for letters."""


def reason(text: str, echo: Echo, before: Scene, after: Scene) -> str:
    """Why a typed text is a secret, as a few words; empty when it is none."""
    label = label_of(echo, before, after)
    if says_secret(label):
        return f"its field is called {label}"
    if echo.field is not None and says_secret(echo.field.before):
        return f"its field asked for {echo.field.before}"
    looks = looks_secret(text)
    if looks:
        return looks
    shown = echo.field.after if echo.field else ""
    if _PICTURED.match(shown.replace(" ", "")) and not shows(shown, text):
        return "dots stood for its letters"
    readable = (shown and shows(shown, text)) or has_echo(text, before, after)
    if not readable and _dotted(text, echo, after):
        return "dots stood for its letters"
    if not readable and not echo.changed and len(text.strip()) >= UNECHOED:
        return "the screen did not show it"
    return ""


def label_of(echo: Echo, before: Scene, after: Scene) -> str:
    """What the place a text went into is called: its field's name, or the nearest text left of or above it."""
    if echo.field is not None:
        scene = before if any(e is echo.field.element for e in before) else after
        named = field_label(echo.field.element, scene)
        # A cell has none, but what stands by it may say that it takes a secret.
        beside = named or place_label(echo.field.element.box, scene)
        return beside if not named and says_secret(beside) else named
    return place_label(echo.place, before) if echo.place is not None else ""


def says_secret(label: str) -> bool:
    """Whether a label asks for a secret, in any of the languages of `secret_words.toml`."""
    said = folded(normalised(label))
    return bool(said) and _words().search(said) is not None


def looks_secret(text: str) -> str:
    """Why a text looks like a secret wherever it stands; empty when it does not."""
    bare = text.strip()
    for part in (bare, *bare.split()):
        if _TOKEN.search(part):
            return "it looks like a key or a token"
        if _HEX.match(part):
            return "it looks like a key"
    if any(_luhn(found) for found in _CARD.findall(bare)):
        return "it looks like the number of a card"
    return "it looks random" if any(_is_random(part) for part in bare.split()) else ""


def is_secret_field(element: Element) -> bool:
    """Whether an element is a field for a secret, by its name or what it shows."""
    if element.role not in (Role.EDIT, Role.COMBO):
        return False
    return says_secret(element.text) or bool(_PICTURED.match(content(element).replace(" ", "")))


def _dotted(text: str, echo: Echo, after: Scene) -> bool:
    places = (echo.field.element.box,) if echo.field else echo.spots
    return any(shows_dots(after.frame, box, text) for box in places)


@cache
def _words() -> re.Pattern[str]:
    data = tomllib.loads((Path(__file__).parent / "secret_words.toml").read_text(encoding="utf-8"))
    words = {folded(normalised(word)) for language in data.values() for word in language}
    spaced = sorted((re.escape(w) for w in words if _is_spaced(w)), key=len, reverse=True)
    running = sorted((re.escape(w) for w in words if not _is_spaced(w)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)|{'|'.join(running)}")


def _is_spaced(word: str) -> bool:
    """Whether its script parts words by spaces."""
    return not any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" or "\u0e00" <= c <= "\u0e7f" for c in word)


def _luhn(found: str) -> bool:
    """The check digit of card numbers (ISO/IEC 7812-1)."""
    digits = [int(c) for c in found if c.isdigit()]
    doubled = [d * 2 - 9 if d > 4 else d * 2 for d in digits[-2::-2]]
    return len(digits) >= 13 and len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_random(part: str) -> bool:
    """Long, without words, with letters and digits mixed."""
    if len(part) < _RANDOM_FROM or _PLAIN.search(part):
        return False
    kinds = sum(any(test(c) for c in part) for test in (str.islower, str.isupper, str.isdigit))
    changes = sum(a.isdigit() != b.isdigit() or a.isupper() != b.isupper() for a, b in pairwise(part))
    counts = Counter(part)
    bits = -sum(n / len(part) * math.log2(n / len(part)) for n in counts.values())
    return kinds >= 2 and any(c.isdigit() for c in part) and changes >= len(part) / 4 and bits >= _BITS


__all__ = ["is_secret_field", "label_of", "looks_secret", "reason", "says_secret"]
