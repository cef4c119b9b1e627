"""Reading what changed equals reading all: the real readers on real screens, changed at random (seeded)."""

from random import Random

import cv2
import pytest

from deskhand.core.screen import Frame
from tests.changes import KINDS, changes
from tests.conftest import DATA
from tests.grounders import difference, fresh_grounder

SCREENS = ("mousepad--dialog", "galculator--main", "toggles-light", "toggles-dark")


def screen(name):
    return cv2.imread(str(DATA / f"{name}.png"))[:600, :800]


@pytest.mark.parametrize("seed", range(6))
def test_a_lasting_grounder_sees_what_a_fresh_one_sees(paths, seed):
    random = Random(seed)
    start = screen(SCREENS[seed % len(SCREENS)])
    lasting = fresh_grounder(paths.weights)
    lasting.read(Frame(start, 0.0))
    for kind, pixels in changes(start, [screen(name) for name in SCREENS], random, 4):
        seen = lasting.read(Frame(pixels, 0.0)).elements
        expected = fresh_grounder(paths.weights).read(Frame(pixels, 0.0)).elements
        assert not difference(seen, expected), kind


def test_an_undone_change_gives_the_first_elements_again(paths):
    start = screen("mousepad--dialog")
    grounder = fresh_grounder(paths.weights)
    first = grounder.read(Frame(start, 0.0)).elements
    for _, pixels in changes(start, [screen("galculator--main")], Random(8), 3):
        grounder.read(Frame(pixels, 0.0))
    assert not difference(grounder.read(Frame(start.copy(), 0.0)).elements, first)


def test_every_kind_of_change_comes_up():
    random, start = Random(1), screen("mousepad--dialog")
    assert {kind for _ in range(12) for kind, _ in changes(start, [start], random, 5)} == set(KINDS)
