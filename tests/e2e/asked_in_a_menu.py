"""A recipe whose second step is an entry of a menu, asked about while the menu is open: `python -m ... HOME`.

In a process of its own, for Qt's windows are on a real display here; the yes is that of a hand by word of this test.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from deskhand.core.screen import Role
from deskhand.core.step import Change
from deskhand.recipe.format.schema import Click, Effect, Recipe, Target, WindowPart
from deskhand.recipe.keeping.store import user_store
from tests.desktop import until as wait
from tests.pictures.screen import desktop_with_home, settle, until, with_settings


def main(home: Path) -> None:
    with desktop_with_home(home, 1280, 800) as (desktop, paths):
        with_settings(paths, autonomy="R1")
        window = WindowPart(app="mousepad")
        menu = Target(label="File", role=Role.MENU, window=window)
        entry = Target(label="Save As...", role=Role.MENU_ITEM, window=window)
        steps = (
            Click(click=menu, then=Effect(change=Change.MENU_OPENS)),
            Click(click=entry, then=Effect(change=Change.DIALOG_OPENS)),
        )
        user_store(paths).save(Recipe(name="save-as", title="Save as", steps=steps), {})
        editor = subprocess.Popen(["mousepad"], stderr=subprocess.DEVNULL)
        wait(lambda: any("Mousepad" in title for title in desktop.titles()), "the editor")
        from deskhand.jobs.task import Task
        from deskhand.ui.app import App
        from deskhand.ui.main import open_qt

        qt = open_qt(paths)
        app = App(qt, paths, hand=lambda: True)
        app.begin()
        app.start(Task("recipe", "save-as"))
        questions = 0
        while app.task is not None:
            until(qt, lambda: app.asked or app.task is None, "a question or the end")
            if app.asked:
                questions += 1
                next(iter(app.asked.values()))._answer(True)
                settle(qt, 0.1)
        opened = "Save As" in desktop.titles()
        print(f"{questions} question, {app.panel.words.toolTip()}, dialog {'open' if opened else 'not open'}")
        app.close()
        editor.terminate()
    sys.stdout.flush()
    # As the app leaves, too: see `cli.app`.
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
