"""Finding a saved picture on a frame: other themes, scales and twins, with small drawn icons."""

import cv2
import numpy as np
import pytest

from deskhand.core.errors import PictureError
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role
from deskhand.ground.picture_search import Anchor, find_picture
from deskhand.ground.picture_shapes import shape_of
from tests.builders import blank, write

LIGHT, DARK = (245, 245, 245), (40, 36, 32)
ICONS = ("lens", "house", "bars", "plus", "page")
PLACES = {name: (40 + 60 * i, 30) for i, name in enumerate(ICONS)}


def glyph(name, side):
    """The ink of an icon, 0 to 1, drawn large and shrunk to `side` pixels as a renderer would."""
    large = np.zeros((128, 128), np.uint8)
    if name == "lens":
        cv2.circle(large, (48, 48), 36, 255, 13)
        cv2.line(large, (76, 76), (118, 118), 255, 13)
    elif name == "house":
        corners = np.array([(8, 64), (64, 10), (120, 64), (98, 64), (98, 120), (30, 120), (30, 64)], np.int32)
        cv2.polylines(large, [corners], True, 255, 13)
    elif name == "bars":
        for down in (16, 56, 96):
            large[down : down + 16, 8:120] = 255
    elif name == "plus":
        large[57:71, 8:120] = large[8:120, 57:71] = 255
    else:
        cv2.rectangle(large, (24, 8), (104, 120), 255, 12)
        for down in (36, 60, 84):
            large[down : down + 9, 44:84] = 255
    return cv2.resize(large, (side, side), interpolation=cv2.INTER_AREA)[:, :, None] / 255


def draw(pixels, name, at, scale=1.0, ink=(30, 30, 30)):
    """An icon of 16 pixels, times `scale`, with its top left corner at `at`."""
    side = round(16 * scale)
    area = pixels[at[1] : at[1] + side, at[0] : at[0] + side]
    drawn = glyph(name, side)
    area[:] = np.rint(area * (1 - drawn) + np.array(ink) * drawn)
    return pixels


def screen(scale=1.0, ground=LIGHT, ink=(30, 30, 30), names=ICONS):
    pixels = blank(round(360 * scale), round(160 * scale), ground)
    for name in names:
        x, y = PLACES[name]
        draw(pixels, name, (round(x * scale), round(y * scale)), scale, ink)
    at = round(40 * scale), round(110 * scale)
    cv2.putText(pixels, "Some words of text", at, cv2.FONT_HERSHEY_SIMPLEX, 0.5 * scale, ink, 1, cv2.LINE_AA)
    return pixels


def anchor(name, **remembered):
    x, y = PLACES[name]
    return Anchor(screen()[y - 6 : y + 22, x - 6 : x + 22], **remembered)


def middle(name, scale=1.0):
    x, y = PLACES[name]
    return round((x + 8) * scale), round((y + 8) * scale)


def is_at(sighting, place, within):
    x, y = sighting.box.center
    return abs(x - place[0]) <= within and abs(y - place[1]) <= within


@pytest.mark.parametrize("name", ICONS)
@pytest.mark.parametrize(
    ("ground", "ink"), [(LIGHT, (30, 30, 30)), (DARK, (230, 230, 230)), ((200, 90, 20), (255,) * 3)]
)
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_in_any_theme_and_scale(name, ground, ink, scale):
    seen = find_picture(screen(scale, ground, ink), anchor(name))
    assert seen.only is not None, seen.answer
    assert is_at(seen.only, middle(name, scale), 2 * scale)
    assert seen.only.scale == pytest.approx(scale, rel=0.15)


@pytest.mark.parametrize("name", ICONS)
def test_what_is_not_there_is_not_found(name):
    others = [icon for icon in ICONS if icon != name]
    seen = find_picture(screen(names=others), anchor(name))
    assert not seen.all
    assert seen.answer.startswith("Nothing looks like it")


def twins():
    return draw(screen(), "house", (200, 90))


def test_twins_are_told_and_none_is_chosen():
    seen = find_picture(twins(), anchor("house"))
    assert seen.only is None
    assert len(seen) == 2
    assert seen.answer.startswith("2 places look alike: at (")


def test_a_position_tells_twins_apart():
    seen = find_picture(twins(), anchor("house", at=(208 / 360, 98 / 160), size=(360, 160)))
    assert seen.only is not None and is_at(seen.only, (208, 98), 2)


def test_a_position_does_not_tell_twins_apart_in_a_window_laid_out_anew():
    wider = np.hstack([twins(), blank(240, 160, LIGHT)])
    seen = find_picture(wider, anchor("house", at=(208 / 360, 98 / 160), size=(360, 160)))
    assert len(seen) == 2


def test_a_label_tells_twins_apart():
    pixels = twins()
    home = Element(1, Role.TEXT, "Home", Box(190, 110, 40, 14))
    other = Element(2, Role.TEXT, "Street", Box(95, 50, 40, 14))
    seen = find_picture(pixels, anchor("house", label="home"), [home, other])
    assert seen.only is not None and is_at(seen.only, (208, 98), 2)


def test_a_place_that_does_not_agree_is_told_but_is_not_the_one():
    seen = find_picture(screen(), anchor("lens", at=(0.9, 0.9)))
    assert seen.only is None
    assert len(seen) == 1 and not seen.agrees
    assert seen.answer.endswith("looks like it, but it is far from where it was.")
    unlabelled = find_picture(screen(), anchor("lens", label="Find"), [])
    assert unlabelled.answer.endswith("looks like it, but no ‘Find’ stands by it.")


def test_a_region_restricts_the_search():
    region = Box(180, 70, 100, 80)
    seen = find_picture(twins(), anchor("house"), region=region)
    assert seen.only is not None and is_at(seen.only, (208, 98), 2)
    assert not find_picture(screen(), anchor("house"), region=region).all
    assert not find_picture(screen(), anchor("house"), region=Box(0, 0, 3, 3)).all


def test_a_known_scale_narrows_the_sizes():
    assert find_picture(screen(2.0), anchor("lens"), scale=2.0).only is not None
    assert not find_picture(screen(2.0), anchor("lens"), scale=1.0).all
    assert find_picture(screen(2.0), anchor("lens", scale=2.0), scale=2.0).only is None


def test_the_frame_of_a_button_is_no_part_of_its_shape():
    pixels = blank(80, 30, (225, 225, 225))
    cv2.rectangle(pixels, (0, 0), (79, 29), (150, 150, 150), 1)
    shape = shape_of(draw(pixels, "lens", (30, 7)))
    assert shape is not None
    assert Box(29, 6, 19, 19).intersection(shape.box) == shape.box


def test_the_bars_of_a_tight_picture_are_not_its_frame():
    drawn = draw(blank(40, 40, LIGHT), "bars", (10, 10))
    shape = shape_of(drawn[11:25, 10:26])
    assert shape is not None
    assert (shape.box.w, shape.box.h) == (14, 12)


def test_the_content_of_an_element_is_a_candidate_though_it_touches_other_ink():
    pixels = blank(200, 80, LIGHT)
    for x in range(0, 200, 6):
        cv2.line(pixels, (x, 0), (x, 79), (120, 120, 120), 1)
    cv2.rectangle(pixels, (80, 25), (111, 52), LIGHT, -1)
    draw(pixels, "house", (88, 31))
    button = Element(1, Role.BUTTON, "", Box(80, 25, 32, 28))
    seen = find_picture(pixels, anchor("house"), [button])
    assert seen.only is not None and is_at(seen.only, (96, 39), 2)


def test_a_blank_picture_is_refused():
    with pytest.raises(PictureError, match="shows nothing"):
        find_picture(screen(), Anchor(blank(20, 20)))


def test_a_label_without_elements_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="pass those of the scene"):
        find_picture(screen(), anchor("lens", label="Find"))


def test_words_are_found_as_pictures_too():
    pixels = write(blank(300, 120), "Archive", (20, 40))
    crop = write(blank(300, 120), "Archive", (20, 40))[20:50, 15:110]
    write(pixels, "Delete", (20, 90))
    seen = find_picture(255 - pixels, Anchor(crop))
    assert seen.only is not None and seen.only.box.center.y < 60
