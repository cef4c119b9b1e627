"""What the model expects of a step becomes a prediction that can be checked."""

import logging

import pytest

from deskhand.core.actions import Click, Key, Type
from deskhand.core.errors import ModelError
from deskhand.core.ports import Choice
from deskhand.core.step import Change, Expectation
from deskhand.decide.foresight import foreseen
from tests.builders import element


class Foreteller:
    """A model that expects one thing."""

    def __init__(self, text, confidence=0.95):
        self.answer = Choice(text, confidence)
        self.asked = []

    def choose(self, prompt, candidates):
        self.asked.append(prompt)
        assert self.answer.text in candidates
        return self.answer

    def close(self):
        """Nothing is held."""


FILE = Click(element("menu", "File"))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (" menu opens", Change.MENU_OPENS),
        (" dialog opens", Change.DIALOG_OPENS),
        (" dialog closes", Change.DIALOG_CLOSES),
        (" nothing", Change.NOTHING),
        (" page changes", Change.ANYTHING),
    ],
)
def test_a_sure_prediction_is_checked(text, change):
    model = Foreteller(text)
    assert foreseen(model, "Goal: x\nNext:", " click File", FILE) == Expectation(change)
    assert model.asked == ["Goal: x\nNext: click File\nThen:"]


def test_an_unsure_prediction_says_only_that_something_changes():
    assert foreseen(Foreteller(" menu opens", 0.7), "Next:", " click File", FILE).change is Change.ANYTHING


def test_what_follows_of_itself_is_not_asked():
    model = Foreteller(" nothing")
    box = element("checkbox", "Sound", "off")
    assert foreseen(model, "Next:", " click Sound", Click(box)) == Expectation(Change.STATE_IS, "on")
    field = Type("a.txt", element("edit", "Name"))
    assert foreseen(model, "Next:", " type Name=a.txt", field) == Expectation(Change.FIELD_HOLDS, "a.txt")
    assert model.asked == []


@pytest.mark.expects_log
def test_a_model_that_fails_predicts_nothing(caplog):
    class Failing(Foreteller):
        def choose(self, prompt, candidates):
            raise ModelError("The model is gone.")

    with caplog.at_level(logging.WARNING):
        expect = foreseen(Failing(" nothing"), "Next:", " key f5", Key("f5"))
    assert expect.change is Change.ANYTHING
    assert "Nothing is predicted" in caplog.text
