"""Pictures nobody would call a screen: no crash, no surprise, and nothing invented where nothing is drawn."""

import contextlib
import json

import cv2
import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from deskhand.capture.picture_file import PictureCapture
from deskhand.cli.main import app
from deskhand.core.errors import PictureError
from deskhand.core.geometry import Box
from deskhand.core.screen import Frame
from tests.builders import blank, outline, put
from tests.grounders import fresh_grounder

NOISE = np.random.default_rng(1).integers(0, 256, (300, 500, 3), dtype=np.uint8)


@pytest.mark.parametrize(
    "size", [(0, 0), (0, 40), (40, 0), (1, 1), (1, 900), (900, 1), (15, 400), (16, 16), (17, 2000)]
)
def test_pictures_too_small_to_hold_anything(see, size):
    assert see(np.zeros((*size, 3), np.uint8)) == ()


@pytest.mark.parametrize("tone", [0, 127, 255])
def test_pictures_of_one_tone(see, tone):
    assert see(np.full((400, 700, 3), tone, np.uint8)) == ()


def test_noise_is_no_text(see):
    assert not [e for e in see(NOISE) if len(e.text) > 3]


def test_grey_noise_is_no_text(see):
    assert not [e for e in see(np.repeat(NOISE[:, :, :1], 3, axis=2)) if len(e.text) > 3]


def test_faint_noise_is_no_text(see):
    faint = (NOISE // 20 + 120).astype(np.uint8)
    assert not [e for e in see(faint) if len(e.text) > 3]


def test_stripes_and_checks_are_no_error(see):
    rows, columns = np.mgrid[:300, :400]
    for pattern in (rows % 2, columns % 2, (rows + columns) % 2, (rows // 12 + columns // 12) % 2):
        see(np.repeat((pattern * 255).astype(np.uint8)[:, :, None], 3, axis=2))


def test_hundreds_of_small_labelled_boxes_are_all_seen(see):
    pixels = blank(760, 640, (255, 255, 255))
    for number in range(300):
        row, column = divmod(number, 15)
        box = outline(pixels, Box(8 + 50 * column, 8 + 31 * row, 44, 26), (150, 150, 150), (238, 238, 238))
        put(pixels, str(100 + number), (box.x + 9, box.y + 6))
    seen = {e.text for e in see(pixels)}
    assert len(seen & {str(100 + n) for n in range(300)}) >= 285


@pytest.mark.parametrize(
    "text",
    [
        "\u05e9\u05de\u05d5\u05e8 \u05de\u05e1\u05de\u05da",
        "\u0645\u0644\u0641 \u062c\u062f\u064a\u062f",
        "\u0424\u0430\u0439\u043b",
        "\u4fdd\u5b58\u6587\u4ef6",
    ],
)
def test_other_scripts_are_seen_where_they_are(see, text):
    """Which letters an engine of Latin languages makes of them is its own affair; boxes lie where something is."""
    pixels = blank(400, 160)
    drawn = put(pixels, text, (40, 60), 16)
    put(pixels, "Save document", (200, 110))
    seen = see(pixels)
    assert "Save document" in {e.text for e in seen}
    assert all(e.box.overlaps(drawn.grown(4)) for e in seen if e.text != "Save document")


def saved(folder, mode):
    """A file with a button on it in one of Pillow's modes."""
    pixels = blank(320, 120)
    outline(pixels, Box(100, 40, 92, 30), (120, 120, 120), (225, 225, 225))
    put(pixels, "Save", (130, 47))
    picture = Image.fromarray(pixels[:, :, ::-1])
    path = folder / "screen.png"
    if mode == "I;16":
        Image.fromarray(np.asarray(picture.convert("L"), np.uint16) * 257).save(path)
    elif mode == "RGB16":
        cv2.imwrite(str(path), pixels.astype(np.uint16) * 257)
    elif mode == "P":
        picture.quantize(64).save(path)
    else:
        picture.convert(mode).save(path)
    return path


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "L", "P", "I;16", "RGB16"])
def test_every_depth_and_number_of_channels_reads_the_same(tmp_path, paths, mode):
    frame = PictureCapture(saved(tmp_path, mode)).grab()
    assert frame.pixels.shape == (120, 320, 3) and frame.pixels.dtype == np.uint8
    (found,) = fresh_grounder(paths.weights).read(frame).elements
    assert (found.role, found.text) == ("button", "Save")


@pytest.mark.parametrize("kept", [0, 8, 40, 400, -300])
def test_truncated_files_are_one_named_error(tmp_path, kept):
    path = saved(tmp_path, "RGB")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(PictureError, match=r"^[^\n]*\.$"):
        PictureCapture(path)


@pytest.mark.parametrize("place", [16, 20, 60, 200])
def test_damaged_files_are_read_or_refused(tmp_path, place):
    path = saved(tmp_path, "RGB")
    data = bytearray(path.read_bytes())
    data[place : place + 4] = b"\xff\x00\xff\x7f"
    path.write_bytes(data)
    with contextlib.suppress(PictureError):
        assert PictureCapture(path).grab().pixels.shape == (120, 320, 3)


def test_pictures_that_are_not_contiguous_read_the_same(see):
    pixels = blank(400, 120)
    put(pixels, "Save document", (40, 50))
    wide = np.repeat(pixels, 2, axis=1)
    assert see(wide[:, ::2]) == see(pixels)


def test_a_grounder_goes_on_after_a_picture_without_anything(paths):
    grounder, pixels = fresh_grounder(paths.weights), blank(400, 120)
    put(pixels, "Save document", (40, 50))
    first = grounder.read(Frame(pixels, 0.0)).elements
    grounder.read(Frame(np.zeros((0, 0, 3), np.uint8), 0.0))
    grounder.read(Frame(NOISE, 0.0))
    assert grounder.read(Frame(pixels.copy(), 0.0)).elements == first


@pytest.mark.parametrize("mode", ["RGBA", "P", "I;16"])
def test_look_lists_the_elements_of_any_picture(tmp_path, mode):
    done = CliRunner().invoke(app, ["look", "--json", "--image", str(saved(tmp_path, mode))])
    assert done.exit_code == 0
    assert [(e["role"], e["text"]) for e in json.loads(done.stdout)] == [("button", "Save")]


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (40, 40)])
def test_look_lists_nothing_where_nothing_is(tmp_path, size):
    cv2.imwrite(str(tmp_path / "x.png"), np.zeros((*size, 3), np.uint8))
    done = CliRunner().invoke(app, ["look", "--json", "--image", str(tmp_path / "x.png")])
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_look_names_what_is_wrong_with_a_truncated_picture(tmp_path):
    path = saved(tmp_path, "RGB")
    path.write_bytes(path.read_bytes()[:300])
    done = CliRunner().invoke(app, ["look", "--image", str(path)])
    assert isinstance(done.exception, PictureError) or done.exit_code == 2


@pytest.mark.parametrize("tone", [0, 30, 240])
@pytest.mark.parametrize("size", [(26, 200), (30, 126), (16, 90)])
def test_a_field_that_fills_its_picture_is_no_error(see, size, tone):
    pixels = np.full((*size, 3), tone, np.uint8)
    outline(pixels, Box(0, 0, size[1], size[0]), (110, 110, 110))
    assert all(e.box.x >= 0 and e.box.right <= size[1] and e.box.bottom <= size[0] for e in see(pixels))
