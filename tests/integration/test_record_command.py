"""`deskhand record` as a person runs it: in a terminal, without one, refused, stopped."""

import contextlib
import os
import pty
import signal
import subprocess
import sys
import threading

import pytest

from deskhand.recipe.keeping.store import user_store
from deskhand.system.private_desktop import environment
from tests.desktop import until
from tests.person import Person
from tests.showing import Showing


class Command:
    """The command in a child; in a terminal of its own unless `terminal` is off."""

    def __init__(self, desktop, *arguments, terminal=True):
        self.master, slave = pty.openpty() if terminal else os.pipe()
        env = desktop.env | {k: os.environ[k] for k in ("DESKHAND_HOME", "PYTHON_KEYRING_BACKEND")}
        env |= {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "COLUMNS": "160", "TERM": "xterm"}
        self.child = subprocess.Popen(
            [sys.executable, "-m", "deskhand", "record", *arguments],
            env=env,
            stdin=slave if terminal else subprocess.DEVNULL,
            stdout=slave,
            stderr=slave,
        )
        os.close(slave)
        self.said = ""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        # A terminal whose other end is closed reads as an error.
        with contextlib.suppress(OSError):
            while data := os.read(self.master, 4096):
                self.said += data.decode(errors="replace")

    def wait_for(self, words):
        until(lambda: words in self.said or self.child.poll() is not None, words)
        assert words in self.said, self.said

    def press(self, keys):
        os.write(self.master, keys.encode())

    def ended(self):
        return self.child.wait(60)

    def close(self):
        self.child.kill()
        self.child.wait()
        os.close(self.master)


@pytest.fixture
def record(own_desktop):
    commands = []

    def start(*arguments, **how):
        commands.append(Command(own_desktop, *arguments, **how))
        return commands[-1]

    yield start
    for command in commands:
        command.close()


@pytest.fixture
def editor(own_desktop):
    from deskhand.bootstrap import open_capture

    opened = contextlib.ExitStack()

    def open_it():
        own_desktop.spawn(["mousepad"])
        own_desktop.wait_for_window("Mousepad")
        with environment(dict(os.environ) | own_desktop.env):
            capture = open_capture()
        opened.callback(capture.close)
        shown = Showing(None, opened.enter_context(Person(own_desktop.display)), capture, None)
        shown.press(shown.rest().windows[-1].box)
        return shown

    with opened:
        yield open_it


def test_keys_of_the_terminal(record, editor, paths):
    command = record("letter", "--title", "Write a letter")
    command.wait_for("Enter finish")
    shown = editor()
    shown.type("Dear Ann")
    command.press("p")
    command.wait_for("Paused")
    shown.type(" unseen")
    command.press("p")
    command.wait_for("Recording again")
    shown.chord("ctrl+end")
    command.press("u")
    command.wait_for("forgotten")
    shown.type("word-of-heron")
    command.press("s")
    command.wait_for("is a secret")
    command.press("x")
    command.press("\n")
    command.wait_for("in the keyring")
    command.press("n\n")
    assert command.ended() == 0
    recipe = user_store(paths).load("letter").recipe
    assert recipe.title == "Write a letter"
    assert recipe.parameters[recipe.steps[0].type.strip("{}")].default == "Dear Ann"
    assert recipe.steps[-1].type.startswith("{{secret:")
    assert "heron" not in command.said and "unseen" not in command.said
    assert "Kept in" in command.said


def test_ctrl_c_asks_and_discards(record, editor, paths):
    command = record("letter")
    command.wait_for("Enter finish")
    editor().type("Dear Ann")
    command.child.send_signal(signal.SIGINT)
    command.wait_for("Keep what was shown")
    command.press("n\n")
    assert command.ended() == 3
    assert not user_store(paths).own("letter")


def test_without_a_terminal_a_stop_keeps_it(record, editor, paths):
    command = record("letter", terminal=False)
    command.wait_for("Recording letter")
    editor().type("Dear Ann")
    env = {**os.environ, "DISPLAY": ""}
    stopped = subprocess.run(
        [sys.executable, "-m", "deskhand", "stop"], env=env, capture_output=True, text=True, check=True
    )
    assert str(command.child.pid) in stopped.stdout
    assert command.ended() == 0
    assert user_store(paths).own("letter")


def test_without_a_terminal_it_can_be_thrown_away(record, editor, paths):
    command = record("letter", "--when-stopped", "discard", terminal=False)
    command.wait_for("Recording letter")
    editor().type("Dear Ann")
    command.child.send_signal(signal.SIGINT)
    assert command.ended() == 3
    assert not user_store(paths).own("letter")


def test_nothing_shown_makes_no_recipe(record, paths):
    command = record("letter", terminal=False)
    command.wait_for("Recording letter")
    command.child.send_signal(signal.SIGINT)
    assert command.ended() == 1
    assert "Nothing was shown" in command.said
    assert not user_store(paths).own("letter")


@pytest.mark.parametrize(("name", "words"), [("Letter!", "no name of a recipe"), ("../x", "no name of a recipe")])
def test_names_that_are_none(record, name, words):
    command = record(name, terminal=False)
    assert command.ended() == 2
    until(lambda: words in command.said)


def test_a_name_that_is_taken(record, paths):
    folder = paths.recipes / "letter"
    folder.mkdir(parents=True)
    (folder / "recipe.yaml").write_text("recipe: 1\nname: letter\nsteps:\n  - key: enter\n")
    command = record("letter", terminal=False)
    assert command.ended() == 2
    until(lambda: "--replace" in command.said)
    again = record("letter", "--replace", terminal=False)
    again.wait_for("Recording letter")
    again.child.send_signal(signal.SIGINT)
    assert again.ended() == 1
    assert (folder / "recipe.yaml").exists()


def test_without_a_display(record, own_desktop):
    own_desktop.env["DISPLAY"] = ":9999"
    command = record("letter", terminal=False)
    assert command.ended() == 1
    until(lambda: "desktop session" in command.said)
