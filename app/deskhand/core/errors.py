"""The tree of errors. Every message is one sentence: what is wrong, and what to do.

DeskhandError
  UsageError              the request itself is not valid (exit 2)
    GoalError             an empty or oversized goal
    PictureError          a file that is not a readable picture
    RegionError           a region or monitor that is not on the desktop
    RecipeError           a recipe, a pack or the values given to one cannot be used
  EnvironmentFault        something the machine lacks or lost
    DisplayError          no display, or it went away
    InputError            events cannot be sent
    OcrError              a text engine is missing, failed or hung
    AccessibilityError    the accessibility tree cannot be read here
    IconModelError        the network that names icons is missing or damaged
    ModelError            the action model cannot be used
      ModelFileError      weights missing, truncated or altered
      ModelHostError      the child process died or hung
    DownloadError         a file cannot be fetched
    JournalError          the journal cannot be written or read
    PrivateDesktopError   the private X desktop did not start
    BusyError             another run is in progress
    SecretError           the keyring is missing, locked, or lacks a secret
    RecordingError        the person's mouse and keyboard cannot be watched
    SettingsError         the settings cannot be read or written
    HotkeyError           a chord is none, is taken, or cannot be listened for here
  Halted                  a run stopped on purpose
    StopRequested         the person, or `deskhand stop`, said stop (exit 3)
    GateClosed            the target or focus changed between look and act
    ClearanceError        an action was presented without a valid clearance
"""

from __future__ import annotations


class DeskhandError(Exception):
    """Base of every error Deskhand raises on purpose; `exit_code` is the command's."""

    exit_code = 1


class UsageError(DeskhandError):
    """The request cannot be carried out as written."""

    exit_code = 2


class GoalError(UsageError):
    """The goal is empty or too long."""


class PictureError(UsageError):
    """The file given as a picture cannot be read as one."""


class RegionError(UsageError):
    """The region or monitor asked for is not on the desktop."""


class RecipeError(UsageError):
    """A recipe, a pack or the values given to one cannot be used; the message has the file and line if there is one."""


class EnvironmentFault(DeskhandError):
    """The machine lacks something, or lost it."""


class DisplayError(EnvironmentFault):
    """There is no display, or it went away."""


class InputError(EnvironmentFault):
    """Mouse or keyboard events cannot be sent."""


class OcrError(EnvironmentFault):
    """A text engine is missing, failed or took too long."""


class AccessibilityError(EnvironmentFault):
    """The accessibility tree of the desktop cannot be read."""


class IconModelError(EnvironmentFault):
    """The network that names icons is missing, damaged or failed."""


class ModelError(EnvironmentFault):
    """The action model cannot be used."""


class ModelFileError(ModelError):
    """A weights file is missing, truncated or not the one expected."""


class ModelHostError(ModelError):
    """The model's child process died or did not answer in time."""


class DownloadError(EnvironmentFault):
    """A file could not be fetched from where it is published."""


class JournalError(EnvironmentFault):
    """The journal cannot be written or read."""


class PrivateDesktopError(EnvironmentFault):
    """A private X desktop did not come up."""


class BusyError(EnvironmentFault):
    """Another run is in progress on this desktop."""


class SecretError(EnvironmentFault):
    """The keyring is missing, locked, or does not hold a secret."""


class SettingsError(EnvironmentFault):
    """The settings cannot be read or written."""


class HotkeyError(EnvironmentFault):
    """A chord is none, another program has it, or hotkeys cannot be had on this desktop."""


class RecordingError(EnvironmentFault):
    """The mouse and keyboard cannot be watched while the person shows a task."""


class Halted(DeskhandError):
    """A run was halted on purpose, with nothing held down."""


class StopRequested(Halted):
    """The person said stop."""

    exit_code = 3


class GateClosed(Halted):
    """What was decided on is no longer what is on the screen."""


class ClearanceError(Halted):
    """An action reached `act` without a clearance that is fresh, unused and its own."""
