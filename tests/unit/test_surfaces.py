"""Windows and dialogs among the elements, from a window system and from title bars in a picture."""

from dataclasses import replace

import pytest

from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Element, Frame, Role, Window
from deskhand.core.stacking import Stack, visible_parts
from deskhand.ground.surfaces import with_surfaces
from tests.builders import blank

SCREEN = Box(0, 0, 800, 600)


def window(handle, title, box, app="Editor", dialog=False, focused=False):
    return Window(handle, title, app, Box(*box), dialog, focused)


def frame(*windows):
    return Frame(blank(800, 600), 0.0, None, windows)


def seen(*rows):
    """Elements from (role, text, box)."""
    return [Element(n, Role(role), text, Box(*box)) for n, (role, text, box) in enumerate(rows, 1)]


def by_text(elements):
    return {e.text: e for e in elements}


class TestVisibleParts:
    def test_all_of_it_where_nothing_lies_above(self):
        assert visible_parts(SCREEN, []) == [SCREEN]

    def test_none_of_it_under_a_larger_one_or_two_halves(self):
        assert visible_parts(SCREEN, [SCREEN.grown(5)]) == []
        assert visible_parts(SCREEN, [Box(0, 0, 400, 600), Box(400, 0, 400, 600)]) == []

    def test_the_parts_lie_apart_and_fill_what_is_left(self):
        covers = [Box(100, 100, 200, 150), Box(250, 50, 100, 400), Box(-50, 500, 200, 200)]
        parts = visible_parts(SCREEN, covers)
        shown = {(x, y) for p in parts for x in range(p.x, p.right, 10) for y in range(p.y, p.bottom, 10)}
        for x in range(0, 800, 10):
            for y in range(0, 600, 10):
                holders = sum(p.contains(Point(x, y)) for p in parts)
                assert holders == (0 if any(c.contains(Point(x, y)) for c in covers) else 1)
        assert shown


class TestStack:
    def test_a_covered_window_is_no_surface(self):
        low, high = window(1, "low", (100, 100, 200, 200)), window(2, "high", (90, 90, 300, 300))
        assert Stack((low, high)).surfaces == (high,)
        assert Stack((high, low)).surfaces == (high, low)

    def test_a_sliver_is_no_surface(self):
        low, high = window(1, "low", (100, 100, 200, 200)), window(2, "high", (100, 102, 200, 200))
        assert Stack((low, high)).surfaces == (high,)

    def test_a_menu_belongs_to_the_window_of_its_application(self):
        mine, other = window(1, "mine", (0, 0, 300, 300)), window(2, "other", (200, 200, 300, 300), "Other")
        menu = window(3, "", (250, 250, 100, 100))
        stack = Stack((mine, other, menu))
        assert stack.at(Point(260, 260)) is mine
        assert menu not in stack.surfaces

    def test_a_menu_of_an_unknown_application_belongs_to_what_is_under_it(self):
        mine = window(1, "mine", (0, 0, 300, 300))
        assert Stack((mine, window(2, "", (250, 250, 100, 100), ""))).at(Point(340, 340)) is mine
        assert Stack((mine, window(2, "", (500, 250, 100, 100), ""))).at(Point(510, 260)) is None


class TestToldByTheWindowSystem:
    def test_windows_and_dialogs_with_titles_and_focus(self):
        main = window(1, "notes", (50, 50, 500, 400))
        about = window(2, "About", (150, 150, 200, 200), dialog=True, focused=True)
        found = by_text(with_surfaces([], frame(main, about)))
        assert (found["notes"].role, found["notes"].state) == (Role.WINDOW, "")
        assert (found["About"].role, found["About"].state) == (Role.DIALOG, "focused")
        assert found["About"].window == found["notes"].id
        assert {e.source for e in found.values()} == {"x11"}

    def test_the_highest_is_on_top_where_another_has_the_keyboard(self):
        typed = window(1, "typed", (0, 0, 300, 300), focused=True)
        found = by_text(with_surfaces([], frame(typed, window(2, "panel", (0, 500, 800, 50), "Panel"))))
        assert (found["typed"].state, found["panel"].state) == ("focused", "on top")

    def test_each_element_stands_in_the_highest_window_around_its_middle(self):
        main, front = window(1, "main", (0, 0, 400, 400)), window(2, "front", (200, 100, 400, 400), "Other")
        pixels = seen(
            ("button", "A", (20, 100, 60, 20)), ("button", "B", (250, 200, 60, 20)), ("icon", "C", (700, 20, 20, 20))
        )
        found = by_text(with_surfaces(pixels, frame(main, front)))
        assert found["A"].window == found["main"].id
        assert found["B"].window == found["front"].id
        assert found["C"].window == 0

    def test_what_the_pixels_took_for_windows_makes_way(self):
        pixels = seen(("window", "not3s", (50, 50, 500, 400)), ("window", "a picture", (60, 200, 100, 100)))
        assert [e.text for e in with_surfaces(pixels, frame(window(1, "notes", (50, 50, 500, 400))))] == ["notes"]

    def test_the_title_is_said_once(self):
        pixels = seen(("text", "n0tes - Editor", (200, 54, 90, 14)), ("text", "notes - Editor", (200, 300, 90, 14)))
        found = with_surfaces(pixels, frame(window(1, "notes - Editor", (50, 50, 500, 400))))
        assert [(e.role, e.box.y) for e in found] == [(Role.WINDOW, 50), (Role.TEXT, 300)]

    def test_windows_are_read_one_by_one_each_before_its_content(self):
        left, right = window(1, "left", (0, 0, 300, 300)), window(2, "right", (400, 0, 300, 300), "Other")
        pixels = seen(
            *(("button", f"L{n}", (20, 50 + 40 * n, 60, 20)) for n in range(3)),
            *(("button", f"R{n}", (420, 50 + 40 * n, 60, 20)) for n in range(3)),
        )
        found = with_surfaces(pixels, frame(left, right))
        assert [e.text for e in found] == ["left", "L0", "L1", "L2", "right", "R0", "R1", "R2"]
        assert [e.id for e in found] == list(range(1, 9))

    def test_of_a_region_only_what_it_shows(self):
        inside, outside = window(1, "in", (-100, 50, 300, 300)), window(2, "out", (2000, 0, 300, 300))
        (found,) = with_surfaces([], frame(inside, outside))
        assert found.box == Box(0, 50, 200, 300)

    def test_its_own_result_stays_as_it_is(self):
        main = window(1, "main", (0, 0, 400, 400))
        about = window(2, "About", (100, 100, 200, 200), dialog=True, focused=True)
        once = with_surfaces(seen(("button", "A", (150, 150, 60, 20))), frame(main, about))
        assert with_surfaces(once, frame(main, about)) == once


MAIN = ("window", "Editor", (0, 0, 600, 500))
CLOSE = ("button", "close", (580, 4, 14, 14))


def picture(answer="OK", inner=(100, 100, 300, 200), close=14):
    x, y, w, _ = inner
    return seen(
        MAIN,
        CLOSE,
        ("window", "Question", inner),
        ("button", "close", (x + w - 20, y + 4, close, close)),
        ("button", answer, (x + 20, y + 150, 80, 28)),
    )


class TestSeenInAPicture:
    def test_a_small_window_with_an_answer_in_front_of_another_is_a_dialog(self):
        found = by_text(with_surfaces(picture(), frame()))
        assert found["Question"].role is Role.DIALOG
        assert found["Question"].window == found["Editor"].id
        assert found["OK"].window == found["Question"].id

    @pytest.mark.parametrize(
        "doubtful",
        [
            picture(answer="Paste"),
            picture(inner=(10, 10, 580, 480)),
            picture(inner=(500, 100, 250, 200)),
            picture(close=22),
        ],
        ids=["no answer", "as large", "beside it", "another style"],
    )
    def test_in_doubt_it_is_a_window(self, doubtful):
        found = by_text(with_surfaces(doubtful, frame()))
        assert (found["Question"].role, found["Question"].window) == (Role.WINDOW, 0)

    def test_its_own_result_stays_as_it_is(self):
        once = with_surfaces(picture(), frame())
        assert with_surfaces(once, frame()) == once

    def test_nothing_at_all(self):
        assert with_surfaces([], frame()) == ()
        assert with_surfaces([replace(MADE, window=9)], frame())[0].window == 0


MADE = Element(4, Role.BUTTON, "alone", Box(5, 5, 9, 9))
