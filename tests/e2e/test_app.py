"""The app as people live with it: a real process on a real display, worked by keys and clicks alone."""

import signal
import subprocess
import sys
import time

import pytest

from deskhand.core.geometry import Point
from deskhand.jobs.task import Task
from deskhand.jobs.triggers import Trigger, Triggers
from deskhand.system.one_instance import hand_over
from tests.app_process import AppProcess
from tests.desktop import until

GOAL = 'Type "Ada" into Name and click Greet'


@pytest.fixture
def practice(own_desktop):
    """The practice window, on the screen."""
    program = subprocess.Popen([sys.executable, "-m", "deskhand.ui.practice"])
    until(lambda: any("Practice" in title for title in own_desktop.titles()), "the practice window")
    yield program
    program.terminate()
    program.wait(10)


def test_a_goal_typed_into_the_palette_is_done(practice, paths):
    with AppProcess(paths, autonomy="R3") as app:
        record = app.ended(app.ask(GOAL))
        assert record.status == "done", record.end
        assert [step.intent["consent"]["by"] for step in record.steps] == ["policy"] * len(record.steps)
        assert until(lambda: app.window("at work"), "the panel")
    assert app.process.returncode == 0 and "Traceback" not in app.said, app.said


def test_a_program_cannot_answer_the_question_and_no_means_no(practice, paths):
    """XTEST, which every program can use, is not a hand: yes is not heard from it; no is."""
    with AppProcess(paths, autonomy="R0") as app:
        run = app.ask(GOAL)
        dialog = until(lambda: app.window("asks you"), "the question")
        until(lambda: app.has_keyboard("asks you"), "the keyboard to be in it")
        time.sleep(0.7)
        for _ in range(3):
            app.person.chord("alt+y")
        box = dialog.box
        for across in range(40, box.w, 30):
            # Every place of the row of buttons but that of No, at its right.
            if across < box.w - 110:
                app.person.click(Point(box.x + across, box.bottom - 40))
        assert app.window("asks you") and app.run(run).end is None
        assert not [step for step in app.run(run).steps if step.outcome and step.outcome["delivery"] == "sent"]
        app.person.chord("escape")
        record = app.ended(run)
        assert record.status == "needs_user" and not record.steps[-1].intent["consent"]["granted"]


def test_the_stop_hotkey_stops_whatever_window_has_the_keyboard(practice, paths):
    with AppProcess(paths, autonomy="R0") as app:
        run = app.ask(GOAL)
        until(lambda: app.window("asks you"), "the question")
        app.person.chord("ctrl+alt+escape")
        record = app.ended(run)
        assert record.status == "stopped" and "hotkey" in record.end["reason"]
        until(lambda: not app.window("asks you"), "the question to go")


def test_a_corner_of_the_screen_stops(practice, paths):
    with AppProcess(paths, autonomy="R0") as app:
        run = app.ask(GOAL)
        until(lambda: app.window("asks you"), "the question")
        app.person.move(Point(600, 500))
        time.sleep(0.1)
        app.person.move(Point(0, 0))
        assert "corner" in app.ended(run).end["reason"]


def test_a_click_sent_to_the_question_by_a_program_says_nothing(practice, paths):
    """XSendEvent: no device at all, and Qt takes it for the window system's own."""
    from Xlib import X, display
    from Xlib.protocol import event

    with AppProcess(paths, autonomy="R0") as app:
        run = app.ask(GOAL)
        dialog = until(lambda: app.window("asks you"), "the question")
        until(lambda: app.has_keyboard("asks you"), "the keyboard to be in it")
        time.sleep(0.7)
        connection = display.Display()
        window = connection.create_resource_object("window", dialog.handle)
        code = connection.keysym_to_keycode(ord("y"))
        box = dialog.box
        for across in range(40, box.w - 110, 30):
            place = {"root_x": box.x + across, "root_y": box.bottom - 40, "event_x": across, "event_y": box.h - 60}
            for kind, detail in (
                (event.KeyPress, code),
                (event.KeyRelease, code),
                (event.ButtonPress, 1),
                (event.ButtonRelease, 1),
            ):
                state = X.Mod1Mask if detail == code else X.Button1Mask
                sent = kind(
                    detail=detail, time=X.CurrentTime, root=connection.screen().root, window=window, child=X.NONE,
                    state=state, same_screen=1, **place,
                )  # fmt: skip
                window.send_event(sent)
            connection.sync()
        time.sleep(0.5)
        connection.close()
        assert app.window("asks you") and app.run(run).end is None
        app.person.chord("escape")
        assert app.ended(run).status == "needs_user"


def test_the_panel_pauses_and_goes_on(practice, paths):
    with AppProcess(paths, autonomy="R3") as app:
        run = app.ask(GOAL)
        panel = until(lambda: app.window("at work"), "the panel")
        app.open_palette()
        app.person.type("pause")
        app.person.chord("enter")
        held = len(app.run(run).steps)
        time.sleep(2.0)
        assert app.run(run).end is None and len(app.run(run).steps) <= held + 1
        app.open_palette()
        app.person.type("go on")
        app.person.chord("enter")
        # The keyboard is in the window of the task again before the next step.
        assert app.ended(run).status in ("done", "failed") and panel.box.w > 400


def test_what_the_model_sees_holds_nothing_of_the_app(practice, paths):
    with AppProcess(paths, autonomy="R3") as app:
        record = app.ended(app.ask(GOAL))
        assert record.steps
        import cv2

        from deskhand.journal.pictures import PictureStore

        panel = until(lambda: app.window("at work"), "the panel")
        pictures = [cv2.imread(str(PictureStore(paths.pictures).path(s.intent["picture"]))) for s in record.steps]
        box = panel.box
        for pixels in pictures:
            part = pixels[box.y + 4 : box.bottom - 4, box.x + 4 : box.right - 4].reshape(-1, 3).astype(int)
            # One colour: what is around it, up to what JPEG makes of that.
            assert (part.max(axis=0) - part.min(axis=0)).max() <= 12


def test_a_second_launch_hands_its_request_over(own_desktop, paths):
    Triggers(paths.triggers).put(Trigger(name="greet", task=Task("goal", "click Frobnicate")))
    with AppProcess(paths) as app:
        done = subprocess.run([sys.executable, "-m", "deskhand", "app", "--open", "settings"], timeout=30, check=False)
        assert done.returncode == 0
        until(lambda: app.window("Deskhand"), "the window")
        done = subprocess.run([sys.executable, "-m", "deskhand", "trigger", "greet"], timeout=30, check=False)
        assert done.returncode == 0
        until(lambda: app.runs(), "the run")
        assert app.run(app.runs()[0]).goal == "click Frobnicate"


def test_leaving_ends_what_is_done_and_leaves_nothing_behind(practice, paths):
    with AppProcess(paths, autonomy="R0") as app:
        run = app.ask(GOAL)
        until(lambda: app.window("asks you"), "the question")
        children = subprocess.run(["pgrep", "-P", str(app.process.pid)], capture_output=True, text=True).stdout.split()
        app.process.send_signal(signal.SIGTERM)
        app.process.wait(20)
        record = app.ended(run, 10)
        assert record.status == "stopped"
        for child in children:
            until(
                lambda child=child: subprocess.run(["kill", "-0", child], capture_output=True).returncode,
                "its child to end",
            )
    assert not hand_over(paths.socket, {})
    assert not paths.socket.exists()


def test_a_process_that_dies_is_told_and_the_next_task_works(practice, paths):
    with AppProcess(paths, autonomy="R0") as app:
        app.ask(GOAL)
        until(lambda: app.window("asks you"), "the question")
        workers = ["pgrep", "-f", "deskhand.jobs.worker", "-P", str(app.process.pid)]
        worker = subprocess.run(workers, capture_output=True, text=True).stdout.split()[0]
        subprocess.run(["kill", "-9", worker], check=True)
        until(lambda: not app.window("asks you"), "the question to go")
        second = app.ask(GOAL)
        until(lambda: app.window("asks you"), "the second question")
        app.person.chord("escape")
        assert app.ended(second).status == "needs_user"


def test_trigger_without_an_app_says_so(paths):
    Triggers(paths.triggers).put(Trigger(name="greet", task=Task("goal", "x")))
    done = subprocess.run(
        [sys.executable, "-m", "deskhand", "trigger", "greet"], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 2 and "The app does not run" in done.stderr


def test_a_task_shown_in_the_app_becomes_a_recipe_and_is_reviewed(practice, paths, own_desktop):
    from deskhand.recipe.keeping.store import user_store

    with AppProcess(paths, autonomy="R3") as app:
        hand_over(paths.socket, {"open": "recipes/+record"})
        until(lambda: app.has_keyboard("Deskhand"), "the window")
        time.sleep(0.5)
        app.person.type("Greet somebody")
        app.person.chord("enter")
        bar = until(lambda: app.window("recording"), "the bar")
        window = until(lambda: next((w for w in app.desktop.look().windows if w.title == "Practice"), None), "Practice")
        # The field is a little below the title bar.
        field = Point(window.box.x + 250, window.box.y + 62)
        app.person.click(field)
        app.person.type("Grace")
        time.sleep(0.5)
        app.person.click(Point(window.box.x + 140, window.box.y + 108))
        time.sleep(1.0)
        app.open_palette()
        app.person.type("finish the recording")
        app.person.chord("enter")
        until(lambda: not app.window("what shall I do"), "the palette to go")
        # Every picture of what was shown is read before there is a recipe.
        recipe = until(
            lambda: "greet-somebody" in user_store(paths).names() and user_store(paths).load("greet-somebody"),
            "the recipe",
            patience=120,
        )
        said = recipe.recipe.model_dump_json()
        assert "Grace" in said and "Greet" in said and "ctrl+alt+space" not in said
        assert recipe.recipe.title == "Greet somebody"
        until(lambda: not app.window("recording"), "the bar to go")
        assert bar.box.w > 300
        until(lambda: app.window("Deskhand"), "the review")


def test_a_question_about_an_entry_of_a_menu_folds_it_and_the_step_is_done_once(tmp_path):
    script = [sys.executable, "-m", "tests.e2e.asked_in_a_menu", str(tmp_path / "home")]
    done = subprocess.run(script, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "1 question, Done, dialog open", done.stdout + done.stderr
