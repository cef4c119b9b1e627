"""The app's windows without a display: Qt's own offscreen back end. What needs real windows is under e2e/."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import QEvent

from deskhand.jobs.messages import Control
from deskhand.system.settings import Settings, SettingsFile

HANDS = {"real": True}


class FakeChild:
    """Keeps the orders; the real process is under integration/."""

    def __init__(self):
        self.orders, self.busy, self.pid = [], False, None

    def send(self, order):
        self.orders.append(order)

    def words(self):
        return [order.word for order in self.orders if isinstance(order, Control)]

    def close(self):
        self.pid = None


@pytest.fixture
def no_devices(monkeypatch):
    """No hotkeys and no devices: nothing of another display is touched."""
    monkeypatch.delenv("DISPLAY", raising=False)


@pytest.fixture
def app(qapp, qtbot, paths, no_devices):
    """The app with a process that works by word of the test, begun."""
    from deskhand.ui.app import App

    paths.data.mkdir(parents=True, exist_ok=True)
    SettingsFile(paths.settings).write(Settings(introduced=True, theme="light"))
    made = App(qapp, paths, hand=lambda: HANDS["real"])
    made.child = FakeChild()
    made.begin()
    made._look_around()
    qtbot.waitUntil(lambda: not made.background.busy)
    yield made
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    HANDS["real"] = True
    qapp.setProperty("deskhand-theme", None)


@pytest.fixture
def settled(qtbot):
    """Waits until a page has done its work in the background."""

    def wait(page):
        qtbot.waitUntil(lambda: not (hasattr(page, "_background") and page._background.busy), timeout=10_000)

    return wait
