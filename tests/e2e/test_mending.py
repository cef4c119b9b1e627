"""A target that changed on a real window: repaired by a person and gone on from there; left alone without one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deskhand.bootstrap import open_capture, open_grounder, open_session
from deskhand.cli.scenes import SCENES, browser_command
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.risk import Risk
from deskhand.core.screen import Role
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.recipe.anchors.anchoring import anchor_of
from deskhand.recipe.anchors.targets import target_of
from deskhand.recipe.format.schema import Click, Parameter, Recipe, Type, WindowPart, Write
from deskhand.recipe.keeping.store import user_store
from deskhand.recipe.keeping.versions import Versions
from deskhand.recipe.repairing.proposals import Proposals
from deskhand.recipe.sharing.packs import packed
from deskhand.recipe.sharing.signing import SigningKey
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.desktop import until
from tests.terminal import Terminal

FORM = Path(__file__).with_name("form.py")


@pytest.fixture
def orders(tmp_path):
    file = tmp_path / "orders.txt"
    file.touch()
    return file


class Form:
    """The form on the desktop, under one label of its button or another."""

    def __init__(self, desktop, orders):
        self._desktop, self._orders = desktop, orders
        self._running = None

    def show(self, button):
        if self._running is not None:
            self._running.terminate()
            self._running.wait(10)
            until(lambda: "Entry form" not in self._desktop.titles(), "the end of the form")
        self._running = self._desktop.spawn([sys.executable, str(FORM), str(self._orders), button])
        self._desktop.wait_for_window("Entry form")


@pytest.fixture
def form(own_desktop, orders):
    shown = Form(own_desktop, orders)
    shown.show("Keep entry")
    return shown


@pytest.fixture
def order(form, paths):
    """A recipe of the form as it is shown now: its anchors are of the real window."""
    capture = open_capture()
    grounder, _ = open_grounder(paths)
    pictures = {}

    def target(scene, label, role):
        element = scene.find(label, role).only
        made, own = target_of(anchor_of(element, scene))
        pictures.update(own)
        return made

    def seen():
        scene = grounder.read(capture.grab())
        return scene if scene.find("Keep entry", Role.BUTTON).only else None

    scene = until(seen, "the form")
    recipe = Recipe(
        name="order",
        parameters={"customer": Parameter()},
        steps=(
            Type(type="{{customer}}", window=WindowPart(title="Entry form")),
            Click(click=target(scene, "Keep entry", Role.BUTTON), within=1.0),
        ),
    )
    capture.close()
    grounder.close()
    user_store(paths).save(recipe, pictures)
    return recipe, pictures


def command(*words):
    done = subprocess.run([sys.executable, "-m", "deskhand", *words], capture_output=True, text=True, timeout=200)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_a_person_repairs_the_recipe_and_it_goes_on_from_there(order, form, orders, paths):
    form.show("Store entry")
    terminal = Terminal("replay", "order", "--set", "customer=Ada")
    shown = terminal.until("[leave it]: ")
    assert "Keep entry" in shown and "Store entry" in shown
    assert orders.read_text() == ""
    before = user_store(paths).load("order")
    for picture in ("before.png", "1.png"):
        assert (paths.repairs / "offered" / picture).stat().st_size
    terminal.answer("1")
    assert terminal.ended() == 0, terminal.shown
    assert orders.read_text() == "Ada\n", "typed once, pressed once"
    after = user_store(paths).load("order")
    assert (after.recipe.steps[0], after.recipe.steps[1].click.label) == (before.recipe.steps[0], "Store entry")
    assert "-" in terminal.shown and "+" in terminal.shown
    assert Versions(paths.versions).last("order").text == before.text
    again = command("replay", "order", "--set", "customer=Bea", "--unattended")
    assert (again.returncode, orders.read_text()) == (0, "Ada\nBea\n"), again.stdout + again.stderr
    restored = command("recipes", "versions", "order", "--restore", "1")
    assert restored.returncode == 0 and user_store(paths).load("order").text == before.text


def test_rows_go_on_after_a_repair_each_done_once(order, form, orders, paths, tmp_path):
    rows = tmp_path / "customers.csv"
    rows.write_text("customer\nAda\nBea\nCleo\n")
    form.show("Store entry")
    terminal = Terminal("replay", "order", "--rows", rows)
    terminal.until("[leave it]: ")
    terminal.answer("1")
    assert terminal.ended() == 0, terminal.shown
    assert orders.read_text() == "Ada\nBea\nCleo\n"


def test_a_person_who_leaves_it_changes_nothing(order, form, orders, paths):
    form.show("Store entry")
    text = user_store(paths).load("order").text
    terminal = Terminal("replay", "order", "--set", "customer=Ada")
    terminal.until("[leave it]: ")
    terminal.answer("")
    assert terminal.ended() == 3
    assert (orders.read_text(), user_store(paths).load("order").text) == ("", text)
    assert Versions(paths.versions).numbers("order") == []


def test_with_nobody_there_it_halts_and_the_proposal_waits(order, form, orders, paths):
    form.show("Store entry")
    text = user_store(paths).load("order").text
    halted = command("replay", "order", "--set", "customer=Ada", "--unattended")
    assert halted.returncode == 3
    assert "Step 2" in halted.stdout and "deskhand recipes repair order" in halted.stdout + halted.stderr
    assert (orders.read_text(), user_store(paths).load("order").text) == ("", text)
    listed = command("recipes", "repair", "order").stdout
    assert "Keep entry" in listed and "Store entry" in listed and "+" in listed
    (pending,) = Proposals(paths.repairs).of("order")
    assert pending.before.exists() and pending.after.exists()
    assert command("recipes", "repair", "order", "--accept").returncode == 0
    assert user_store(paths).load("order").recipe.steps[1].click.label == "Store entry"
    assert Proposals(paths.repairs).of("order") == []
    assert command("recipes", "repair", "order", "--reject").returncode == 2
    resumed = command("replay", "order", "--set", "customer=Ada", "--unattended", "--resume")
    assert (resumed.returncode, orders.read_text()) == (0, "Ada\n"), resumed.stdout + resumed.stderr


def test_an_imported_recipe_writes_to_no_file_unasked(form, paths, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    steps = (Write(write={"customer": "Ada"}, to="out.csv"),)
    pack = tmp_path / "write.deskpack"
    pack.write_bytes(packed(Recipe(name="write", steps=steps), {}, SigningKey(b"1" * 32)))
    assert "writes to “out.csv”" in command("recipes", "import", str(pack)).stdout
    halted = command("replay", "write", "--unattended", "--yes-to", "R6")
    assert halted.returncode == 3 and "needs your yes" in halted.stdout
    assert not (tmp_path / "out.csv").exists()
    terminal = Terminal("replay", "write")
    terminal.until("Type yes to go on")
    terminal.answer("yes")
    assert terminal.ended() == 0, terminal.shown
    assert (tmp_path / "out.csv").read_text().splitlines() == ["customer", "Ada"]


def test_what_is_only_covered_or_disabled_is_not_repaired(order, form, orders, paths, own_desktop):
    own_desktop.spawn(["mousepad"])
    form._running.terminate()
    until(lambda: "Entry form" not in own_desktop.titles(), "the end of the form")
    halted = command("replay", "order", "--set", "customer=Ada", "--unattended")
    assert halted.returncode == 3
    assert Proposals(paths.repairs).of("order") == []


def test_an_imported_recipe_asks_until_the_person_agreed_to_it_as_it_is(order, form, orders, paths, tmp_path):
    recipe, pictures = order
    pack = tmp_path / "order.deskpack"
    pack.write_bytes(packed(recipe, pictures, SigningKey(b"1" * 32), "Anna"))
    user_store(paths).remove("order")
    assert command("recipes", "import", str(pack)).returncode == 0
    halted = command("replay", "order", "--set", "customer=Ada", "--unattended", "--yes-to", "R6")
    assert (halted.returncode, orders.read_text()) == (3, ""), halted.stdout
    form.show("Keep entry")
    terminal = Terminal("replay", "order", "--set", "customer=Ada", "--yes-to", "R6")
    terminal.until("Type yes to allow it")
    terminal.answer("yes")
    assert terminal.ended() == 0, terminal.shown
    assert orders.read_text().splitlines()[-1] == "Ada"
    again = command("replay", "order", "--set", "customer=Bea", "--unattended", "--yes-to", "R3")
    assert again.returncode == 0, again.stdout + again.stderr
    assert orders.read_text().splitlines()[-1] == "Bea"


def test_a_page_whose_button_got_another_name_is_repaired_and_the_rest_of_it_done(own_desktop, paths):
    SCENES["page"](own_desktop)
    with open_session(paths, UpTo(Risk.R3, Nobody()), StopToken()) as session:
        goal = 'Tick "Special offers" and press "Apply changes"'
        assert session.run(goal, Budget(25, 120), lambda event: None).status == "done"
    assert command("runs", "promote", "last", "newsletter").returncode == 0
    page = own_desktop.home / "settings.html"
    page.write_text(page.read_text().replace(">Apply changes<", ">Save settings<"))
    with PrivateDesktop() as fresh, environment(fresh.env | {"DESKHAND_HOME": os.environ["DESKHAND_HOME"]}):
        fresh.spawn([*browser_command(fresh), page.as_uri()])
        fresh.wait_for_window("Newsletter settings", timeout=60)
        halted = command("replay", "newsletter", "--unattended", "--yes-to", "R3")
        assert (halted.returncode, "Step 2" in halted.stdout) == (3, True), halted.stdout
        (pending,) = Proposals(paths.repairs).of("newsletter")
        assert pending.repair.after.label == "Save settings", "not what the model would press instead"
        assert command("recipes", "repair", "newsletter", "--accept").returncode == 0
        resumed = command("replay", "newsletter", "--unattended", "--yes-to", "R3", "--resume")
        assert resumed.returncode == 0, resumed.stdout
        until(lambda: any("Stored: offers tips" in title for title in fresh.titles()), "the stored settings")
