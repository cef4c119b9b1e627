"""Starts the app: one a person, in their language, with or without a tray."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from deskhand.core.errors import BusyError, DisplayError, SettingsError
from deskhand.core.own_windows import OWN
from deskhand.system.language import LANGUAGE
from deskhand.system.one_instance import OneInstance, Request, hand_over
from deskhand.system.paths import Paths
from deskhand.system.settings import SettingsFile

from . import icons
from .app import App
from .sent_events import NoSentEvents


class _Requests(QObject):
    told = Signal(object)


def run(paths: Paths, request: Request, background: bool = False) -> int:
    """Run the app until the person leaves it; where it runs already, hand the request over. Its exit code.

    Raises:
        DisplayError: there is no display.
        BusyError: the folder of its socket cannot be written.
    """
    requests = _Requests()
    instance = OneInstance(paths.socket, requests.told.emit)
    if hand_over(paths.socket, request):
        return 0
    if not instance.listen():
        raise BusyError("The app runs already but does not answer; end it and start it again.")
    try:
        qt = open_qt(paths)
        app = App(qt, paths)
        requests.told.connect(app.request)
        _on_signals(qt)
        has_tray = app.begin()
        _first_sight(app, request, has_tray, background)
        instance.serve()
        code = qt.exec()
        app.close()
        return int(code)
    finally:
        instance.close()


def open_qt(paths: Paths, arguments: Sequence[str] = ()) -> QApplication:
    """Qt's application, in the person's language.

    Raises:
        DisplayError: there is no display.
    """
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")):
        raise DisplayError("The app needs a screen: neither DISPLAY nor WAYLAND_DISPLAY is set.")
    try:
        language = SettingsFile(paths.settings).read().language
    except SettingsError:
        # The app itself tells what is wrong with them.
        language = ""
    if language:
        os.environ[LANGUAGE] = language
    _note_crashes(paths)
    qt = QApplication([OWN, *arguments])
    qt.setApplicationName(OWN)
    qt.setApplicationDisplayName("Deskhand")
    qt.setDesktopFileName(OWN)
    qt.setWindowIcon(icons.app_icon())
    qt.setQuitOnLastWindowClosed(False)
    if QGuiApplication.platformName() == "xcb":
        # Kept by the application itself: Qt only borrows it.
        dropped = NoSentEvents()
        qt.installNativeEventFilter(dropped)
        qt.setProperty("no-sent-events", dropped)
    return qt


def _first_sight(app: App, request: Request, has_tray: bool, background: bool) -> None:
    """What is there to be seen first."""
    if not app.settings.introduced and not background:
        from .wizard import Wizard

        app.wizard = Wizard(app)
        app.wizard.show()
        return
    if not has_tray and not background:
        app.open("board")
    if request:
        app.request(request)


def _note_crashes(paths: Paths) -> None:
    """A crash in native code leaves its stack for the next start."""
    try:
        paths.data.mkdir(parents=True, exist_ok=True)
        faulthandler.enable((paths.data / "fault.log").open("a"))
    except OSError as problem:
        print(f"deskhand: crashes cannot be noted ({problem.strerror}).", file=sys.stderr)


def _on_signals(qt: QApplication) -> None:
    """Ctrl+C and SIGTERM leave in order; Qt's loop is woken by a pipe."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    signal.set_wakeup_fd(write)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, lambda: qt.exit(0)))
    notifier = QSocketNotifier(read, QSocketNotifier.Type.Read, qt)
    notifier.activated.connect(lambda *_: os.read(read, 64))


__all__ = ["open_qt", "run"]
