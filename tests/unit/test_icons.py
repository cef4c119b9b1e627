"""Names of icons: drawn ones get theirs at any size and in any theme, and what is no icon gets none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import pytest
from models.training.icons.names import IGNORED, NEAR, OTHER, names

from deskhand.core.errors import IconModelError
from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels
from deskhand.ground.icons import SIDE, IconNamer, normalised
from deskhand.system.paths import packaged

MODEL = packaged("icons/deskhand-icons.onnx")
LIGHT, DARK = (245, 40), (35, 225)
"""Ground and ink, as grey levels."""
Draw = Callable[[Pixels, int, int, int, int], None]


def _line(pixels: Pixels, a: tuple[float, float], b: tuple[float, float], ink: int, width: int) -> None:
    ends = [(round(x * 16), round(y * 16)) for x, y in (a, b)]
    cv2.line(pixels, ends[0], ends[1], (ink, ink, ink), width, cv2.LINE_AA, 4)


def _cross(pixels: Pixels, at: int, side: int, ink: int, width: int) -> None:
    far = at + side - 1
    _line(pixels, (at, at), (far, far), ink, width)
    _line(pixels, (far, at), (at, far), ink, width)


def _hamburger(pixels: Pixels, at: int, side: int, ink: int, width: int) -> None:
    for row in (0.15, 0.5, 0.85):
        y = round(at + side * row)
        _line(pixels, (at, y), (at + side - 1, y), ink, width)


def _plus(pixels: Pixels, at: int, side: int, ink: int, width: int) -> None:
    middle, far = at + side // 2, at + side - 1
    _line(pixels, (at, middle), (far, middle), ink, width)
    _line(pixels, (middle, at), (middle, far), ink, width)


def _magnifier(pixels: Pixels, at: int, side: int, ink: int, width: int) -> None:
    radius = round(side * 0.33)
    centre = at + radius
    cv2.circle(pixels, (centre, centre), radius, (ink, ink, ink), width, cv2.LINE_AA)
    _line(pixels, (centre + radius * 0.7, centre + radius * 0.7), (at + side - 1, at + side - 1), ink, width)


DRAWN: dict[str, Draw] = {"close": _cross, "menu": _hamburger, "add": _plus, "search": _magnifier}


@pytest.fixture(scope="module")
def namer() -> IconNamer:
    return IconNamer(MODEL)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("side", [12, 16, 20, 24])
@pytest.mark.parametrize("name", list(DRAWN))
def test_a_drawn_icon_gets_its_name(namer: IconNamer, name: str, side: int, theme: tuple[int, int]) -> None:
    pixels = np.full((80, 80, 3), theme[0], np.uint8)
    DRAWN[name](pixels, 20, side, theme[1], max(1, side // 9))
    given, sure = namer.name(pixels, [Box(20, 20, side, side)])[0]
    assert given == name
    assert 0 < sure <= 1


def test_a_box_off_by_two_pixels_keeps_its_name(namer: IconNamer) -> None:
    pixels = np.full((80, 80, 3), LIGHT[0], np.uint8)
    _plus(pixels, 20, 18, LIGHT[1], 2)
    boxes = [Box(20 - left, 20 - top, 18 + left + 1, 18 + top + 1) for left in (0, 2) for top in (0, 2)]
    assert {name for name, _ in namer.name(pixels, boxes)} == {"add"}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_text_gets_no_name(namer: IconNamer, theme: tuple[int, int]) -> None:
    pixels = np.full((400, 300, 3), theme[0], np.uint8)
    boxes = []
    for row, word in enumerate(("File", "Edit", "Save as", "Help", "42", "R", "Document", "12:30", "of", "Aa")):
        (width, height), below = cv2.getTextSize(word, cv2.FONT_HERSHEY_SIMPLEX, 0.5, 1)
        y = 30 + row * 35
        cv2.putText(pixels, word, (20, y), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (theme[1],) * 3, 1, cv2.LINE_AA)
        boxes.append(Box(20, y - height, width, height + below))
    assert [name for name, _ in namer.name(pixels, boxes)] == [""] * len(boxes)


def test_a_flat_area_a_check_box_and_noise_get_no_name(namer: IconNamer) -> None:
    pixels = np.full((60, 200, 3), 240, np.uint8)
    cv2.rectangle(pixels, (60, 20), (75, 35), (255, 255, 255), -1)
    cv2.rectangle(pixels, (60, 20), (75, 35), (120, 120, 120), 1)
    cv2.polylines(pixels, [np.array(((63, 27), (66, 31), (72, 24)), np.int32)], False, (40, 40, 40), 2, cv2.LINE_AA)
    pixels[10:50, 120:160] = np.random.default_rng(1).integers(0, 255, (40, 40, 3))
    boxes = [Box(10, 10, 20, 20), Box(60, 20, 16, 16), Box(120, 10, 40, 40)]
    assert [name for name, _ in namer.name(pixels, boxes)] == ["", "", ""]


def test_boxes_at_the_edge_and_outside_are_answered(namer: IconNamer) -> None:
    pixels = np.full((40, 40, 3), 240, np.uint8)
    boxes = [Box(-6, -6, 12, 12), Box(35, 35, 20, 20), Box(500, 500, 10, 10), Box(5, 5, 0, 0)]
    assert len(namer.name(pixels, boxes)) == len(boxes)
    assert namer.name(pixels, []) == []


def test_more_boxes_than_one_batch_keep_their_order(namer: IconNamer) -> None:
    pixels = np.full((60, 100, 3), LIGHT[0], np.uint8)
    _cross(pixels, 10, 16, LIGHT[1], 2)
    many = [Box(10, 10, 16, 16), Box(60, 10, 16, 16)] * 80
    assert [name for name, _ in namer.name(pixels, many)] == ["close", ""] * 80


def test_the_input_is_the_same_for_both_polarities() -> None:
    light = np.full((40, 40, 3), 255, np.uint8)
    _plus(light, 10, 16, 0, 2)
    box = [Box(10, 10, 16, 16)]
    planes = normalised(light, box)
    assert planes.shape == (1, 2, SIDE, SIDE)
    assert np.abs(planes - normalised(255 - light, box)).max() < 0.02


def test_labels_are_unique_and_know_other_words(namer: IconNamer) -> None:
    called = [label.name for label in namer.labels]
    assert len(called) == len(set(called))
    assert called == [*names().classes, ""]
    assert "find" in namer.also("search")
    assert namer.also("no such icon") == ()


def test_a_missing_model_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(IconModelError, match=r"^The icon model none\.onnx is missing; install Deskhand again\.$"):
        IconNamer(tmp_path / "none.onnx")


def test_a_damaged_model_is_one_clear_sentence(tmp_path: Path) -> None:
    cut = tmp_path / "cut.onnx"
    cut.write_bytes(MODEL.read_bytes()[:5000])
    with pytest.raises(IconModelError, match=r"^The icon model cut\.onnx is damaged; install Deskhand again\.$"):
        IconNamer(cut)


def test_a_model_without_labels_is_one_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "bare.onnx"
    bare.write_bytes(MODEL.read_bytes())
    monkeypatch.setattr(onnxruntime.ModelMetadata, "custom_metadata_map", {})
    with pytest.raises(IconModelError, match="carries no labels"):
        IconNamer(bare)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("edit-copy", "copy"),
        ("outline-format-bold", "bold"),
        ("home-bold", "home"),
        ("bold-line", "bold"),
        ("arrow_left_24_regular", "back"),
        ("FolderOpen", "open"),
        ("magnifying-glass-plus", "zoom in"),
        ("giraffe", OTHER),
        ("calendar-lock", NEAR),
        ("arrow-left-rtl", IGNORED),
        ("arrow-left-right-bold", IGNORED),
    ],
)
def test_file_names_of_icon_families_are_understood(file: str, name: str) -> None:
    assert names().of_file(file) == name
