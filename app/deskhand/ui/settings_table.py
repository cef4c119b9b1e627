"""Every setting with its words: what the settings page shows and the palette finds."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.jobs.suggesting import Suggestion
from deskhand.system.language import _


@dataclass(frozen=True, slots=True)
class Told:
    """A setting: its key in `Settings`, under which heading it stands, its name, what it does, and its choices."""

    key: str
    heading: str
    name: str
    about: str
    choices: tuple[tuple[str, str], ...] = ()


def settings_told() -> list[Told]:
    """All of them, in the order of the page."""
    look, safety, work, seeing = _("How it looks"), _("Safety"), _("Work"), _("What is seen")
    kept = _("What is kept")
    return [
        Told(
            "theme",
            look,
            _("Colours"),
            _("Light, dark, or whatever the system says; high contrast for tired eyes."),
            (
                ("system", _("As the system")),
                ("light", _("Light")),
                ("dark", _("Dark")),
                ("contrast", _("High contrast")),
            ),
        ),
        Told(
            "language",
            look,
            _("Language"),
            _("Of menus and windows; goals are in English. Takes effect at the next start."),
            (("", _("As the system")), ("en", "English"), ("de", "Deutsch")),
        ),
        Told("reduced_motion", look, _("Less motion"), _("Nothing moves by itself: films go on picture by picture.")),
        Told("hotkey", work, _("Hotkey of the palette"), _("Opens the line to type a goal into, from anywhere.")),
        Told(
            "autonomy",
            safety,
            _("What goes ahead unasked"),
            _("Steps above this are asked about. Passwords, payments, deleting and the system always are."),
            (
                ("R0", _("Nothing: ask before each step")),
                ("R1", _("What can be undone")),
                ("R2", _("Saving and renaming too")),
                ("R3", _("Sending and sharing too")),
            ),
        ),
        Told(
            "job",
            safety,
            _("Job card"),
            _("The name of a card of the page Job cards that all goes by which no other card names; empty: as above."),
        ),
        Told("outline", safety, _("Outline the next target"), _("Shows where it is about to click, a moment before.")),
        Told(
            "person_pauses",
            safety,
            _("Pause when I use mouse or keyboard"),
            _("It holds before its next step, and waits."),
        ),
        Told("corner_stops", safety, _("A screen corner stops"), _("Push the pointer into any corner of the screen.")),
        Told("escape_stops", safety, _("Escape twice stops"), _("Press Escape two times within half a second.")),
        Told("stop_hotkey", safety, _("Hotkey that stops"), _("Stops what is being done, from anywhere.")),
        Told("max_steps", work, _("Steps of a goal"), _("It gives up after this many.")),
        Told("max_minutes", work, _("Minutes of a goal"), _("It gives up after this long.")),
        Told("autostart", work, _("Start when I log in"), _("The icon is there from the start; nothing else is done.")),
        Told(
            "languages",
            seeing,
            _("Languages on the screen"),
            _("What text is read as, by Tesseract's names, for example eng+deu. Empty is English."),
        ),
        Told(
            "accessibility",
            seeing,
            _("Ask applications what they show"),
            _("A second opinion beside the picture, where applications answer."),
        ),
        Told(
            "private_windows",
            kept,
            _("Private windows"),
            _("Parts of titles or program names, with commas between. No kept picture shows these windows."),
        ),
        Told(
            "private_places",
            kept,
            _("Private places"),
            _("Places of the screen as x,y,width,height in pixels, with semicolons between: in no kept picture."),
        ),
        Told("keep_days", kept, _("Days that runs are kept"), _("Older ones are forgotten; 0 keeps them for ever.")),
    ]


def suggestions() -> list[Suggestion]:
    """The settings as the palette offers them."""
    return [Suggestion("setting", told.key, told.name, _("setting")) for told in settings_told()]


__all__ = ["Told", "settings_told", "suggestions"]
