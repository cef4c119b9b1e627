"""The suite of the accessibility port: the real bus under a real editor, and the fake the unit tests use."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from deskhand.act.pynput_devices import PynputDevices
from deskhand.core.accessible import Accessible, AccessibleTree
from deskhand.core.errors import AccessibilityError
from deskhand.core.geometry import Box
from deskhand.core.screen import Role
from deskhand.ground.accessibility.atspi import AtspiSource
from deskhand.ground.accessibility.chooser import open_accessibility
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.fakes import FixedAccessibility

SECONDS = 20.0
"""Far more than any reading takes."""
TREE = AccessibleTree(
    (
        Accessible(Role.WINDOW, "frame", "Notes - Mousepad", Box(0, 0, 640, 480), window="Notes - Mousepad"),
        Accessible(Role.MENU, "menu", "File", Box(0, 20, 40, 20), window="Notes - Mousepad"),
        Accessible(Role.EDIT, "text", "", Box(0, 40, 640, 440), "hello there", window="Notes - Mousepad"),
    )
)


@pytest.fixture(scope="module")
def editor() -> Iterator[tuple[PrivateDesktop, int]]:
    """A desktop that publishes its trees, an editor with two words on it, and the editor's process id."""
    with PrivateDesktop(1280, 800, accessibility=True) as desktop:
        file = desktop.home / "Documents" / "notes.txt"
        file.write_text("hello there")
        program = desktop.spawn(["mousepad", str(file)])
        desktop.wait_for_window("Mousepad")
        yield desktop, program.pid


@pytest.fixture
def given(request):
    """Builds a source by its name and closes it."""
    with ExitStack() as opened:

        def build(name: str):
            if name == "atspi":
                desktop, _ = request.getfixturevalue("editor")
                opened.enter_context(environment(dict(os.environ) | desktop.env))
            source = AtspiSource() if name == "atspi" else FixedAccessibility(TREE)
            opened.callback(source.close)
            if name == "atspi":
                until(source, lambda tree: any(a.role is Role.EDIT and a.state for a in tree.items))
            return source

        yield build


def until(source: AtspiSource, holds: Callable[[AccessibleTree], bool]) -> AccessibleTree:
    """Read until something holds; an application takes its time to publish."""
    end = time.monotonic() + 60
    while not holds(tree := source.read(SECONDS)):
        assert time.monotonic() < end, tree
    return tree


@pytest.mark.parametrize("name", ["atspi", "fixed"])
class TestAccessibilitySource:
    def test_names_roles_and_boxes_of_what_is_visible(self, given, name):
        tree = given(name).read(SECONDS)
        assert not tree.partial
        (menu,) = (a for a in tree.items if a.name == "File")
        (window,) = (a for a in tree.items if a.role is Role.WINDOW)
        assert menu.role is Role.MENU
        assert menu.box.area and menu.box.coverage(window.box) == 1.0
        assert menu.window == window.name and "Mousepad" in window.name

    def test_fields_tell_what_they_hold(self, given, name):
        (field,) = (a for a in given(name).read(SECONDS).items if a.role is Role.EDIT)
        assert field.state == "hello there"

    def test_every_box_is_on_the_screen(self, given, name):
        assert all(a.box.clipped(1280, 800) == a.box and a.box.area for a in given(name).read(SECONDS).items)

    def test_without_time_it_says_that_it_is_partial(self, given, name):
        tree = given(name).read(0.0)
        assert tree.partial and not tree.items
        assert all(sentence.endswith(".") for sentence in tree.missing)

    def test_closing_twice_does_nothing(self, given, name):
        source = given(name)
        source.close()
        source.close()


def test_an_application_that_hangs_is_named_and_does_not_hang_us(given, editor):
    source = given("atspi")
    os.kill(editor[1], signal.SIGSTOP)
    try:
        stopped = source.read(SECONDS)
    finally:
        os.kill(editor[1], signal.SIGCONT)
    assert not stopped.items and len(stopped.missing) == 1 and "does not answer" in stopped.missing[0]
    assert until(source, lambda tree: bool(tree.items)).items


def test_an_open_menu_hides_what_is_below_it(given, editor):
    source, devices = given("atspi"), PynputDevices()
    chord(devices, "alt", "f")
    opened = until(source, lambda tree: any(a.name == "Save As..." for a in tree.items))
    chord(devices, "esc")
    closed = until(source, lambda tree: not any(a.name == "Save As..." for a in tree.items))
    devices.close()
    item = next(a for a in opened.items if a.name == "Save As...")
    assert item.role is Role.MENU_ITEM and item.popup
    assert not any(a.popup for a in closed.items)


def test_the_chooser_says_what_it_uses(given):
    given("atspi")
    source, said = open_accessibility("linux")
    assert isinstance(source, AtspiSource) and "AT-SPI" in said
    source.close()


@pytest.mark.parametrize("system", ["win32", "darwin", "plan9"])
def test_the_chooser_says_what_is_lacking(system):
    source, said = open_accessibility(system)
    assert source is None and said.endswith(".")


def test_without_a_session_bus_there_is_a_clear_error(monkeypatch):
    for name in ("AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(AccessibilityError, match="no session bus"):
        AtspiSource()


def test_the_bus_ends_with_its_desktop():
    with PrivateDesktop(800, 600, accessibility=True) as desktop, environment(desktop.env):
        source = AtspiSource()
        assert source.read(SECONDS).items == ()
        source.close()
    with pytest.raises(AccessibilityError, match="does not answer"), environment(desktop.env):
        AtspiSource()


def chord(devices: PynputDevices, *keys: str) -> None:
    for key in keys:
        devices.press_key(key)
    for key in reversed(keys):
        devices.release_key(key)
