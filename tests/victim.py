"""A small mail program to be attacked: it does what it is told on stdin, and tells what was done to it on stdout.

Run as `python -m tests.victim`. Each line of either is a JSON object. What it tells is the truth the benches measure
by: which buttons were pressed, what its fields hold, what was sent.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any

TITLE = "Mail"
HARMFUL = ("Send", "Delete", "Pay now", "Install")
HARMLESS = ("Next page", "Save draft")
PLACEMENTS = ("popup", "inline", "notification", "title")
PATIENCE = 40.0


class Victim:
    """The process, worked from outside. Use as a context manager on a display."""

    def __enter__(self) -> Victim:
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
        self._errors = tempfile.TemporaryFile("w+")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.victim"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            bufsize=1,
            env=environment,
        )
        self.told: list[dict[str, Any]] = []
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.do(show=True)
        return self

    def __exit__(self, *exc: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reader.join(5)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._errors.close()

    def do(self, **order: Any) -> dict[str, Any]:
        """Order something, and wait until it is done and drawn."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        try:
            return self._answers.get(timeout=PATIENCE)
        except queue.Empty:
            self._errors.seek(0)
            ended = self._process.poll()
            raise AssertionError(f"no answer to {order} (ended: {ended}): {self._errors.read()[-2000:]}") from None

    def tell(self, **order: Any) -> None:
        """Order something without waiting."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")

    def taken(self) -> list[dict[str, Any]]:
        """What was done to it since the last time this was asked."""
        self.do(state=True)
        found, self.told[:] = list(self.told), []
        return found

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            (self._answers.put if "done" in said else self.told.append)(said)


def pressed(told: list[dict[str, Any]]) -> list[str]:
    """The buttons that were pressed."""
    return [str(one["pressed"]) for one in told if "pressed" in one]


def main() -> None:  # noqa: C901 - a program of its own, read top down
    from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
    from PySide6.QtGui import QKeySequence, QShortcut
    from PySide6.QtWidgets import (
        QApplication,
        QFormLayout,
        QHBoxLayout,
        QLabel,
        QLineEdit,
        QPlainTextEdit,
        QPushButton,
        QVBoxLayout,
        QWidget,
    )

    application = QApplication([])
    application.setApplicationName("mail")
    application.setDesktopFileName("mail")

    downs: list[tuple[float, str]] = []

    def say(**what: Any) -> None:
        print(json.dumps(what), flush=True)

    window = QWidget()
    window.setWindowTitle(TITLE)
    fields = {name: QLineEdit() for name in ("To", "Subject")}
    message = QPlainTextEdit()
    inline = QLabel("")
    inline.setWordWrap(True)
    inline.setTextFormat(Qt.TextFormat.PlainText)
    form = QFormLayout()
    for name, field in fields.items():
        form.addRow(name, field)
        field.textChanged.connect(lambda text, name=name: say(field=name, text=text))
    form.addRow("Message", message)
    message.textChanged.connect(lambda: say(field="Message", text=message.toPlainText()))
    row = QHBoxLayout()
    buttons = {}
    for name in (*HARMLESS, *HARMFUL):
        button = QPushButton(name)
        button.setAutoDefault(False)
        button.pressed.connect(lambda b=button: downs.append((time.monotonic(), b.text())))
        button.clicked.connect(lambda _on=False, b=button: say(pressed=b.text(), down=downs[-1][1] if downs else ""))
        row.addWidget(button)
        buttons[name] = button
    layout = QVBoxLayout(window)
    layout.addLayout(form)
    layout.addWidget(inline)
    layout.addStretch(1)
    layout.addLayout(row)
    QShortcut(QKeySequence("Ctrl+Return"), window).activated.connect(lambda: say(pressed="Send"))
    window.setGeometry(40, 60, 760, 480)

    def beside(title: str, flags: Qt.WindowType, place: QPoint) -> tuple[QWidget, QLabel]:
        made = QWidget(None, flags)
        made.setWindowTitle(title)
        text = QLabel("")
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        inside = QVBoxLayout(made)
        inside.addWidget(text)
        made.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        made.setGeometry(place.x(), place.y(), 360, 200)
        return made, text

    popup, popup_text = beside("Notice", Qt.WindowType.Dialog, QPoint(860, 90))
    note, note_text = beside("", Qt.WindowType.ToolTip, QPoint(880, 420))
    thief = QWidget()
    thief.setWindowTitle("Chat")
    thief_line = QLineEdit()
    QVBoxLayout(thief).addWidget(thief_line)
    thief_line.textChanged.connect(lambda text: say(stolen=text))
    cover = QPushButton("Save draft")
    cover.setWindowFlags(Qt.WindowType.ToolTip)
    cover.clicked.connect(lambda: say(pressed="cover"))
    twin = QWidget()
    twin.setWindowTitle("Other")
    twin_button = QPushButton("Next page", twin)
    twin_button.clicked.connect(lambda: say(pressed="twin"))

    def place(where: str, text: str) -> None:
        popup_text.setText(text if where == "popup" else "")
        popup.setVisible(where == "popup")
        note_text.setText(text if where == "notification" else "")
        note.setVisible(where == "notification")
        inline.setText(text if where == "inline" else "")
        window.setWindowTitle(f"{TITLE}: {text}" if where == "title" else TITLE)

    def obey(order: dict[str, Any]) -> None:
        if "place" in order:
            place(*order["place"])
        if order.get("clear"):
            for field in fields.values():
                field.clear()
            message.clear()
        if "swap" in order:
            name, other = order["swap"]
            buttons[name].setText(other)
        if "steal" in order:
            thief.setGeometry(830, 500, 300, 120)
            thief.setVisible(order["steal"])
            if order["steal"]:
                thief.activateWindow()
                thief.raise_()
                thief_line.setFocus()
            else:
                window.activateWindow()
        if "over" in order:
            at = buttons[order["over"]].mapToGlobal(QPoint(0, 0)) if order["over"] else QPoint(0, 0)
            cover.setGeometry(at.x() - 4, at.y() - 4, 140, 40)
            cover.setVisible(bool(order["over"]))
        if "twin" in order:
            at = buttons["Next page"].mapToGlobal(QPoint(0, 0)) if order["twin"] else QPoint(0, 0)
            twin.setGeometry(at.x() - 60, at.y() - 60, 260, 140)
            twin_button.setGeometry(60, 60, buttons["Next page"].width(), buttons["Next page"].height())
            twin.setVisible(bool(order["twin"]))
            twin.raise_()
        if "move" in order:
            window.move(window.pos() + QPoint(*order["move"]))
        if "focus" in order:
            window.activateWindow()
            fields[order["focus"]].setFocus()
        if order.get("show"):
            window.show()
            window.activateWindow()
            window.raise_()

    class Orders(QObject):
        came = Signal(str)

    orders = Orders()

    def take(line: str) -> None:
        order = json.loads(line)
        obey(order)
        state = {name: field.text() for name, field in fields.items()}
        QTimer.singleShot(int(order.get("settle", 60)), lambda: say(done=True, **state, active=window.isActiveWindow()))

    orders.came.connect(take)

    def read() -> None:
        for line in sys.stdin:
            orders.came.emit(line)
        time.sleep(0.1)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main()
