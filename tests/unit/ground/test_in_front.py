"""What lies in front of a thing: seen from its window, or from the open menu it stands in."""

from dataclasses import replace

from deskhand.core.geometry import Box
from deskhand.core.screen import Window
from deskhand.ground.locating.window import Whereabouts, in_front
from tests.builders import blank, frame

MAIN = Window(1, "Viewer", "viewer", Box(0, 0, 300, 200), focused=True)
TIP = Window(2, "Tip of the day", "tips", Box(100, 50, 150, 100), dialog=True)
MENU = Window(3, "", "viewer", Box(60, 20, 120, 150))
ITEM = Box(70, 80, 100, 20)


def shown(*windows):
    return replace(frame(blank()), windows=windows)


def test_a_dialog_lies_in_front_of_what_it_covers():
    assert in_front(ITEM, Whereabouts(MAIN.box, MAIN), shown(MAIN, TIP)) == TIP
    assert in_front(Box(5, 5, 40, 20), Whereabouts(MAIN.box, MAIN), shown(MAIN, TIP)) is None


def test_an_entry_of_a_menu_above_the_dialog_is_not_covered():
    where = Whereabouts(MAIN.box, MAIN, (MENU,))
    assert in_front(ITEM, where, shown(MAIN, TIP, MENU)) is None
    assert in_front(ITEM, where, shown(MAIN, MENU, TIP)) == TIP
