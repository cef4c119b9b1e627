"""What the adapter is trained on is what the app asks, and no evaluation case is in it."""

import sys
from pathlib import Path

import pytest

from deskhand.core.screen import Role
from deskhand.decide.prompt import prompt, role_word
from tests.builders import element, past

MODELS = Path(__file__).resolve().parents[2] / "models"


@pytest.fixture
def training(monkeypatch):
    """The training package, importable the way its README says."""
    monkeypatch.syspath_prepend(str(MODELS))
    yield
    for name in [name for name in sys.modules if name.split(".")[0] == "training"]:
        del sys.modules[name]


def test_the_prompt_uses_the_roles_that_were_trained_and_no_other(training):
    from training.screen import ROLES

    assert set(ROLES) == {role_word(role) for role in Role}
    assert [role_word(Role(name)) for name in ROLES] == list(ROLES)


def test_the_prompt_is_the_apps_to_the_letter(training):
    from training.cases import load_cases
    from training.screen import question_text, screen_text

    for case in load_cases():
        shown = [element(e.role, e.label, e.state) for e in case.elements]
        trained = screen_text([e.line() for e in case.elements]) + question_text(case.goal, case.did)
        assert prompt(case.goal, shown, [past(act) for act in case.did]) == trained


def test_no_evaluation_case_is_trained_on(training):
    from training.cases import load_cases, normal_goal
    from training.generator import Generator

    forbidden = [case.goal for case in load_cases()]
    generator = Generator(3, "train", forbidden)
    trained = {normal_goal(d.goal) for _ in range(300) for d in generator.scene().decisions}
    assert len(trained) > 500
    assert not trained & {normal_goal(goal) for goal in forbidden}
