"""A real page in a real browser: found again moved, dark and at 150 %, and never where it is gone or another."""

from contextlib import closing

import numpy as np
import pytest

from deskhand.bootstrap import open_capture, open_grounder, open_locator
from deskhand.cli.scenes import browser_command
from deskhand.core.anchor import Halt, Rung
from deskhand.core.screen import SURFACES
from deskhand.recipe.anchors.anchoring import anchor_of
from tests.bench.anchor_pages import Pages
from tests.desktop import until

WANTED = ("new", "refresh", "tab2", "first", "phone", "country", "save", "del", "open-INV-1045", "pay-INV-1043")
ICONS = ("pen", "lens")


@pytest.fixture
def pages():
    with closing(Pages()) as served:
        yield served


@pytest.fixture
def sight(own_desktop, paths):
    """Capture, grounder and locator on the desktop."""
    grounder, _ = open_grounder(paths)
    with closing(open_capture()) as capture, closing(grounder):
        yield capture, grounder, open_locator(paths, grounder)


class Browser:
    """The page in a browser of its own, closed and opened again in other looks."""

    def __init__(self, desktop, capture, pages):
        self.desktop, self.capture, self.pages = desktop, capture, pages
        self.program, self.profiles = None, 0

    def show(self, *flags, **look):
        if self.program is not None:
            self.program.terminate()
            self.program.wait()
            until(lambda: not self.capture.grab().windows, "an empty desktop")
        self.profiles += 1
        sizes = any(flag.startswith("--window-size") for flag in flags)
        usual = [
            part
            for part in browser_command(self.desktop)
            if not part.startswith("--user-data-dir") and not (sizes and part.startswith("--window-size"))
        ]
        profile = f"--user-data-dir={self.desktop.home}/profile-{self.profiles}"
        self.program = self.desktop.spawn([*usual, *flags, profile, self.pages.address(**look)])
        self.desktop.wait_for_window("Little Shop", timeout=60)
        return self.at_rest()

    def turn_to(self, **look):
        self.pages.turn_to(**look)
        return self.at_rest()

    def at_rest(self):
        assert self.pages.told.wait(30)
        last = [self.capture.grab()]

        def still():
            now = self.capture.grab()
            same = np.array_equal(now.pixels, last[0].pixels)
            last[0] = now
            return now if same else None

        return until(still, "a page at rest")


def remembered(scene, places, locator):
    """Anchors of the things of the page."""
    found = {}
    for name in (*WANTED, *ICONS):
        over = [e for e in scene if e.role not in SURFACES and e.box.contains(places[name].center)]
        element = min(over, key=lambda e: e.box.area)
        found[name] = anchor_of(element, scene, places[name].center)
        locator.remember(found[name], scene)
    return found


def test_a_page_is_found_again_in_other_looks_and_nothing_else_is(own_desktop, sight, pages):
    capture, grounder, locator = sight
    browser = Browser(own_desktop, capture, pages)
    frame = browser.show("--window-position=20,20")
    anchors = remembered(grounder.read(frame), pages.places(frame), locator)

    def expect(frame, rungs):
        places = pages.places(frame)
        for name, anchor in anchors.items():
            located = locator.locate(anchor, frame)
            assert located.element is not None, f"{name}: {located.why}"
            assert places[name].grown(2).contains(located.element.box.center), f"{name}: {located.element}"
            assert located.rung in rungs, f"{name}: {located.rung}"

    def refuse(name, frame, *halts):
        located = locator.locate(anchors[name], frame)
        assert located.element is None, f"{name}: {located.element}"
        assert located.halt in halts, f"{name}: {located.halt} {located.why}"

    # Bob's order is "Open" too, so his row is read; nothing else is.
    glanced = [name for name, anchor in anchors.items() if locator.glance(anchor, frame) is not None]
    assert len(glanced) >= len(anchors) - 1
    expect(browser.show("--window-position=160,90"), {Rung.EXACT, Rung.LABEL})
    expect(browser.show("--force-device-scale-factor=1.5", "--window-size=1100,700"), {Rung.LABEL, Rung.PICTURE})
    expect(browser.show("--window-position=20,20", theme="dark"), {Rung.LABEL, Rung.PICTURE})
    expect(browser.turn_to(order="other", values="long"), set(Rung))
    for look in ({}, {"theme": "dark"}):
        for name in ("save", "first", "open-INV-1045"):
            refuse(name, browser.turn_to(gone=name, **look), Halt.GONE, Halt.OTHER)
            refuse(name, browser.turn_to(off=name, **look), Halt.DISABLED)
            refuse(name, browser.turn_to(twice=name, **look), Halt.SEVERAL, Halt.OTHER)
        refuse("save", browser.turn_to(on="save", label="Save charges", **look), Halt.GONE)
        refuse("pen", browser.turn_to(swap="pen,lens", **look), Halt.GONE, Halt.OTHER, Halt.SEVERAL)
        refuse("pay-INV-1043", browser.turn_to(norow="INV-1043", **look), Halt.GONE)
