"""Typed values as parameters: their names, their types, and where else the recipe shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from deskhand.core.errors import RecipeError
from deskhand.core.naming import canonical, normalised
from deskhand.core.screen import Role
from deskhand.recipe.format.schema import BesidePart, Parameter, Target, WindowPart, printable
from deskhand.recipe.meaning.templates import literal
from deskhand.recipe.meaning.values import value_of

DATA = frozenset({Role.ROW, Role.CELL, Role.OPTION, Role.TEXT, Role.LINK, Role.ICON, Role.HEADER})
"""Roles of what programs show of their data, and not of themselves."""
LONGEST_NAME = 40
LONG_ENOUGH = 4
"""Letters from which a value is told from others wherever it stands; fewer stand in too many words."""
_TAKEN: Final = frozenset("row secret and or not if else then do in is true false null today".split())
"""Names that mean something else in recipes."""
_PATH: Final = re.compile(r"^(?:/|~/|[A-Za-z]:\\|file://)\S")
_OPENS: Final = re.compile(
    r"\b(?:open|choose|select|upload|attach|import|load|browse|öffnen|auswählen|hochladen|ouvrir|choisir|abrir|elegir"
    r"|seleccionar|apri|scegli|openen|kiezen|öppna|åbn|avaa|otwórz|открыть|выбрать)\b|開く|打开|選択",
    re.IGNORECASE,
)
"""Titles of dialogs that ask for a file that is there."""
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

Type = Literal["text", "number", "date", "choice", "file", "secret"]


def slug(label: str) -> str:
    """A label as the name of a parameter; empty when nothing of it can stand in one."""
    plain = unicodedata.normalize("NFKD", label.replace("ß", "ss").casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c)))
    name = ""
    for word in words:
        if name and len(name) + len(word) + 1 > LONGEST_NAME:
            break
        name = f"{name}_{word}" if name else word[:LONGEST_NAME]
    return f"n_{name}" if name[:1].isdigit() else name


def type_of(text: str, window: str = "") -> Type:
    """The type of a value typed into a window of this title: another than text only where it types the very same.

    A path is a file where one is opened: it must then be there when the recipe is replayed, and one that is saved
    is not.
    """
    if _NUMBER.fullmatch(text) and _unchanged("number", text):
        return "number"
    if _DATE.fullmatch(text) and _unchanged("date", text):
        return "date"
    return "file" if _PATH.match(text) and _OPENS.search(window) and _unchanged("file", text) else "text"


def _unchanged(kind: str, text: str) -> bool:
    try:
        parameter = Parameter.model_validate({"type": kind})
        return value_of("value", parameter, text, "person").text == text
    except RecipeError:
        return False


@dataclass
class Parameters:
    """The parameters of a recipe in the making."""

    known: dict[str, Parameter] = field(default_factory=dict)
    common: set[str] = field(default_factory=set)
    """Those whose value stood on the screen before it was typed: `Save` typed as a name is not the button Save."""

    def typed(self, text: str, label: str, is_common: bool = False, window: str = "") -> str:
        """A template for a value typed into a window: a new parameter, or the one that has this value already."""
        same = self.naming(text) if len(text) >= LONG_ENOUGH else None
        name = same or self._new(
            slug(label) or "text",
            Parameter(type=type_of(text, window), label=printable(label), default=printable(text)),
        )
        if is_common:
            self.common.add(name)
        return f"{{{{{name}}}}}"

    def showing(self, role: Role) -> dict[str, Parameter]:
        """The parameters that a thing of this role may show: what is no data shows none that are common words."""
        return self.known if role in DATA else {n: p for n, p in self.known.items() if n not in self.common}

    def chosen(self, text: str, label: str, choices: Iterable[str]) -> str:
        """A template for what was chosen in a list."""
        name = self._new(
            slug(label) or "choice",
            Parameter(
                type="choice", label=printable(label), default=printable(text), choices=tuple(map(printable, choices))
            ),
        )
        return f"{{{{{name}}}}}"

    def secret(self, label: str) -> str:
        """The name of a new secret."""
        name = self._free(slug(label) or "secret")
        self.known[name] = Parameter(type="secret", label=printable(label), secret=name)
        return name

    def naming(self, text: str) -> str | None:
        """The parameter whose recorded value is this text."""
        return next((name for name, p in self.known.items() if p.default == text and p.type != "secret"), None)

    def values(self) -> list[str]:
        """The recorded values."""
        return [p.default for p in self.known.values() if p.default]

    def _new(self, wish: str, parameter: Parameter) -> str:
        name = self._free(wish)
        self.known[name] = parameter
        return name

    def _free(self, wish: str) -> str:
        wish = f"{wish}_value" if wish in _TAKEN else wish
        number, name = 2, wish
        while name in self.known:
            name, number = f"{wish}_{number}", number + 1
        return name


def templated(target: Target, parameters: Mapping[str, Parameter]) -> Target:
    """The target with recorded values replaced by their parameters, where they are told from other words.

    Its label is one when it is the value, or names it as a word; so are the keys of its row and the title of its
    window. What is left of each text stands for itself.
    """
    values = {p.default: name for name, p in parameters.items() if p.default and _is_telling(p)}
    window = target.window
    return target.model_copy(
        update={
            "label": _filled(target.label, values),
            "state": literal(target.state),
            "beside": tuple(_beside(part, values) for part in target.beside),
            "window": None if window is None else window_templated(window, parameters),
        }
    )


def window_templated(window: WindowPart, parameters: Mapping[str, Parameter]) -> WindowPart:
    """The window with recorded values in its title replaced by their parameters."""
    values = {p.default: name for name, p in parameters.items() if p.default and _is_telling(p)}
    return window.model_copy(update={"title": _filled(window.title, values)})


def text_templated(text: str, parameters: Mapping[str, Parameter]) -> str:
    """A text of the screen with recorded values replaced by their parameters."""
    return _filled(text, {p.default: name for name, p in parameters.items() if p.default and _is_telling(p)})


def _beside(part: BesidePart, values: Mapping[str, str]) -> BesidePart:
    return part.model_copy(update={"text": _filled(part.text, values)})


def _is_telling(parameter: Parameter) -> bool:
    value = (parameter.default or "").strip()
    long_enough = len(value) >= LONG_ENOUGH or (parameter.type != "number" and len(value) >= 3 and value.isalpha())
    return parameter.type in ("text", "number", "date") and long_enough and "\n" not in value


def _filled(text: str, values: Mapping[str, str]) -> str:
    for value, name in sorted(values.items(), key=lambda item: -len(item[0])):
        if normalised(text) == normalised(value) or canonical(text) == canonical(value):
            return f"{{{{{name}}}}}"
        found = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text)
        if found and len(value) >= LONG_ENOUGH:
            head, tail = text[: found.start()], text[found.end() :]
            return f"{_filled(head, values)}{{{{{name}}}}}{_filled(tail, values)}"
    return literal(text)
