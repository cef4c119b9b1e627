"""The practice window: a program of its own, so that Deskhand sees it as it sees any other.

It is run as `python -m deskhand.ui.practice`.
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

GOAL = 'Type "Ada" into Name and click Greet'
"""What is asked for; goals are in English, and so are the words of the window."""
TITLE = "Practice"


class Practice(QWidget):
    """A field and a button."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name")
        self.greet = QPushButton("Greet")
        # Drawn as most programs draw a button that matters.
        self.greet.setStyleSheet("background: #2b59c3; color: white; padding: 8px 26px; border-radius: 5px;")
        self.greeting = QLabel("Nothing was pressed yet.")
        form = QFormLayout(self)
        form.setContentsMargins(28, 24, 28, 24)
        form.setSpacing(14)
        form.addRow("Name", self.name)
        form.addRow("", _left(self.greet))
        form.addRow("", self.greeting)
        self.greet.clicked.connect(lambda _checked=False: self.greeting.setText(f"Hello, {self.name.text()}!"))
        self.resize(420, 200)


def _left(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(widget)
    line.addStretch(1)
    return line


def main() -> None:
    """Show the window until it is closed."""
    qt = QApplication(["practice"])
    qt.setApplicationName("practice")
    qt.setStyle("Fusion")
    window = Practice()
    window.show()
    sys.exit(qt.exec())


if __name__ == "__main__":
    main()
