"""A person does a task with real events in a real application; the recipe says what they meant."""

import io

import numpy as np
import pytest
from rich.console import Console

from deskhand.cli.scenes import browser_command
from deskhand.core.screen import Frame, Role
from deskhand.core.step import Change
from deskhand.recipe.format.schema import Check, Click, Key, Type
from deskhand.recipe.keeping.store import Store
from tests.bench.recipes.keeping import Kept
from tests.bench.recipes.login_forms import FORMS
from tests.bench.recipes.secrets import search
from tests.desktop import until
from tests.showing import showing, written


def test_a_letter_is_written_and_saved(own_desktop, paths, tmp_path):
    own_desktop.spawn(["mousepad"])
    own_desktop.wait_for_window("Mousepad")
    with showing(paths) as shown:
        window = shown.rest().windows[-1].box
        shown.press(window)
        shown.person.type("Dear Anm")
        shown.person.chord("backspace")
        shown.type("n,\nhello.")
        shown.chord("ctrl+s")
        own_desktop.wait_for_window("Save As")
        shown.type("letter.txt")
        shown.chord("enter")
        made = shown.finish("letter")
    text, save, name, enter = made.recipe.steps
    assert isinstance(text, Type) and text.type == "{{text}}" and not text.clear
    assert text.into is not None and text.into.role is Role.EDIT
    assert isinstance(save, Key) and save.key == "ctrl+s" and save.then.change is Change.DIALOG_OPENS
    assert isinstance(name, Type) and name.type == "{{name}}" and name.clear
    assert name.into is not None and name.into.label == "Name" and name.into.window.dialog
    assert isinstance(enter, Key) and enter.then.change is Change.DIALOG_CLOSES
    defaults = {name: p.default for name, p in made.recipe.parameters.items()}
    assert defaults == {"text": "Dear Ann,\nhello.", "name": "letter.txt"}
    assert made.secrets == {} and made.remarks == ()
    store = Store(tmp_path / "recipes")
    store.save(made.recipe, made.pictures)
    assert store.load("letter").recipe == made.recipe


def test_a_sum_is_pressed_on_the_calculator(own_desktop, paths):
    own_desktop.spawn(["galculator"])
    own_desktop.wait_for_window("galculator")
    with showing(paths) as shown:
        for key in ("7", "*", "8", "="):
            shown.click(key, "button")
        made = shown.finish()
    steps = made.recipe.steps
    assert [step.click.label for step in steps] == ["7", "*", "8", "="]
    assert all(isinstance(step, Click) and step.click.role is Role.BUTTON for step in steps)
    assert [step.then.change for step in steps[:1]] == [Change.ANYTHING]
    assert made.recipe.parameters == {} and made.remarks == ()
    looks = [made.pictures[step.click.picture] for step in steps]
    # The pointer had lit each of them when it was pressed.
    assert all(
        abs(int(look[6, look.shape[1] // 2, 0]) - int(looks[0][6, looks[0].shape[1] // 2, 0])) < 4 for look in looks
    )


def test_a_file_is_renamed_and_a_folder_opened(own_desktop, paths):
    documents = own_desktop.home / "Documents"
    (documents / "draft.txt").write_text("A draft\n")
    (documents / "Archive").mkdir()
    own_desktop.spawn(["thunar", str(documents)])
    own_desktop.wait_for_window("Thunar")
    with showing(paths) as shown:
        shown.click("draft.txt")
        shown.chord("f2")
        own_desktop.wait_for_window("Rename")
        shown.type("final")
        shown.chord("enter")
        until(lambda: (documents / "final.txt").exists())
        shown.click("Archive", times=2)
        made = shown.finish()
    pick, rename, name, enter, folder = made.recipe.steps
    assert pick.click.label == "draft.txt"
    assert rename.key == "f2" and rename.then.change is Change.DIALOG_OPENS
    assert name.type == "{{enter_the_new_name}}"
    # The ending stayed, so the text must replace what was marked and not the whole name.
    assert name.into is None and not (name.clear and name.into) and name.window is not None
    assert enter.then.change is Change.DIALOG_CLOSES
    assert folder.click.label == "Archive" and folder.times == 2
    assert [p.default for p in made.recipe.parameters.values()] == ["final"]


PAGE = """<!doctype html><meta charset=utf-8><title>Order</title>
<style>body{font:16px sans-serif;margin:30px}label{display:inline-block;width:140px}p{margin:14px 0}
input[type=text],select{font:inherit;width:240px;padding:5px}button{font:inherit;padding:8px 20px}</style>
<h1>Order</h1>
<p><label for=c>Customer</label><input type=text id=c>
<p><label for=n>Amount</label><input type=text id=n>
<p><label for=s>Country</label><select id=s><option>Austria<option>France<option>Spain</select>
<p><input type=checkbox id=g> <label for=g>Gift wrap</label>
<p><button id=b onclick="document.getElementById('m').textContent='Thank you!'">Order now</button><p id=m></p>"""


def test_a_page_is_filled_in(own_desktop, paths):
    page = own_desktop.home / "Documents" / "order.html"
    page.write_text(PAGE)
    own_desktop.spawn([*browser_command(own_desktop), f"--app={page.as_uri()}"])
    own_desktop.wait_for_window("Order")
    with showing(paths) as shown:
        shown.press(shown.see("Customer", "edit").box)
        shown.type("Ann Berg")
        shown.chord("tab")
        shown.person.type("119")
        shown.person.chord("backspace")
        shown.type("20")
        shown.click("Country", "combo")
        shown.click("France")
        shown.click("Gift wrap", "checkbox")
        shown.click("Order now", "button")
        made = shown.finish()
    customer, amount, country, choice, gift, order = made.recipe.steps
    assert customer.type == "{{customer}}" and customer.into.label == "Customer" and customer.clear
    assert customer.then.change is Change.FIELD_HOLDS and customer.then.detail == "{{customer}}"
    assert amount.type == "{{amount}}" and amount.into.label == "Amount"
    assert country.click.role is Role.COMBO
    assert choice.click.label == "{{country}}" and choice.click.picture is None
    assert gift.click.role is Role.CHECKBOX and gift.then == gift.then.model_copy(
        update={"change": Change.STATE_IS, "detail": "on"}
    )
    assert order.then.change is Change.TEXT_APPEARS and order.then.detail == "Thank you!"
    parameters = made.recipe.parameters
    assert {name: (p.type, p.default) for name, p in parameters.items()} == {
        "customer": ("text", "Ann Berg"),
        "amount": ("number", "1120"),
        "country": ("choice", "France"),
    }
    assert parameters["country"].choices == ("Austria", "France", "Spain")


def test_what_the_person_says_to_the_recorder(own_desktop, paths):
    own_desktop.spawn(["mousepad"])
    own_desktop.wait_for_window("Mousepad")
    with showing(paths) as shown:
        shown.press(shown.rest().windows[-1].box)
        shown.type("kept")
        shown.click("Edit", "menu")
        shown.recorder.undo()
        shown.chord("escape")
        shown.recorder.undo()
        shown.recorder.pause()
        shown.type(" unseen words")
        shown.recorder.resume()
        shown.person.move(shown.see("View", "menu").box.center)
        shown.rest()
        shown.recorder.check()
        made = shown.finish()
        everything = written(made, paths.recipes)
    text, check = made.recipe.steps
    assert text.type == "{{text}}" and made.recipe.parameters["text"].default == "kept"
    assert isinstance(check, Check) and check.check.text == "View"
    assert b"unseen" not in everything


def test_a_secret_the_person_names_is_kept_nowhere(own_desktop, paths, capsys):
    own_desktop.spawn(["mousepad"])
    own_desktop.wait_for_window("Mousepad")
    with showing(paths) as shown:
        shown.press(shown.rest().windows[-1].box)
        shown.type("quibble-Farrow")
        shown.recorder.secret()
        shown.click("Edit", "menu")
        made = shown.finish()
        everything = written(made, paths.recipes)
    assert made.recipe.steps[0].type.startswith("{{secret:")
    assert list(made.secrets.values()) == ["quibble-Farrow"]
    assert "quibble" not in repr(made) and "quibble" not in repr(shown.recording)
    assert b"quibble" not in everything and "quibble" not in capsys.readouterr().out
    assert not any(seen_in("quibble", picture, shown) for picture in made.pictures.values())


def seen_in(word, picture, shown):
    sheet = np.full((picture.shape[0] + 40, picture.shape[1] + 40, 3), 255, np.uint8)
    sheet[20:-20, 20:-20] = picture
    return any(word in f"{e.text} {e.state}".lower() for e in shown.read(Frame(sheet, 0.0)))


@pytest.mark.parametrize("name", ["show-after", "one-time", "wrong-field"])
def test_forms_that_ask_for_secrets_leave_none(name, tmp_path):
    kept = Kept(tmp_path / "bench")
    kept.furnish()
    said = io.StringIO()
    assert search(kept, Console(file=said, width=200), tuple(f for f in FORMS if f.name == name)), said.getvalue()
