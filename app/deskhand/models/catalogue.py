"""The catalogue of installable models, read from `models/catalogue.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from deskhand.core.errors import ModelFileError
from deskhand.system.paths import packaged


@dataclass(frozen=True, slots=True)
class WheelSource:
    """A file inside a wheel of the package index."""

    package: str
    version: str
    member: str


@dataclass(frozen=True, slots=True)
class HubSource:
    """A file of a public model repository."""

    repository: str
    file: str


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file: its name here, its SHA-256, its size in bytes, and where it is published."""

    name: str
    sha256: str
    bytes: int
    wheel: WheelSource | None = None
    hub: HubSource | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A model: its files, licence, and one line on what it is for."""

    name: str
    summary: str
    licence: str
    files: tuple[ModelFile, ...]


def catalogue(file: Path | None = None) -> dict[str, Entry]:
    """Every entry by name.

    Raises:
        ModelFileError: the catalogue is missing or malformed.
    """
    path = file or packaged("catalogue.toml")
    try:
        table = tomllib.loads(path.read_text())
        return {name: _entry(name, value) for name, value in table.items()}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as problem:
        raise ModelFileError(f"The model catalogue {path} cannot be read ({problem}); reinstall Deskhand.") from problem


def _entry(name: str, value: dict[str, object]) -> Entry:
    files = value["files"]
    assert isinstance(files, list)
    return Entry(name, str(value["summary"]), str(value["licence"]), tuple(map(_file, files)))


def _file(value: dict[str, object]) -> ModelFile:
    wheel, hub = value.get("wheel"), value.get("hub")
    return ModelFile(
        str(value["name"]),
        str(value["sha256"]),
        int(str(value["bytes"])),
        WheelSource(**wheel) if isinstance(wheel, dict) else None,
        HubSource(**hub) if isinstance(hub, dict) else None,
    )
