"""Conditions of texts on the screen."""

from dataclasses import replace

import pytest

from deskhand.core.stop import StopToken
from deskhand.engine.replaying.ending import Halts
from deskhand.engine.replaying.seeing import Seeing
from deskhand.recipe.format.schema import Condition
from deskhand.recipe.meaning.scope import Scope, Value
from tests.builders import element, frame, scene
from tests.fakes import FixedGrounder, StillCapture


class Ticking(StillCapture):
    """A screen at rest: each frame is a moment later."""

    def grab(self, region=None):
        self.frames[0] = replace(self.frames[0], taken_at=self.frames[0].taken_at + 0.2)
        return super().grab(region)


def seeing(*texts):
    shown = scene(*(element("text", text, number=n) for n, text in enumerate(texts, 1)))
    return Seeing(Ticking(frame()), FixedGrounder(shown), None, StopToken())


@pytest.mark.parametrize(("text", "is_seen"), [("Paid", False), ("Row 17", False), ("row 170 saved", True)])
def test_a_text_is_seen_as_whole_words(text, is_seen):
    assert seeing("Unpaid", "Row 170 saved").holds(Condition(text=text), Scope(), None) is is_seen
    assert seeing("Unpaid", "Row 170 saved").holds(Condition(text=text, negated=True), Scope(), None) is not is_seen


def test_an_empty_text_is_never_taken_for_seen():
    scope = Scope({"name": Value("", "person")})
    with pytest.raises(Halts, match="its value is empty"):
        seeing("Saved").holds(Condition(text="{{name}}"), scope, None)
