"""Texts with names in them: `{{name}}`, `{{row.column}}`, `{{secret:name}}`.

A name stands for a parameter or a variable; `row` is what a loop calls its row, and a column may hold spaces. Nothing
is computed here, and what a name stands for is taken as it is: braces within it are text. Two opening braces that
are meant as such are written `{{'{{'}}`: see `literal`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from deskhand.core.errors import RecipeError
from deskhand.core.step import Origin

from .scope import Scope, Value, most_foreign

_FIELD: Final = re.compile(r"\{\{(?!\{)(.*?)\}\}", re.DOTALL)
_BRACES: Final = "'{{'"
_NAME: Final = r"[A-Za-z_][A-Za-z0-9_]{0,63}"
_REFERENCE: Final = re.compile(
    rf"\s*(?:secret:(?P<secret>{_NAME})|(?P<name>{_NAME})(?:\.(?P<part>[^{{}}\n]{{1,200}}?))?)\s*"
)
MOST_TEXT: Final = 100_000
"""Characters of a text once its names are filled in."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One name in a text: `name`, `name.part`, or `secret`."""

    name: str = ""
    part: str = ""
    secret: str = ""

    def __str__(self) -> str:
        return f"secret:{self.secret}" if self.secret else f"{self.name}.{self.part}" if self.part else self.name

    def value(self, scope: Scope) -> Value:
        """What it stands for. Raises `RecipeError` for a name that is unknown."""
        return Value("", "secret", self.secret) if self.secret else scope.value(self.name, self.part)


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its names filled in, where it came from, and the name of the secret it holds, if any."""

    text: str
    origin: Origin
    secret: str = ""

    @property
    def shown(self) -> str:
        """The text as it may be shown and written down."""
        return f"{{{{secret:{self.secret}}}}}" if self.secret else self.text

    def __repr__(self) -> str:
        return f"Filled(text={self.shown!r}, origin={self.origin!r}, secret={self.secret!r})"


def references(text: str) -> Iterator[Reference]:
    """The names in a text, in order.

    Raises:
        RecipeError: a pair of braces holds no name, or is not closed.
    """
    for part in _parts(text):
        if isinstance(part, Reference):
            yield part


def names_in(text: str) -> frozenset[str]:
    """The names in a text, as `name` and `row.column`, without secrets.

    Raises:
        RecipeError: see `references`.
    """
    return frozenset(str(reference) for reference in references(text) if not reference.secret)


def secrets_in(text: str) -> frozenset[str]:
    """The secrets a text names itself.

    Raises:
        RecipeError: see `references`.
    """
    return frozenset(reference.secret for reference in references(text) if reference.secret)


def fill(text: str, scope: Scope, secret_of: Callable[[str], str] | None = None) -> Filled:
    """The text with its names filled in.

    `secret_of` gives the value of a secret by its name in the keyring; it is asked here, so fill when the step is
    done and not before. Without it a text must hold no secret: only what is typed may.

    Raises:
        RecipeError: a name is unknown, a secret stands where it may not, or the text gets too long.
        SecretError: from `secret_of`.
    """
    pieces: list[str] = []
    origins: list[Origin] = []
    secrets: list[str] = []
    for part in _parts(text):
        if isinstance(part, str):
            pieces.append(part)
            origins.append("recipe")
            continue
        value = part.value(scope)
        if value.secret:
            secrets.append(value.secret)
        pieces.append(_secret(value.secret, secret_of) if value.secret else value.text)
        origins.append(value.origin)
    if len(set(secrets)) > 1:
        raise RecipeError(f"A text may hold one secret, not {len(set(secrets))}: type them in steps of their own.")
    filled = "".join(pieces)
    if len(filled) > MOST_TEXT:
        raise RecipeError(
            f"A text gets {len(filled)} characters long with its names filled in; {MOST_TEXT} are allowed."
        )
    return Filled(filled, most_foreign(origins), secrets[0] if secrets else "")


def told(text: str, scope: Scope) -> str:
    """A sentence about a step with its names filled in; as it is where it holds a secret or a name nobody knows."""
    try:
        return fill(text, scope).text
    except RecipeError:
        return text


def only_reference(text: str) -> Reference | None:
    """The name a text consists of; None if there is more to it.

    Raises:
        RecipeError: see `references`.
    """
    parts = list(_parts(text.strip()))
    return parts[0] if len(parts) == 1 and isinstance(parts[0], Reference) else None


def leading(text: str) -> tuple[Reference | None, str]:
    """The name a text begins with, if it does, and the text after it.

    Raises:
        RecipeError: see `references`.
    """
    found = _FIELD.match(text)
    if found is None or found.group(1) == _BRACES:
        return None, text
    return _reference(found.group(1)), text[found.end() :]


def literal(text: str) -> str:
    """A template that stands for exactly this text."""
    return text.replace("{{", f"{{{{{_BRACES}}}}}")


def _secret(name: str, secret_of: Callable[[str], str] | None) -> str:
    if secret_of is None:
        raise RecipeError(f"The secret “{name}” may stand only in a text that is typed.")
    return secret_of(name)


def _parts(text: str) -> Iterator[str | Reference]:
    """The text cut into plain pieces, none empty, and references."""
    end = 0
    for found in _FIELD.finditer(text):
        if found.start() > end:
            yield _plain(text[end : found.start()], text)
        inner = found.group(1)
        yield "{{" if inner == _BRACES else _reference(inner)
        end = found.end()
    if end < len(text):
        yield _plain(text[end:], text)


def _plain(piece: str, text: str) -> str:
    if "{{" in piece:
        raise RecipeError(f"“{_short(text)}” opens braces that it does not close: write {{{{name}}}}.")
    return piece


def _reference(inner: str) -> Reference:
    match = _REFERENCE.fullmatch(inner)
    if match is None:
        raise RecipeError(
            f"“{{{{{_short(inner)}}}}}” holds no name: write {{{{name}}}}, {{{{row.column}}}} or {{{{secret:name}}}}."
        )
    part = unicodedata.normalize("NFC", match["part"] or "")
    return Reference(match["name"] or "", part, match["secret"] or "")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
