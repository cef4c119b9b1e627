"""What is private is painted over before anything is kept: by a secret, by a field, by the person's word."""

import json

import numpy as np
import pytest

from deskhand.bootstrap_hands import private
from deskhand.core.actions import Click, Type
from deskhand.core.geometry import Box
from deskhand.core.risk import Consent, Risk, Verdict
from deskhand.core.screen import Element, Focus, Frame, Role, Scene, Window
from deskhand.core.step import Delivery, Outcome, Proposal
from deskhand.journal.pictures import PictureStore
from deskhand.journal.redacting import Private, Redactor
from deskhand.journal.sqlite_journal import SqliteJournal
from deskhand.system.settings import Settings
from tests.builders import blank, write

PASSWORD = Element(1, Role.EDIT, "Password", Box(20, 40, 160, 24), state="••••••")
NAME = Element(2, Role.EDIT, "Name", Box(20, 80, 160, 24))
EDITOR = Window(7, "Sign in", "browser", Box(0, 0, 320, 200), focused=True)
CANARY = "canary-7731-oak"


def looked(*elements, pixels=None, windows=(EDITOR,)):
    return Scene(Frame(blank() if pixels is None else pixels, 0.0, Focus(7, "Sign in", "browser"), windows), elements)


def painted(scene, box):
    return len(np.unique(scene.frame.crop(box.grown(-3)).reshape(-1, 3), axis=0)) == 1


def test_a_scene_with_nothing_private_is_the_very_same_picture():
    scene = looked(NAME)
    assert Redactor().clean(scene).frame.pixels is scene.frame.pixels


def test_a_password_field_is_always_blank():
    pixels = write(blank(), "secret", (30, 58))
    clean = Redactor().clean(looked(PASSWORD, pixels=pixels))
    assert painted(clean, PASSWORD.box) and clean.elements[0].state == ""


def test_where_a_secret_was_typed_is_blank_from_then_on_wherever_its_window_goes():
    redactor, pixels = Redactor(), write(blank(), CANARY, (24, 98), 0.4)
    redactor.typed(Type(CANARY, NAME, secret="bank"), looked(NAME))
    assert painted(redactor.clean(looked(NAME, pixels=pixels)), NAME.box)
    moved = Window(7, "Sign in", "browser", Box(0, 30, 320, 170), focused=True)
    clean = redactor.clean(looked(windows=(moved,), pixels=write(blank(), CANARY, (24, 128), 0.4)))
    assert painted(clean, NAME.box.shifted(0, 30))


def test_a_secret_that_shows_elsewhere_is_found_by_its_words():
    redactor = Redactor()
    redactor.typed(Type(CANARY, NAME, secret="bank"), looked(NAME))
    echo = Element(3, Role.TEXT, f"Saved as {CANARY}", Box(20, 140, 200, 20))
    clean = redactor.clean(looked(echo, pixels=write(blank(), CANARY, (24, 155), 0.4)))
    assert echo not in clean.elements and painted(clean, echo.box)
    assert CANARY not in redactor.text(f"the field holds {CANARY}")


def test_private_windows_and_places_are_in_no_picture():
    redactor = Redactor(Private(("keepass",), (Box(200, 0, 100, 50),)))
    vault = Window(8, "Vault", "KeePassXC", Box(30, 60, 200, 100))
    entry = Element(4, Role.ROW, "bank 4711", Box(40, 70, 100, 20))
    clean = redactor.clean(looked(entry, pixels=write(blank(), "bank", (44, 85)), windows=(EDITOR, vault)))
    assert not clean.frame.crop(vault.box).any() and not clean.frame.crop(Box(200, 0, 100, 50)).any()
    assert not clean.elements and clean.frame.windows[1].title == "…"
    clean = redactor.clean(looked(windows=(vault, EDITOR)))
    assert clean.frame.crop(Box(31, 61, 10, 10)).any(), "what is hidden behind another window is not painted over it"


@pytest.mark.parametrize("action", [Type(CANARY, NAME, secret="bank"), Type(CANARY, PASSWORD)])
def test_nothing_of_a_secret_is_in_the_journal(tmp_path, action):
    journal = SqliteJournal(tmp_path / "j.sqlite", PictureStore(tmp_path / "pictures"))
    verdict = Verdict(Risk.R5, ("types a secret",), ((CANARY, "goal"),))
    proposal = Proposal(action, "log in", 1.0, "rules")
    scene = looked(PASSWORD, NAME)
    journal.begin("r1", "log in")
    journal.intend("r1", 1, scene, proposal, verdict, Consent(True, "person", ""))
    after = looked(Element(3, Role.TEXT, CANARY, Box(20, 140, 200, 20)))
    journal.conclude("r1", 1, Delivery.SENT, Outcome(True, f"the field holds {CANARY}"), (), after)
    bodies = [json.loads(row[0]) for row in journal._database.execute("SELECT body FROM events")]
    journal.close()
    assert CANARY not in json.dumps(bodies)
    assert not [f for f in tmp_path.rglob("*") if f.is_file() and CANARY.encode() in f.read_bytes()]
    assert bodies[1]["target"]["text"] in ("Name", "Password")


def test_an_act_on_another_element_is_kept_as_it_is():
    assert Redactor().action(Click(NAME), looked(NAME)) == Click(NAME)


def test_what_the_settings_say():
    said = private(Settings(private_windows=" KeePass, ,Bank ", private_places="0,0,10,20; 5, 6,7,8"))
    assert said == Private(("KeePass", "Bank"), (Box(0, 0, 10, 20), Box(5, 6, 7, 8)))
    assert private(Settings()) == Private()
