"""Classes of risk, origins of texts and chords in words a person reads; light to load, for it is needed at once."""

from __future__ import annotations

from deskhand.core.keys import split_chord
from deskhand.core.risk import Risk
from deskhand.system.language import _


def chord_words(chord: str) -> str:
    """A chord as keyboards have it: `Ctrl+Alt+Space`."""
    return "+".join(key if len(key) > 1 and key.isupper() else key.capitalize() for key in split_chord(chord))


def meaning(risk: Risk) -> str:
    """What a class of risk means."""
    return {
        Risk.R0: _("only looks"),
        Risk.R1: _("can be undone, stays here"),
        Risk.R2: _("saves or renames something here"),
        Risk.R3: _("has an effect outside this program, or cannot be judged"),
        Risk.R4: _("deletes or discards"),
        Risk.R5: _("uses a password or a payment"),
        Risk.R6: _("changes the system"),
    }[risk]


def may_be_lost(risk: Risk) -> str:
    """What the person may lose by a step of this class."""
    return {
        Risk.R0: _("Nothing can be lost."),
        Risk.R1: _("Nothing is lost that cannot be undone."),
        Risk.R2: _("A file here may be written over."),
        Risk.R3: _("What leaves this program cannot be taken back by Deskhand."),
        Risk.R4: _("What is deleted or discarded may be gone for good."),
        Risk.R5: _("Money or access may be at stake; it cannot be taken back."),
        Risk.R6: _("Settings or programs of this computer may change for everybody who uses it."),
    }[risk]


def origin(word: str) -> str:
    """Where a text came from."""
    return {
        "goal": _("from your goal"),
        "recipe": _("from the recipe"),
        "person": _("a value you gave"),
        "data": _("from your file of rows"),
        "secret": _("from the keyring"),
        "screen": _("read from the screen"),
    }.get(word, _("from a place I cannot tell"))


__all__ = ["chord_words", "may_be_lost", "meaning", "origin"]
