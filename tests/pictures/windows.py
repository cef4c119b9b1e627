"""Every window in one theme at one scale. `python -m tests.pictures.windows THEME PERCENT HOME OUT`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .screen import desktop_with_home, part, save, settle, shot, until, with_settings


def main(theme: str, percent: int, home: Path, out: Path):
    os.environ["QT_SCALE_FACTOR"] = str(percent / 100)
    wide, high = (1600, 1000) if percent == 100 else (1920, 1300)
    with desktop_with_home(home, wide, high) as (_desktop, paths):
        with_settings(paths, theme=theme)
        from deskhand.ui.app import App
        from deskhand.ui.main import open_qt

        qt = open_qt(paths)
        app = App(qt, paths, hand=lambda: True)
        app.begin()
        settle(qt, 1.0)

        def kept(name, window):
            settle(qt, 0.5)
            ratio = window.devicePixelRatioF()
            box = window.frameGeometry()
            place = (
                round(box.x() * ratio),
                round(box.y() * ratio),
                round(box.width() * ratio),
                round(box.height() * ratio),
            )
            save(part(shot(), place, 12), out / f"{name}-{theme}-{percent}.png")

        for name, show in pictures(qt, app):
            window = show()
            kept(name, window)
            window.hide()
        app.close()


def pictures(qt, app):  # noqa: C901 - a list of what is shown, one after the other
    """The windows by name, each with what shows it."""
    from deskhand.jobs.cards import Cards
    from deskhand.ui.confirm_dialog import ConfirmDialog
    from deskhand.ui.icons import State
    from deskhand.ui.wizard import Wizard

    def palette():
        app.open_palette()
        app.palette.line.setText("save it as notes.txt and send it to Ada")
        app.palette._typed()
        settle(qt, 1.0)
        return app.palette

    def panel():
        app.panel.begin("Type “hello” and save it as notes.txt")
        app.panel.next("click the menu entry “Save As...”", "save it as notes.txt in the Documents folder", None)
        app.panel.state(State.WORKING)
        return app.panel

    def paused():
        app.panel.state(State.PAUSED, "You used mouse or keyboard: I pause before my next step")
        app.panel.show()
        return app.panel

    def confirm():
        dialog = ConfirmDialog(question(), app.is_hand)
        dialog.ask()
        confirm.kept = dialog
        return dialog

    def bar():
        app.bar.begin()
        app.bar.started()
        return app.bar

    def page(name, what=""):
        def show():
            app.open(name, what)
            settle(qt, 1.2)
            return app._window

        return show

    def wizard(number):
        def show():
            made = Wizard(app)
            wizard.kept = made
            made.show()
            for _ in range(number):
                made._turn(1)
            if number == 1:
                checks = made.pages.currentWidget()
                until(qt, lambda: checks.again.isEnabled(), "the checks", 120)
            settle(qt, 0.5)
            return made

        return show

    yield "palette", palette
    yield "panel", panel
    yield "panel-paused", paused
    yield "confirm", confirm
    yield "recorder-bar", bar
    yield "board", page("board")
    last = next(card.run for card in _past(app) if card.steps > 3)
    yield "timeline", page("board", last)
    yield "recipes", page("recipes", "monthly-report")
    yield "review", page("recipes", "monthly-report/review")
    yield "record", page("recipes", "+record")
    Cards(app.paths.cards).keep("invoices-at-night", CARD)
    yield "cards", page("cards", "invoices-at-night")
    yield "models", page("models")
    yield "settings", page("settings")
    yield "about", page("about")
    for number, name in enumerate(("welcome", "checks", "exactness", "how-much", "practice")):
        yield f"first-run-{name}", wizard(number)


CARD = """
job: 1
title: Invoices at night
who: [recipe, schedule]
tasks: [invoice-*]
apps: [libreoffice*, chromium]
sites: ["*.example.org"]
classes: {R0: run, R1: run, R2: recorded, R3: recorded, R4: ask, R5: ask}
hours: {from: "22:00", until: "06:00"}
rate: 60
steps: 500
minutes: 90
"""


def _past(app):
    from deskhand.jobs.board import past

    return past(app.paths).cards


def question():
    """A question with all there can be in it."""
    import numpy as np

    from deskhand.core.geometry import Box
    from deskhand.core.screen import Frame
    from deskhand.jobs.asking import picture_of
    from deskhand.jobs.messages import Question

    frame = Frame(_mail(np), 0.0)
    return Question(
        number=1,
        kind="step",
        words="click the button “Send”",
        risk="R3",
        reasons=("“send” has an effect outside this program",),
        texts=(("ada@example.org", "goal"), ("The figures are attached.", "screen")),
        may_always=True,
        picture=picture_of(frame, Box(300, 60, 90, 32)),
        window="New message - Mail",
    )


def _mail(np):
    import cv2

    pixels = np.full((140, 480, 3), 250, np.uint8)
    cv2.rectangle(pixels, (300, 60), (389, 91), (205, 120, 40), -1)
    cv2.putText(pixels, "Send", (324, 81), cv2.FONT_HERSHEY_SIMPLEX, 0.55, (255, 255, 255), 1, cv2.LINE_AA)
    cv2.putText(pixels, "To: ada@example.org", (30, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (60, 60, 60), 1, cv2.LINE_AA)
    return pixels


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
    sys.stdout.flush()
    # As the app leaves, too: see `cli.app`.
    os._exit(0)
