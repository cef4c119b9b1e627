"""How often the repair that is meant is the first, or among those offered, when labels of a real window change.

    python -m tests.bench.repairs

A form of buttons is shown and one of them remembered; then it is shown with that button called otherwise, in its
place or in another one, or taken away. Counted are the first by likeness alone, the first as offered (the action
model may put one first), whether the button is among the first three, and how often nothing is offered. Every number
is of windows drawn by Tk and read from pixels.
"""

import contextlib
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deskhand.bootstrap import open_capture, open_grounder, open_model
from deskhand.core.screen import Element, Role, Scene
from deskhand.decide.pointing import pointed_at_by
from deskhand.recipe.anchors.anchoring import anchor_of
from deskhand.recipe.repairing.drift import Candidate, candidates, eligible, with_choice
from deskhand.recipe.repairing.repair import CERTAIN, asked_of_model
from deskhand.system.paths import user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.desktop import until

PAIRS = (
    ("Save", "Store"),
    ("Save", "Save changes"),
    ("Delete", "Remove"),
    ("Sign in", "Log in"),
    ("Settings", "Preferences"),
    ("Search", "Find"),
    ("Send", "Submit"),
    ("Next", "Continue"),
    ("Cancel", "Dismiss"),
    ("Close", "Exit"),
    ("Open", "Open file..."),
    ("Copy", "Duplicate"),
    ("Add", "New entry"),
    ("Edit", "Modify"),
    ("Print", "Print..."),
    ("Export", "Export as"),
    ("Help", "Support"),
    ("Refresh", "Reload"),
    ("Apply", "Use these"),
    ("Download", "Get file"),
)
OTHERS = ("Cancel", "Details", "Back", "Import", "History", "Options")
_FORM = """
import sys, tkinter
root = tkinter.Tk()
root.title("Entries")
root.geometry("640x240+200+150")
for n, label in enumerate(sys.argv[1:]):
    row, column = divmod(n, 4)
    tkinter.Button(root, text=label, font=("DejaVu Sans", 12)).place(x=20 + column * 152, y=40 + row * 70, width=140)
root.mainloop()
"""


@dataclass
class Count:
    """Of one way to change the window: how many, and how often the meant one was likeliest, first, among three."""

    cases: int = 0
    likeliest: int = 0
    first: int = 0
    among_three: int = 0
    nothing: int = 0


class Screen:
    """A desktop on which windows of buttons are shown and read."""

    def __init__(self, desktop, capture, grounder, folder: Path) -> None:
        self._desktop, self._capture, self._grounder = desktop, capture, grounder
        self._program = folder / "form.py"
        self._program.write_text(_FORM)

    def shown(self, labels: Sequence[str]) -> Scene:
        """What is read of a window with these buttons."""
        running = self._desktop.spawn([sys.executable, str(self._program), *labels])
        self._desktop.wait_for_window("Entries")
        scene = until(lambda: self._read(labels), f"the buttons {labels}")
        running.terminate()
        running.wait(10)
        until(lambda: "Entries" not in self._desktop.titles(), "the end of the window")
        return scene

    def _read(self, labels: Sequence[str]) -> Scene | None:
        scene = self._grounder.read(self._capture.grab())
        return scene if all(scene.find(label, Role.BUTTON).only for label in labels) else None


def windows(old: str, new: str) -> dict[str, list[str]]:
    """The buttons as they were, and after each kind of change."""
    others = [label for label in OTHERS if label not in (old, new)]
    return {
        "before": [*others[:2], old, *others[2:]],
        "in its place": [*others[:2], new, *others[2:]],
        "elsewhere": [*others[:1], *others[2:], others[1], new],
        "taken away": others,
    }


def main() -> None:
    """Measure and print."""
    paths, counts, seconds = user_paths(), defaultdict[str, Count](Count), list[float]()
    with contextlib.ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        desktop = opened.enter_context(PrivateDesktop())
        opened.enter_context(environment(desktop.env))
        grounder = opened.enter_context(contextlib.closing(open_grounder(paths)[0]))
        model = opened.enter_context(contextlib.closing(open_model(paths)[0]))
        capture = opened.enter_context(contextlib.closing(open_capture()))
        screen = Screen(desktop, capture, grounder, folder)
        for old, new in PAIRS:
            shown = windows(old, new)
            before = screen.shown(shown.pop("before"))
            anchor = anchor_of(before.find(old, Role.BUTTON).only, before)
            for change, labels in shown.items():
                scene = screen.shown(labels)
                likely = candidates(anchor, scene)
                started = time.monotonic()
                chosen = None
                if not likely or likely[0].likeness < CERTAIN:
                    chosen = pointed_at_by(model, asked_of_model("click", anchor), eligible(anchor, scene))
                    seconds.append(time.monotonic() - started)
                offered = with_choice(likely, chosen, anchor, scene) if chosen else likely
                count(counts[change], likely, [c.element for c in offered], scene.find(new, Role.BUTTON).only)
                named = (likely[0].element.text if likely else "-", chosen.text if chosen else "-")
                print(f"{old} -> {new} {change}: likeliest {named[0]}, model {named[1]}", flush=True)
    for change, of in counts.items():
        print(f"{change}: {of}")
    print(f"the model took {statistics.median(seconds):.2f} s at the median")


def count(of: Count, likely: Sequence[Candidate], offered: Sequence[Element], meant: Element | None) -> None:
    """Count one case; where nothing is meant, nothing should be offered."""
    of.cases += 1
    of.nothing += not offered
    if meant is not None:
        of.likeliest += bool(likely) and likely[0].element == meant
        of.first += bool(offered) and offered[0] == meant
        of.among_three += meant in offered[:3]


if __name__ == "__main__":
    main()
