"""What a person has chosen: one small file with a version, read whole and replaced at once.

Secrets are never here (see `secrets`), nor is anything that recipes or runs leave behind.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from deskhand.core.errors import SettingsError

from . import atomic

VERSION: Final = 1
PLACES: Final = r"^\s*(-?\d{1,5}(\s*,\s*-?\d{1,5}){3}(\s*;\s*-?\d{1,5}(\s*,\s*-?\d{1,5}){3})*)?\s*$"
"""Places as `x,y,w,h; x,y,w,h`."""


class Theme(StrEnum):
    """Which colours the windows have."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Autonomy(StrEnum):
    """Up to which class of risk a step goes ahead without being asked about; secrets and payments are always asked."""

    LOOK = "R0"
    REVERSIBLE = "R1"
    SAVE = "R2"
    OUTSIDE = "R3"


class Settings(BaseModel):
    """All of it; what a file does not say is as it is here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = VERSION
    theme: Theme = Theme.SYSTEM
    hotkey: Annotated[str, Field(max_length=60)] = "ctrl+alt+space"
    """The chord that opens the palette; empty for none."""
    stop_hotkey: Annotated[str, Field(max_length=60)] = "ctrl+alt+escape"
    """The chord that stops what is being done; empty for none."""
    language: Annotated[str, Field(max_length=12, pattern=r"^[a-zA-Z_]*$")] = ""
    """Of the windows; empty for the system's."""
    autostart: bool = False
    """Whether the app starts with the session."""
    autonomy: Autonomy = Autonomy.REVERSIBLE
    job: Annotated[str, Field(max_length=64, pattern=r"^([a-z0-9][a-z0-9-]*)?$")] = ""
    """The job card of what no other card names; empty for steps up to `autonomy` unasked."""
    outline: bool = True
    """Whether the next target is outlined on the screen before it is pressed."""
    corner_stops: bool = True
    """Whether the pointer in a corner of the screen stops a run."""
    escape_stops: bool = True
    """Whether Escape pressed twice stops a run."""
    person_pauses: bool = True
    """Whether the person's own mouse and keyboard pause a run."""
    reduced_motion: bool = False
    accessibility: bool = False
    """Whether applications are asked what they show."""
    languages: Annotated[str, Field(max_length=60, pattern=r"^([a-z_]{3,12}(\+[a-z_]{3,12})*)?$")] = ""
    """What is read on the screen, as Tesseract names it (`eng+deu`); empty for English."""
    max_steps: Annotated[int, Field(ge=1, le=1_000)] = 40
    max_minutes: Annotated[int, Field(ge=1, le=600)] = 5
    private_windows: Annotated[str, Field(max_length=400)] = ""
    """Parts of titles or application names, with commas between: pictures that are kept do not show these windows."""
    private_places: Annotated[str, Field(max_length=400, pattern=PLACES)] = ""
    """Places of the desktop as `x,y,w,h` in physical pixels, with semicolons between, that no kept picture shows."""
    keep_days: Annotated[int, Field(ge=0, le=3_650)] = 0
    """After how many days runs are forgotten; 0 for never."""
    introduced: bool = False
    """Whether the first-run pages were seen to their end."""


def places_of(said: str) -> list[tuple[int, int, int, int]]:
    """The places a setting names (left, top, width and height)."""
    places = []
    for part in filter(None, map(str.strip, said.split(";"))):
        x, y, w, h = (int(number) for number in part.split(","))
        places.append((x, y, w, h))
    return places


class SettingsFile:
    """The file of one user."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self) -> Settings:
        """What it says; the defaults where there is none.

        Raises:
            SettingsError: it cannot be read; it is left as it is.
        """
        try:
            return Settings.model_validate_json(self.file.read_bytes())
        except FileNotFoundError:
            return Settings()
        except OSError as problem:
            raise SettingsError(f"The settings {self.file} cannot be read ({problem.strerror}).") from problem
        except ValidationError as problem:
            first = problem.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"])) or "the file"
            raise SettingsError(
                f"The settings {self.file} are wrong at {where} ({first['msg']}); mend or delete the file."
            ) from problem

    def write(self, settings: Settings) -> None:
        """Replace what it says.

        Raises:
            SettingsError: it cannot be written; what it said still stands.
        """
        try:
            atomic.write(self.file, settings.model_dump_json(indent=1).encode() + b"\n")
        except OSError as problem:
            raise SettingsError(f"The settings {self.file} cannot be written ({problem.strerror}).") from problem


__all__ = ["Autonomy", "Settings", "SettingsFile", "Theme", "places_of"]
