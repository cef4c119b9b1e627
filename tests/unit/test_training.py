"""What the adapter is trained on is what the app asks, and no evaluation case is in it."""

import json
import sys
from pathlib import Path

import pytest

from deskhand.core.screen import Role
from deskhand.decide.candidates import legal_actions
from deskhand.decide.foresight import EFFECTS
from deskhand.decide.prompt import names, plan_prompt, prompt
from tests.builders import element, past

MODELS = Path(__file__).resolve().parents[2] / "models"


@pytest.fixture(scope="module", autouse=True)
def training():
    """The training package, importable the way its README says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(MODELS))
        yield
    for name in [name for name in sys.modules if name.split(".")[0] == "training"]:
        del sys.modules[name]


def test_every_role_of_the_app_is_trained():
    from training.screen import ROLES

    assert set(ROLES) == {role.value for role in Role}


def test_the_prompt_is_the_apps_to_the_letter():
    from training.cases import load_cases
    from training.screen import prompt_text

    for case in load_cases():
        shown = [element(e.role, e.label, e.state) for e in case.elements]
        assert prompt(case.goal, shown, [past(act) for act in case.did]) == prompt_text(
            case.goal, case.elements, case.did
        )


def test_equal_labels_are_numbered_alike():
    from training.screen import Element, names_of

    parts = [("row", "Anna", ""), ("button", "Delete", ""), ("text", "Delete", ""), ("icon", "Delete", "")]
    trained = [Element(*part) for part in parts]
    assert names([element(*part) for part in parts]) == [names_of(trained)[id(one)] for one in trained]
    assert names([element(*part) for part in parts]) == ["Anna", "Delete #1", "Delete", "Delete #2"]


def test_the_words_for_what_follows_and_for_plans_are_the_same():
    from training.plans import plan_prompt as trained_plan_prompt
    from training.screen import EFFECTS as TRAINED

    assert tuple(f" {effect}" for effect in TRAINED) == tuple(EFFECTS)
    assert plan_prompt("open  it") == trained_plan_prompt("open it")


def test_no_evaluation_case_is_trained_on():
    from training.cases import check_no_leak, normal_goal, set_aside_goals
    from training.generator import Generator

    forbidden = set_aside_goals()
    generator = Generator(3, "all", forbidden)
    trained = {normal_goal(d.goal) for _ in range(800) for scene in generator.scenes() for d in scene.decisions}
    assert len(trained) > 500
    check_no_leak(trained, forbidden)


def test_a_goal_set_aside_is_found_out():
    from training.cases import LeakError, check_no_leak

    with pytest.raises(LeakError, match="Save it"):
        check_no_leak(["Save it."], ["save it"])


def test_the_hand_written_library_has_no_fault():
    from training.library import LIBRARY, problems_of, read_sheets

    faults, lines = [], 0
    for path in sorted(LIBRARY.glob("*.screens")):
        sheets, problems = read_sheets(path)
        faults += [*problems, *problems_of(sheets)]
        lines += sum(len(sheet.lines) for sheet in sheets.values())
    assert not faults
    assert lines > 5000


def test_a_line_is_played_step_by_step(tmp_path):
    from training.kit import Kit
    from training.library import read_sheets
    from training.playing import Play
    from training.screen import render

    (tmp_path / "a.screens").write_text(
        "== options\nswitch Sound = off ; combo Size = Small [Small, Large] ; button Apply\n"
        "> sound and Large size, then apply => set Sound on ; pick Size=Large ; click Apply ; done\n"
    )
    sheets, problems = read_sheets(tmp_path / "a.screens")
    assert problems == []
    scenes = Play(Kit(1, "all"), sheets, "options", sheets["options"].lines[0]).scenes()
    shown = [render(scene.elements, scene.decisions[0]) for scene in scenes]
    assert [(one.answer, one.then) for one in shown] == [
        (" click Sound", " turns on"),
        (" click Size", " list opens"),
        (" click Large", " list closes"),
        (" click Apply", ""),
        (" done", " nothing"),
    ]
    assert "switch Sound = on\ncombo Size = Large" in shown[-1].prompt
    assert "option Large" in shown[2].prompt and "option Large" not in shown[3].prompt
    assert shown[3].prompt.endswith("Did: click Sound; click Size; click Large\nNext:")


def test_what_is_taught_can_be_answered():
    """Every answer of the library is among the legal acts of its screen, but for texts typed or read in parts."""
    from training.generator import Generator
    from training.screen import render

    generator, missing, asked = Generator(4, "all"), [], 0
    for _ in range(400):
        for scene in generator.scenes():
            shown = [element(e.role, e.label, e.state) for e in scene.elements]
            for decision in scene.decisions:
                answer = render(scene.elements, decision).answer
                asked += 1
                if answer not in legal_actions(decision.goal, shown):
                    missing.append((decision.goal, answer))
    assert asked > 500
    assert len(missing) < 0.04 * asked, json.dumps(missing[:20])


def test_no_task_of_a_bench_is_in_the_library():
    """The goals of the application bench, and those met on the pages of MiniWoB++, are like no wording of it."""
    from rapidfuzz import fuzz, process
    from training.library import library
    from training.panels import controls
    from training.plans import plans

    from tests.bench.apps.goals import GOALS

    wordings = [w for sheets in library() for sheet in sheets.values() for line in sheet.lines for w in line.wordings]
    wordings += [w for control in controls() for w in (*control.wordings, *control.off)] + [goal for goal, _ in plans()]
    pages = (Path(__file__).parents[1] / "data" / "page_goals.txt").read_text("utf-8").splitlines()
    tasks = [*(goal.words for goal in GOALS), *pages]
    assert len(tasks) > 250
    found = process.cdist([t.lower() for t in tasks], [w.lower() for w in wordings], scorer=fuzz.ratio)
    alike = [(task, wordings[int(row.argmax())]) for task, row in zip(tasks, found, strict=True) if row.max() >= 88]
    assert not alike
