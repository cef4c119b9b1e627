"""Round trips between pixels and logical units on many layouts, and what lies on which monitor."""

import random

import pytest
from mypy import api

from deskhand.core.geometry import Box, LogicalBox, LogicalPoint, Point
from deskhand.core.monitors import Layout, Monitor

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 1.1, 2.25, 3.0)
SIZES = ((1920, 1080), (1366, 768), (2560, 1440), (3840, 2160), (1081, 1921), (800, 601))


def layout(seed):
    """One to four monitors side by side, upwards or downwards of each other, anywhere around the primary's (0, 0)."""
    chance = random.Random(seed)
    box, monitors = Box(0, 0, 0, 0), []
    for number in range(chance.randint(1, 4)):
        w, h = chance.choice(SIZES)
        box = {
            "right": Box(box.right, box.y + chance.randint(-400, 400), w, h),
            "left": Box(min(m.box.x for m in monitors) - w if monitors else 0, box.y, w, h),
            "above": Box(box.x, min(m.box.y for m in monitors) - h if monitors else 0, w, h),
        }[chance.choice(["right", "left", "above"]) if number else "right"]
        if not any(box.overlaps(m.box) for m in monitors):
            monitors.append(Monitor(f"M{number}", box, chance.choice(SCALES), primary=not number))
    return chance, Layout(tuple(monitors))


def places(chance, box):
    """Corners, edges and inner pixels."""
    yield from (Point(x, y) for x in (box.x, box.right - 1) for y in (box.y, box.bottom - 1))
    for _ in range(60):
        yield Point(chance.randrange(box.x, box.right), chance.randrange(box.y, box.bottom))


@pytest.mark.parametrize("seed", range(40))
def test_every_pixel_comes_back_exactly_on_its_own_monitor(seed):
    chance, desktop = layout(seed)
    for monitor in desktop:
        for pixel in places(chance, monitor.box):
            assert desktop.monitor_at(pixel) is monitor
            assert monitor.to_physical(monitor.to_logical(pixel)) == pixel
            assert desktop.to_physical(desktop.to_logical(pixel)) == pixel


@pytest.mark.parametrize("seed", range(40))
def test_whole_logical_units_come_back_exactly(seed):
    chance, desktop = layout(seed)
    for monitor in desktop:
        area = monitor.logical_box
        for _ in range(60):
            x, y = (int(side) for side in (area.w, area.h))
            unit = LogicalPoint(area.x + chance.randrange(x), area.y + chance.randrange(y))
            pixel = monitor.to_physical(unit)
            assert monitor.box.contains(pixel)
            assert monitor.to_logical(pixel).rounded() == unit


@pytest.mark.parametrize("seed", range(20))
def test_boxes_come_back_exactly_and_touching_ones_still_touch(seed):
    chance, desktop = layout(seed)
    for monitor in desktop:
        for pixel in places(chance, monitor.box):
            box = Box(pixel.x, pixel.y, chance.randint(1, 300), chance.randint(1, 300))
            assert monitor.box_to_physical(monitor.box_to_logical(box)) == box
        halves = LogicalBox(monitor.origin.x, monitor.origin.y, 33.3, 9), LogicalBox(monitor.origin.x + 33.3, 0, 7, 9)
        left, right = map(monitor.box_to_physical, halves)
        assert left.right == right.x


def test_monitors_of_different_scales_do_not_overlap_in_logical_units():
    desktop = Layout((Monitor("A", Box(0, 0, 1920, 1080)), Monitor("B", Box(1920, 0, 3840, 2160), 2.0)))
    assert desktop.monitors[1].logical_box == LogicalBox(1920, 0, 1920, 1080)
    assert desktop.to_physical(LogicalPoint(1921, 1)) == Point(1922, 2)
    assert desktop.to_physical(LogicalPoint(5000, 1)) is None
    assert desktop.to_logical(Point(0, 2000)) is None


def test_a_logical_origin_that_the_system_states_is_kept():
    """macOS counts in points: a doubled monitor of 2880 pixels ends at 1440, where the next one starts."""
    beside = Monitor("B", Box(2880, 0, 1920, 1080), 1.0, logical_origin=LogicalPoint(1440, -90))
    assert beside.to_logical(Point(2890, 5)) == LogicalPoint(1450, -85)
    assert beside.to_physical(LogicalPoint(1450, -85)) == Point(2890, 5)


SCREENS = Layout(
    (
        Monitor("main", Box(0, 0, 1000, 800), 1.25, primary=True),
        Monitor("left", Box(-600, -200, 600, 400), 2.0),
    )
)


@pytest.mark.parametrize(
    ("point", "shown", "near", "clamped"),
    [
        (Point(5, 5), "main", "main", Point(5, 5)),
        (Point(-1, 199), "left", "left", Point(-1, 199)),
        (Point(-1, 201), None, "main", Point(0, 201)),
        (Point(-300, 260), None, "left", Point(-300, 199)),
        (Point(2000, 2000), None, "main", Point(999, 799)),
    ],
)
def test_a_point_in_a_gap_belongs_to_the_nearest_monitor(point, shown, near, clamped):
    assert getattr(SCREENS.monitor_at(point), "name", None) == shown
    assert SCREENS.nearest(point).name == near
    assert SCREENS.clamp(point) == clamped


def test_what_a_layout_knows():
    assert SCREENS.box == Box(-600, -200, 1600, 1000)
    assert SCREENS.primary.name == "main"
    assert [SCREENS.named(n) and SCREENS.named(n).name for n in ("left", "1", "2", "3", "x")] == [
        "left",
        "main",
        "left",
        None,
        None,
    ]
    assert SCREENS.of(Box(-50, 10, 80, 20)).name == "left"
    assert SCREENS.scale_of(Box(-590, 10, 10, 10)) == 2.0
    assert SCREENS.scale_of(Box(-590, 300, 10, 10)) == 2.0


def test_mirrored_monitors_are_the_primary():
    box = Box(0, 0, 100, 100)
    assert Layout((Monitor("a", box), Monitor("b", box, primary=True))).monitor_at(Point(1, 1)).name == "b"


def test_a_desktop_whose_monitors_are_not_known():
    nothing = Layout()
    assert nothing.nearest(Point(1, 1)) is nothing.primary is nothing.of(Box(0, 0, 1, 1)) is None
    assert nothing.clamp(Point(-3, 4)) == Point(-3, 4)
    assert nothing.scale_of(Box(0, 0, 5, 5)) == 1.0


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan"), float("inf")])
def test_an_impossible_scale_is_refused(scale):
    with pytest.raises(ValueError, match="scale"):
        Monitor("x", Box(0, 0, 1, 1), scale)


MIXED = """
from deskhand.core.geometry import Box, LogicalBox, LogicalPoint, Point
from deskhand.core.monitors import Monitor
monitor = Monitor("a", Box(0, 0, 10, 10))
fine: LogicalPoint = monitor.to_logical(Point(1, 2))
monitor.to_logical(fine)
monitor.to_physical(Point(1, 2))
monitor.box.contains(fine)
pixels: Box = LogicalBox(0, 0, 1, 1)
"""


def test_a_type_checker_refuses_to_mix_pixels_and_logical_units(tmp_path, monkeypatch):
    monkeypatch.setenv("MYPYPATH", "app")
    (tmp_path / "mixed.py").write_text(MIXED)
    out, _, _ = api.run(["--config-file=", f"--cache-dir={tmp_path}", "--strict", str(tmp_path / "mixed.py")])
    wrong = [int(line.split(":")[1]) for line in out.splitlines() if ": error:" in line]
    assert wrong == [6, 7, 8, 9]
