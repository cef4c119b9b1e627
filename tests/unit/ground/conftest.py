"""What the tests of grounding share: a fresh grounder with the real readers."""

import pytest

from deskhand.core.screen import Frame
from tests.grounders import fresh_grounder


@pytest.fixture
def see(paths):
    """The elements of a picture, read by a grounder that has seen nothing else."""
    return lambda pixels: fresh_grounder(paths.weights).read(Frame(pixels, 0.0)).elements


@pytest.fixture
def kinds(see):
    """Text, role and state of each element of a picture that has a text, in reading order."""
    return lambda pixels: [(e.text, e.role.value, e.state) for e in see(pixels) if e.text]


def bare(*texts):
    """Texts without their spaces, which engines leave out at times."""
    return ["".join(text.split()) for text in texts]
