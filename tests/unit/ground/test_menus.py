"""Menu bars and open menus on drawn pictures, read by the real engine."""

import cv2

from deskhand.core.geometry import Box
from tests.builders import blank, outline, put
from tests.unit.ground.conftest import bare

ENTRIES = [("New", "Ctrl+N"), ("Open...", "Ctrl+O"), ("Save", "Ctrl+S"), ("Print...", "Ctrl+P"), ("Quit", "Ctrl+Q")]
NAMES = [entry for entry, _ in ENTRIES]


def open_menu(pixels, x=8, y=30, parted=True):
    """A menu with shortcuts; a separator stands over the last two entries."""
    outline(pixels, Box(x, y, 220, 26 * len(ENTRIES) + 16), (150, 150, 150), (255, 255, 255))
    for row, (entry, shortcut) in enumerate(ENTRIES):
        top = y + 8 + 26 * row + (4 if row > 2 else 0)
        put(pixels, entry, (x + 28, top + 4))
        put(pixels, shortcut, (x + 160, top + 4))
    if parted:
        cv2.line(pixels, (x + 1, y + 90), (x + 218, y + 90), (200, 200, 200), 1)


def menu_bar(pixels, *titles):
    x = 10
    for title in titles:
        x = put(pixels, title, (x, 6)).right + 18


def test_a_line_of_menu_titles_is_a_menu_bar(kinds):
    pixels = blank(500, 200)
    menu_bar(pixels, "File", "Edit", "Search", "View", "Frobnicate", "Help")
    put(pixels, "File formats", (60, 120))
    seen = kinds(pixels)
    assert [text for text, role, _ in seen if role == "menu"] == [
        "File",
        "Edit",
        "Search",
        "View",
        "Frobnicate",
        "Help",
    ]
    assert ("File formats", "text", "") in seen


def test_two_words_of_prose_are_no_menu_bar(kinds):
    pixels = blank(500, 200)
    put(pixels, "Edit the file", (60, 120))
    assert kinds(pixels) == [("Edit the file", "text", "")]


def test_an_open_menu_with_sections_and_shortcuts(see):
    pixels = blank(500, 260)
    menu_bar(pixels, "File", "Edit", "View")
    open_menu(pixels)
    items = [e for e in see(pixels) if e.role == "menu item"]
    assert bare(*(e.text for e in items)) == NAMES, "shortcuts are no entries"
    assert len({(e.box.x, e.box.w) for e in items}) == 1, "the whole row reacts"


def test_a_menu_without_separators(kinds):
    pixels = blank(500, 260)
    open_menu(pixels, 100, 20, parted=False)
    assert bare(*(text for text, role, _ in kinds(pixels) if role == "menu item")) == NAMES


def test_a_menu_on_a_dark_theme(kinds):
    pixels = blank(500, 260)
    open_menu(pixels)
    assert bare(*(text for text, role, _ in kinds(255 - pixels) if role == "menu item")) == NAMES
