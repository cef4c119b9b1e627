"""The pages of the window on real files: board, timeline, recipes, review, models, settings, about, first-run pages."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel

from deskhand.core.actions import Click, phrase
from deskhand.core.geometry import Box
from deskhand.core.risk import Consent, Risk, Verdict
from deskhand.core.screen import Role
from deskhand.core.step import Delivery, Outcome, Proposal, RunResult, Status
from deskhand.jobs.board import Column
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from deskhand.recipe.format.schema import Check, Condition, Recipe, Target, Type
from deskhand.recipe.keeping.store import user_store
from tests.builders import element, scene

TITLE = "Pay an invoice"


@pytest.fixture
def runs(paths):
    """A journal with a run of two steps that was done, and one that failed."""
    journal = SqliteJournal(paths.journal, PictureStore(paths.pictures))
    seen = scene(element("button", "Save", box=Box(40, 30, 80, 24)))
    action = Click(seen.elements[0])
    journal.begin("aaaa1111", "open report.txt")
    for number in (1, 2):
        proposal = Proposal(action, "the button is there", 0.9, "rules")
        verdict, consent = Verdict(Risk.R2, ("“save”",)), Consent(True, "person", phrase(action))
        journal.intend("aaaa1111", number, seen, proposal, verdict, consent)
        journal.conclude("aaaa1111", number, Delivery.SENT, Outcome(True, "it was saved"), (), seen)
    journal.end(RunResult(Status.DONE, 2, "", 3.5, "aaaa1111"))
    journal.begin("bbbb2222", "click Frobnicate")
    journal.end(RunResult(Status.FAILED, 0, "", 1.0, "bbbb2222", "There is no Frobnicate."))
    journal.close()


@pytest.fixture
def recipe(paths):
    """A recipe of the person's own, with three steps and a picture."""
    pixels = np.full((20, 60, 3), 128, np.uint8)
    pixels[5:15, 10:50] = 30
    steps = (
        Type(type="Ada Lovelace", into=Target(label="Name", role=Role.EDIT)),
        Type(type="{{amount}}", into=Target(label="Amount", role=Role.EDIT)),
        Check(check=Condition(text="Thanks")),
    )
    made = Recipe(name="pay", title=TITLE, parameters={"amount": {"type": "number"}}, steps=steps)
    user_store(paths).save(made, {"x.png": pixels})
    return made


def page(app, qtbot, settled, name, what=""):
    app.open(name, what)
    found = app._window.page(name)
    settled(found)
    return found


def cards(board, column):
    shown = board.columns[column]
    return [shown.item(n).text() for n in range(shown.count())]


def test_the_board_has_every_run_in_its_column(app, runs, qtbot, settled):
    board = page(app, qtbot, settled, "board")
    assert cards(board, Column.DONE) == ["open report.txt"]
    assert cards(board, Column.FAILED) == ["click Frobnicate"]
    assert "2 runs" in board.says.text()


def test_the_filter_of_the_board_looks_through_all_runs(app, runs, qtbot, settled):
    board = page(app, qtbot, settled, "board")
    board.filter.setText("frob")
    qtbot.waitUntil(lambda: cards(board, Column.DONE) == [])
    assert cards(board, Column.FAILED) == ["click Frobnicate"]


def test_what_is_done_now_is_on_the_board(app, runs, qtbot, settled):
    from deskhand.jobs import messages
    from deskhand.jobs.task import Task

    board = page(app, qtbot, settled, "board")
    app.start(Task("goal", "open a.txt"))
    app.start(Task("goal", "open b.txt"))
    assert cards(board, Column.RUNNING) == ["open a.txt"] and cards(board, Column.QUEUED) == ["open b.txt"]
    app.reports.take(messages.Question(number=1, kind="yes-no", words="?"))
    assert cards(board, Column.WAITING) == ["open a.txt"] and cards(board, Column.RUNNING) == []


def test_a_card_opens_its_run_by_keyboard(app, runs, qtbot, settled):
    board = page(app, qtbot, settled, "board")
    column = board.columns[Column.DONE]
    column.setCurrentRow(0)
    qtbot.keyClick(column, Qt.Key.Key_Return)
    assert board.currentIndex() == 1
    settled(board.timeline)
    timeline = board.timeline
    assert timeline.title.text() == "open report.txt" and timeline.steps.count() == 2
    qtbot.waitUntil(lambda: timeline.picture._shown is not None and not timeline.picture._shown.image.isNull())
    assert timeline.picture._shown.box is not None
    assert "you said yes" in timeline.about.text() and "it was saved" in timeline.about.text()


def test_a_run_plays_as_a_film(app, runs, qtbot, settled):
    board = page(app, qtbot, settled, "board", "aaaa1111")
    settled(board.timeline)
    board.timeline._clock.setInterval(20)
    board.timeline.film.click()
    qtbot.waitUntil(lambda: board.timeline.steps.currentRow() == 1)
    qtbot.waitUntil(lambda: not board.timeline._clock.isActive())


def test_a_report_is_exported(app, runs, qtbot, settled, paths):
    board = page(app, qtbot, settled, "board", "aaaa1111")
    settled(board.timeline)
    board.timeline.report.click()
    qtbot.waitUntil(lambda: "run-aaaa1111.html" in board.timeline.says.text())
    assert list(paths.reports.glob("run-aaaa1111.html"))


def test_a_run_that_is_gone_is_said(app, qtbot, settled):
    board = page(app, qtbot, settled, "board", "ffff")
    settled(board.timeline)
    assert "No run has the id ffff" in board.timeline.says.text()


def test_the_library_shows_own_and_ready_recipes(app, recipe, qtbot, settled):
    library = page(app, qtbot, settled, "recipes", "pay")
    settled(library)
    names = [library.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(library.list.count())]
    assert names[0] == "pay" and "monthly-report" in names
    assert library.view._sheet.entry.title == TITLE


def test_a_recipe_is_run_with_its_values(app, recipe, qtbot, settled):
    library = page(app, qtbot, settled, "recipes", "pay")
    settled(library)
    library.view._run()
    assert "Give a value for: amount" in library.view.says.text() and app.task is None
    library.view.form._fields["amount"].setText("12.50")
    library.view._run()
    assert app.task.what == "pay" and app.task.values == {"amount": "12.50"}


def test_a_csv_file_is_taken_and_the_recipe_run_for_its_rows(app, recipe, qtbot, settled, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("amount\n1\n2\n")
    library = page(app, qtbot, settled, "recipes", "pay")
    settled(library)
    library.view.rows.take(str(rows))
    settled(library.view)
    library.view._run()
    assert app.task.rows == str(rows) and not app.task.resume


def test_a_schedule_in_words_is_kept(app, recipe, qtbot, settled):
    library = page(app, qtbot, settled, "recipes", "pay")
    settled(library)
    edit = library.view.schedule
    qtbot.keyClicks(edit.field, "every weekday at 9:00")
    assert "Next:" in edit.says.text()
    qtbot.keyClick(edit.field, Qt.Key.Key_Return)
    kept = app.triggers.find("pay")
    assert kept.schedule == "0 9 * * 1-5" and kept.task.what == "pay"
    assert "deskhand trigger pay" in library.view.command.text()
    edit.field.setText("whenever")
    edit._keep()
    assert "is no schedule" in edit.says.text() and app.triggers.find("pay").schedule == "0 9 * * 1-5"


def test_a_hotkey_without_a_display_is_kept_for_the_command(app, recipe, qtbot, settled):
    library = page(app, qtbot, settled, "recipes", "pay")
    settled(library)
    qtbot.keyClick(
        library.view.hotkey.field, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert app.triggers.find("pay").hotkey == "ctrl+alt+1"
    assert "no global hotkeys" in library.view.hotkey.says.text()


def test_keys_that_are_no_hotkey_are_refused_at_once(app, recipe, qtbot, settled):
    library = page(app, qtbot, settled, "recipes", "pay")
    settled(library)
    qtbot.keyClick(library.view.hotkey.field, Qt.Key.Key_A)
    assert "lost to every program" in library.view.hotkey.says.text()
    assert app.triggers.all() == []


@pytest.fixture
def review(app, recipe, qtbot, settled):
    library = page(app, qtbot, settled, "recipes", "pay/review")
    settled(library.reviewing)
    return library.reviewing


def steps_on_disk(paths):
    return user_store(paths).load("pay").recipe


def test_a_step_is_moved_deleted_and_brought_back(review, settled, paths):
    review.steps.setCurrentRow(0)
    review.down.click()
    settled(review)
    assert isinstance(steps_on_disk(paths).steps[1], Type) and steps_on_disk(paths).steps[1].type == "Ada Lovelace"
    assert review.steps.currentRow() == 1
    review.delete.click()
    settled(review)
    assert len(steps_on_disk(paths).steps) == 2
    review.undo.click()
    settled(review)
    assert len(steps_on_disk(paths).steps) == 3


def test_a_step_is_renamed_and_its_words_made_a_parameter(review, settled, paths, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("Who pays", True))
    review.steps.setCurrentRow(0)
    review.rename.click()
    settled(review)
    assert steps_on_disk(paths).steps[0].note == "Who pays"
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("who", True))
    review.make.click()
    settled(review)
    now = steps_on_disk(paths)
    assert now.steps[0].type == "{{who}}" and now.parameters["who"].default == "Ada Lovelace"


def test_a_name_that_is_taken_is_refused(review, settled, paths, monkeypatch):
    monkeypatch.setattr(QInputDialog, "getText", lambda *a, **k: ("amount", True))
    review.steps.setCurrentRow(0)
    review.make.click()
    assert "There is a parameter amount already" in review.says.text()


def test_a_recipe_changed_by_somebody_else_is_not_written_over(review, settled, paths, recipe):
    user_store(paths).save(recipe.model_copy(update={"title": "Theirs"}), {})
    review.steps.setCurrentRow(0)
    review.down.click()
    settled(review)
    assert "was changed by something else" in review.says.text()
    assert steps_on_disk(paths).title == "Theirs"


def test_every_setting_is_found_by_its_words(app, qtbot, settled):
    from deskhand.system.settings import Settings

    app.open("settings", "max_steps")
    settings = app._window.page("settings")
    assert set(settings.fields) == set(Settings.model_fields) - {"version", "introduced"}
    qtbot.keyClicks(settings.search, "escape")
    shown = [key for key, (row, _) in settings._rows.items() if row.isVisibleTo(settings)]
    assert "escape_stops" in shown and "theme" not in shown


def test_a_setting_is_kept_at_once(app, qtbot, paths):
    from deskhand.system.settings import SettingsFile

    app.open("settings")
    settings = app._window.page("settings")
    settings.fields["outline"].click()
    settings.fields["max_minutes"].setValue(9)
    kept = SettingsFile(paths.settings).read()
    assert kept.outline is False and kept.max_minutes == 9
    settings.fields["languages"].setText("not a language!")
    settings.fields["languages"].editingFinished.emit()
    assert "not possible" in settings.says.text() and SettingsFile(paths.settings).read().languages == ""


def test_the_models_are_told_with_size_and_licence(app, qtbot, settled):
    models = page(app, qtbot, settled, "models")
    told = " ".join(label.text() for label in models.findChildren(QLabel))
    assert "98 MB" in told and "Apache-2.0" in told


def test_getting_a_model_can_be_cancelled(app, qtbot, settled, monkeypatch):
    import threading

    from deskhand.ui import models_page

    begun = threading.Event()

    def slow(paths, name, told, stop):
        told(1_000, 10_000)
        begun.set()
        stop.pause(30.0)

    monkeypatch.setattr(models_page, "get", slow)
    models = page(app, qtbot, settled, "models")
    models._get("action-model")
    assert begun.wait(5)
    qtbot.waitUntil(lambda: models._cards["action-model"]._bar.value() == 100)
    models._cancel("action-model")
    qtbot.waitUntil(lambda: "Cancelled" in models.says.text())


def test_a_crash_is_shown_copied_and_forgotten(app, qtbot, settled, paths, qapp):
    paths.crash_log.write_text("Traceback: boom")
    about = page(app, qtbot, settled, "about")
    assert about.crash_card.isVisibleTo(about) and "boom" in about.crash.toPlainText()
    about.copy.click()
    assert "boom" in qapp.clipboard().text()
    about.forget.click()
    settled(about)
    assert not about.crash_card.isVisibleTo(about) and paths.crash_log.read_text() == ""


def test_the_first_run_pages_are_walked_by_keyboard_and_seen_once(app, qtbot, monkeypatch):
    from deskhand.ui import first_pages
    from deskhand.ui.wizard import Wizard

    monkeypatch.setattr(first_pages, "CHECKS", {"text": lambda: "read a line"})
    app.change(app.settings.model_copy(update={"introduced": False}))
    wizard = Wizard(app)
    qtbot.addWidget(wizard)
    wizard.show()
    for _ in range(3):
        qtbot.keyClick(wizard.forward, Qt.Key.Key_Space)
    choices = wizard.pages.currentWidget().group.buttons()
    choices[0].click()
    assert app.settings.autonomy.value == "R0"
    qtbot.keyClick(wizard.forward, Qt.Key.Key_Space)
    qtbot.keyClick(wizard.forward, Qt.Key.Key_Space)
    assert not wizard.isVisible() and app.settings.introduced


def test_what_does_not_work_is_told_with_what_to_do(app, qtbot, monkeypatch):
    from deskhand.core.errors import DisplayError
    from deskhand.ui import first_pages

    def broken():
        raise DisplayError("The display went away; log in again.")

    monkeypatch.setattr(first_pages, "CHECKS", {"display": broken})
    checks = first_pages.Checks()
    qtbot.addWidget(checks)
    checks.begin()
    qtbot.waitUntil(checks.again.isEnabled)
    assert any("log in again" in label.text() for label in checks.findChildren(QLabel))


def test_a_recipe_with_five_hundred_steps_stays_usable(app, paths, qtbot, settled):
    steps = tuple(Type(type=f"text {n}", into=Target(label=f"Field {n}", role=Role.EDIT)) for n in range(500))
    user_store(paths).save(Recipe(name="long", title="Long", steps=steps), {})
    library = page(app, qtbot, settled, "recipes", "long")
    settled(library)
    assert "and 440 more" in " ".join(label.text() for label in library.view.findChildren(QLabel))
    library.review("long")
    settled(library.reviewing)
    assert library.reviewing.steps.count() == 500


def test_job_cards_are_shown_copied_changed_and_thrown_away(app, qtbot):
    from PySide6.QtCore import Qt

    from deskhand.core.job_card import Rule
    from deskhand.core.risk import Risk
    from deskhand.jobs.cards import Cards

    app.open("cards", "observe")
    page = app._window.page("cards")
    names = [page.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(page.list.count())]
    assert names == ["observe", "ask", "trusted", "autonomous"]
    assert not page.form.isEnabled() and page.save.isHidden() and "comes with Deskhand" in page.says.text()
    page.copy.click()
    assert page.form.isEnabled() and not page.save.isHidden()
    cards = Cards(app.paths.cards)
    assert cards.names()[0] == "my-observe"
    page.form.title.setText("Nights")
    page.form.apps.setText("libreoffice*, mail")
    page.form.rules[Risk.R3].setCurrentIndex(page.form.rules[Risk.R3].findData("ask"))
    page.form.days["sun"].setChecked(False)
    page.save.click()
    card = cards.load("my-observe")
    assert (card.title, card.apps, card.rule(Risk.R3)) == ("Nights", ("libreoffice*", "mail"), Rule.ASK)
    assert "sun" not in card.hours.days and "Saved" in page.says.text()
    assert page.form.rules[Risk.R5].findData("run") == -1, "what pays cannot be let go ahead"
    page.form.title.setText("")
    page.save.click()
    assert "wrong at title" in page.says.text() and cards.load("my-observe").title == "Nights"
    page.remove.click()
    assert "my-observe" not in cards.names()


def test_a_card_that_is_wrong_is_told_and_left_alone(app):
    app.paths.cards.mkdir(parents=True)
    (app.paths.cards / "broken.yaml").write_text("job: 1\ntitle: x\nwho: [everybody]\n")
    app.open("cards", "broken")
    page = app._window.page("cards")
    assert "wrong at who" in page.says.text() and not page.form.isEnabled()
    assert (app.paths.cards / "broken.yaml").exists()


def test_the_usual_job_card_must_be_there_and_goes_with_each_task(app):
    from deskhand.jobs.messages import Do
    from deskhand.jobs.task import Task

    app.open("settings", "job")
    page = app._window.page("settings")
    field = page.fields["job"]
    field.setText("nothing-like-it")
    field.editingFinished.emit()
    assert "no job card nothing-like-it" in page.says.text() and app.settings.job == ""
    field.setText("observe")
    field.editingFinished.emit()
    assert app.settings.job == "observe" and page.says.isHidden()
    app.start(Task("goal", "open report.txt"))
    assert next(order for order in app.child.orders if isinstance(order, Do)).usual == "observe"
