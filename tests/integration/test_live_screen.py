"""A real editor on a private desktop: its windows, what changes, and the names its accessibility tree gives."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from deskhand.act.pynput_devices import PynputDevices
from deskhand.bootstrap import open_capture, open_grounder
from deskhand.core.screen import Role
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.desktop import until

PAGE = """<!doctype html><meta charset="utf-8"><title>Shapes</title>
<style>body{margin:80px;background:#fff}button{width:64px;height:64px;border:2px solid #444;background:#fff}
i{display:block;margin:auto;width:24px;height:24px;border-radius:12px 0;background:#26a}</style>
<button aria-label="Frobnicate"><i></i></button>"""


@pytest.fixture
def devices(on_desktop):
    opened = PynputDevices()
    yield opened
    opened.close()


@pytest.fixture
def editor(on_desktop, devices):
    """A new editor, which ends with the test."""
    program = on_desktop.spawn(["mousepad", "--disable-server"])
    on_desktop.wait_for_window("Mousepad")
    with closing(open_capture()) as capture:
        until(lambda: (f := capture.grab().focus) and "Mousepad" in f.title, "the editor's focus")
        yield program
        program.terminate()
        program.wait()
        until(lambda: not capture.grab().windows, "an empty desktop")


def chord(devices, *keys):
    for key in keys:
        devices.press_key(key)
    for key in reversed(keys):
        devices.release_key(key)


def test_windows_and_dialogs_hold_what_stands_in_them(editor, devices, paths):
    grounder, _ = open_grounder(paths)
    with closing(open_capture()) as capture, closing(grounder):
        window = next(e for e in grounder.read(capture.grab()) if e.role is Role.WINDOW)
        assert "Mousepad" in window.text and window.state == "focused"
        chord(devices, "alt", "h")
        item = until(lambda: grounder.read(capture.grab()).find("About", Role.MENU_ITEM).only, "the menu")
        assert item.window, "a menu belongs to the window it was opened from"
        chord(devices, "a")

        def shown():
            scene = grounder.read(capture.grab())
            found = scene.find("About Mousepad", Role.DIALOG)
            return (scene, found.only) if found.only and scene.find("Credits", Role.BUTTON).only else None

        scene, dialog = until(shown, "the dialog")
        window = next(e for e in scene if e.role is Role.WINDOW)
        assert (dialog.state, window.state, dialog.source) == ("focused", "", "x11")
        assert dialog.window == window.id
        button, menu = scene.find("Credits", Role.BUTTON).only, scene.find("File", Role.MENU).only
        assert (button.window, menu.window) == (dialog.id, window.id)
        assert scene.find("Credits", in_window="About Mousepad").only is button
        assert not scene.find("File", in_window="About Mousepad").all
        assert {e.window for e in scene if e is not window} == {window.id, dialog.id}
        assert [e.id for e in scene] == list(range(1, len(scene) + 1))
        chord(devices, "esc")


@contextmanager
def watching(*arguments) -> Iterator[tuple[subprocess.Popen, list[str]]]:
    """`deskhand look --watch`, and the lines it has printed so far."""
    command = [sys.executable, "-m", "deskhand", "look", "--watch", "--interval", "0.1", *arguments]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    lines: list[str] = []
    assert program.stderr.readline().startswith("Watching ")
    reader = threading.Thread(target=lambda: lines.extend(iter(program.stdout.readline, "")))
    # `extend` takes the lines one by one, so they can be read while more come.
    reader.start()
    try:
        yield program, lines
    finally:
        program.kill()
        program.wait()
        reader.join()
        program.stdout.close()
        program.stderr.close()


def test_watching_tells_of_a_menu_that_opens(editor, devices):
    with watching() as (program, lines):
        chord(devices, "alt", "f")
        line = until(lambda: next((line for line in lines if "Save As" in line), None), "the menu")
        assert "added" in line and "menu item" in line
        chord(devices, "esc")
        until(lambda: any("gone" in line and "Save As" in line for line in lines), "the end of the menu")
        program.send_signal(signal.SIGINT)
        assert program.wait() == 0
        assert program.stderr.read() == ""


def test_watching_in_json_is_an_object_a_line(editor, devices):
    with watching("--json", "--monitor", "1") as (program, lines):
        chord(devices, "alt", "f")
        until(lambda: any("Save As" in line for line in lines), "the menu")
        program.send_signal(signal.SIGINT)
        assert program.wait() == 0
    told = [json.loads(line) for line in lines]
    assert all(set(t) == {"at", "changed", "before", "after"} for t in told)
    assert any(t["changed"] == ["added"] and t["before"] is None and "Save As" in t["after"]["text"] for t in told)
    chord(devices, "esc")


def test_the_accessibility_tree_names_an_icon(paths):
    from deskhand.cli.scenes import _CHROMIUM_FLAGS

    with PrivateDesktop(1280, 800, accessibility=True) as desktop:
        page = desktop.home / "shapes.html"
        page.write_text(PAGE)
        flags = ["--no-sandbox", *_CHROMIUM_FLAGS, "--force-renderer-accessibility"]
        desktop.spawn(["chromium", *flags, f"--user-data-dir={desktop.home}/.config/own", page.as_uri()])
        desktop.wait_for_window("Shapes", timeout=60)
        own = {k: os.environ[k] for k in ("DESKHAND_HOME", "PYTHON_KEYRING_BACKEND")}
        with environment(desktop.env | own):
            grounder, notes = open_grounder(paths, accessibility=True)
            assert [n.degraded for n in notes if n.part == "accessibility"] == [False]
            with closing(open_capture()) as capture, closing(grounder):
                found = until(lambda: grounder.read(capture.grab()).find("Frobnicate", Role.BUTTON).only, "the name")
            assert found.source.endswith("atspi") and found.source != "atspi"
            assert found.window


def test_without_a_bus_the_pixels_must_do_and_it_is_said(on_desktop, paths, monkeypatch):
    for name in ("AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    grounder, notes = open_grounder(paths, accessibility=True)
    assert [n.text for n in notes if n.degraded] == [
        "There is no session bus; start Deskhand inside a desktop session."
    ]
    with closing(open_capture()) as capture, closing(grounder):
        grounder.read(capture.grab())
