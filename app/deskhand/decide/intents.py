"""What a goal asks for, clause by clause; each has a policy in `rules/`."""

from __future__ import annotations

from dataclasses import dataclass


class Literal(str):
    """A text that stood in quotes: it is typed as it is, and never read for meaning."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Write:
    """Type `text` into the field called `field`, or into the document when that is empty."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Save:
    """Save the document as `name` in `folder` (each may be empty: as it is, where it is)."""

    name: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """Click the button, link, tab or menu called `label`."""

    label: str


@dataclass(frozen=True, slots=True)
class Toggle:
    """Make the check box, radio button or switch called `label` on or off."""

    label: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class Open:
    """Open the file or folder called `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class CreateFolder:
    """Create a folder called `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Compute:
    """Work out an expression on the calculator's buttons and read the result."""

    expression: str


@dataclass(frozen=True, slots=True)
class Chord:
    """Press a key or chord."""

    chord: str


@dataclass(frozen=True, slots=True)
class Pick:
    """Set the combo box or field called `field` to `value`."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Search:
    """Search for `query`."""

    query: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Give the file `name` the name `new`."""

    name: str
    new: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete the file or row `name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Vague:
    """A clause no pattern fits; matched by its words alone, or left to the model."""

    text: str


Intent = Write | Save | Press | Toggle | Open | CreateFolder | Compute | Chord | Pick | Search | Rename | Delete | Vague
