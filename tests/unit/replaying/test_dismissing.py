"""A dialog that came between is put away only by a button that does nothing else."""

import time
from dataclasses import replace

import pytest

from deskhand.core.anchor import Halt, Located, WindowMark
from deskhand.core.geometry import Box
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import Element, Role, Scene, Window
from deskhand.core.step import Change, Outcome
from deskhand.engine.carrying_out import Carried
from deskhand.engine.replaying import dismissing
from deskhand.engine.replaying.dismissing import Dismissing, harmless_button, intruder
from deskhand.risk.judge import WordsJudge
from tests.builders import blank, frame

MAIN = Window(7, "Editor", "editor", Box(0, 0, 320, 200))
TIP = Window(9, "Tip of the Day", "editor", Box(60, 40, 200, 120), dialog=True, focused=True)
MARK = WindowMark("Editor", "editor")


def said(*texts, buttons=("Close",)):
    """The scene of a dialog that says this."""
    elements = [Element(n, Role.TEXT, t, Box(70, 50 + 14 * n, 180, 12)) for n, t in enumerate(texts, 1)]
    for n, label in enumerate(buttons):
        elements.append(Element(20 + n, Role.BUTTON, label, Box(70 + 60 * n, 130, 55, 20)))
    return Scene(shown(), tuple(elements))


def shown(*windows):
    return replace(frame(blank()), windows=windows or (MAIN, TIP))


@pytest.mark.parametrize(
    "buttons",
    [
        *[("Close",), ("Not now", "Show me"), ("Later",), ("Skip",), ("No, thanks",), ("Got it!",), ("OK",)],
        *[("Nicht jetzt",), ("Später",), ("Schließen",), ("Plus tard",), ("Ahora no",), ("Fermer",), ("Chiudi",)],
    ],
)
def test_buttons_that_only_close(buttons):
    button, why = harmless_button(said("Did you know? Ctrl+F finds text.", buttons=buttons), TIP)
    assert (button.text, why) == (buttons[0], "")


@pytest.mark.parametrize(
    ("text", "buttons"),
    [
        ("You have unsaved changes.", ("Close",)),
        ("Your work will be lost.", ("Close", "Cancel")),
        ("An update is ready. Restart now?", ("Later",)),
        ("The site wants permission to use the camera.", ("Not now",)),
        ("Enter your password.", ("Skip",)),
        ("Delete 3 files?", ("OK",)),
        ("The file could not be read.", ("Close",)),
        ("Do you accept the terms?", ("No thanks",)),
        ("Nicht gespeicherte Änderungen gehen verloren.", ("Schließen",)),
        ("Le programme doit redémarrer.", ("Plus tard",)),
        ("Es gibt nicht gespeicherte Änderungen. Trotzdem schließen?", ("Abbrechen", "Schließen")),
        ("Des modifications non enregistrées existent. Fermer quand même ?", ("Annuler", "Fermer")),
        ("Hay cambios no guardados. ¿Cerrar de todos modos?", ("Cancelar", "Cerrar")),
        ("Utracone zostaną niezapisane zmiany.", ("Zamknij",)),
        ("A download is in progress. Closing now cancels it.", ("Cancel", "Close")),
        ("There is still a process running in this terminal.", ("Cancel", "Close")),
        ("Close anyway?", ("Close",)),
        ("Welcome", ("OK", "Cancel")),
        ("Welcome", ("Yes", "No")),
        ("Welcome", ("Close", "Fermer")),
        ("Welcome", ("Close without saving",)),
        ("Welcome", ("Save", "Close")),
        ("Welcome", ()),
    ],
)
def test_what_is_the_persons_to_answer(text, buttons):
    button, why = harmless_button(said(text, buttons=buttons), TIP)
    assert button is None
    assert why


def test_the_title_of_what_lies_behind_a_dialog_is_none_of_its_text():
    behind = Element(30, Role.DIALOG, "Find and Replace", Box(40, 20, 240, 160))
    scene = said("Menus can be opened with the keyboard, too.")
    button, why = harmless_button(replace(scene, elements=(*scene.elements, behind)), TIP)
    assert (button.text, why) == ("Close", "")


def test_a_button_as_wide_as_its_dialog_is_read_as_a_text():
    text = Element(30, Role.TEXT, "Close", Box(140, 140, 40, 12))
    scene = said("Did you know?", buttons=())
    button, why = harmless_button(Scene(scene.frame, (*scene.elements, text)), TIP)
    assert (button, why) == (text, "")
    heading = Element(30, Role.TEXT, "Close", Box(140, 50, 40, 12))
    assert harmless_button(Scene(scene.frame, (*scene.elements, heading)), TIP)[0] is None


def test_a_button_that_is_read_twice_is_one():
    scene = said("Did you know?", buttons=("Close",))
    inner = Element(30, Role.TEXT, "Close", Box(80, 134, 30, 12))
    button, _ = harmless_button(Scene(scene.frame, (inner, *scene.elements)), TIP)
    assert button.role is Role.BUTTON


def test_the_icon_in_the_title_bar_is_no_button_of_the_dialog():
    scene = said("Did you know?", buttons=("Close",))
    icon = Element(30, Role.BUTTON, "Close", Box(236, 46, 12, 12))
    button, _ = harmless_button(Scene(scene.frame, (icon, *scene.elements)), TIP)
    assert button.box.y > 100


def covered(seen):
    return Located(Scene(seen), halt=Halt.COVERED)


def test_who_is_in_the_way():
    assert intruder(shown(), None, MARK) == TIP
    assert intruder(shown(MAIN), None, MARK) is None
    assert intruder(shown(MAIN, TIP), None, MARK, [WindowMark("Tip *")]) is None, "the recipe knows it"
    assert intruder(shown(MAIN, TIP), None, MARK, [WindowMark("", "editor", True)]) is None, "a dialog without a title"
    assert intruder(shown(MAIN, TIP), None, WindowMark("", "editor", True)) is None
    assert intruder(shown(MAIN, TIP), None, MARK, [WindowMark("*"), WindowMark("", "editor")]) == TIP, (
        "these say nothing"
    )
    behind = replace(TIP, focused=False)
    assert intruder(shown(MAIN, behind), None, MARK) is None, "it has not the keyboard and covers nothing"
    assert intruder(shown(MAIN, behind), covered(shown()), MARK) == behind
    no_dialog = replace(TIP, dialog=False)
    assert intruder(shown(MAIN, no_dialog), covered(shown()), MARK) is None, "another window is the person's"
    hidden = Located(Scene(shown()), halt=Halt.OTHER)
    assert intruder(shown(MAIN, behind), hidden, MARK) == behind, "it lies over what the target is told by"
    aside = replace(behind, box=Box(600, 40, 200, 120))
    assert intruder(shown(MAIN, aside), hidden, MARK) is None
    on_top = replace(MAIN, focused=True)
    assert intruder(shown(TIP, on_top), None, MARK) is None


class Carrying:
    """Carries out by noting what was proposed; the dialog then is gone, or not."""

    def __init__(self, met=True):
        self.proposals, self.met = [], met

    def carry(self, action, proposal, scene, watch=None, commitment=None):
        self.proposals.append(proposal)
        return Carried(None, None, None, Outcome(self.met, "it closed"))


class Reader:
    def __init__(self, scene):
        self.scene, self.parts = scene, []

    def read(self, part):
        self.parts.append(part.box)
        return Scene(part, self.scene.elements)


def clearing(monkeypatch, scene=None, judge=None, met=True):
    monkeypatch.setattr(dismissing, "STANDS", 0.0)
    carrying, reader = Carrying(met), Reader(scene or said("Did you know?"))
    made = Dismissing(reader, judge or WordsJudge(), carrying, "replay x")
    made.anew()
    return made, carrying, reader


def test_it_is_pressed_once_and_said_why(monkeypatch):
    made, carrying, reader = clearing(monkeypatch)
    assert made.clear(shown(), None, MARK, ())
    (proposal,) = carrying.proposals
    assert proposal.action.target.text == "Close"
    assert (proposal.by, proposal.expect.change) == ("recipe", Change.WINDOW_CLOSES)
    assert "Tip of the Day" in proposal.why
    assert reader.parts == [TIP.box], "only the dialog is read"


def test_no_button_of_weight_is_pressed_whatever_was_allowed(monkeypatch):
    class Stern(WordsJudge):
        def judge(self, goal, proposal, scene):
            return Verdict(Risk.R3, ("because",))

    made, carrying, _ = clearing(monkeypatch, judge=Stern())
    assert not made.clear(shown(), None, MARK, ())
    assert carrying.proposals == []
    assert "class R3" in made.why


def test_a_dialog_that_stays_is_not_pressed_again(monkeypatch):
    made, carrying, _ = clearing(monkeypatch, met=False)
    assert not made.clear(shown(), None, MARK, ())
    assert not made.clear(shown(), None, MARK, ())
    assert len(carrying.proposals) == 1
    assert "did not close" in made.why


def test_at_most_three_for_one_target(monkeypatch):
    made, carrying, _ = clearing(monkeypatch)
    for handle in range(20, 26):
        made.clear(shown(MAIN, replace(TIP, handle=handle)), None, MARK, ())
    assert len(carrying.proposals) == 3
    assert "already put away" in made.why


def test_a_dialog_is_given_a_moment_to_go_by_itself():
    reader = Reader(said("Did you know?"))
    made = Dismissing(reader, WordsJudge(), Carrying(), "replay x")
    made.anew()
    started = time.monotonic()
    while not made.clear(shown(), None, MARK, ()):
        time.sleep(0.01)
    assert time.monotonic() - started >= dismissing.STANDS
    assert len(reader.parts) == 1


def test_what_is_left_to_the_person_is_read_once(monkeypatch):
    made, _, reader = clearing(monkeypatch, said("You have unsaved changes."))
    for _ in range(5):
        assert not made.clear(shown(), None, MARK, ())
    assert len(reader.parts) == 1
    assert made.why == "the dialog “Tip of the Day” is in the way, and its text speaks of “unsaved”"
