"""What a language model proposes is checked before it becomes a plan."""

import pytest

from deskhand.core.errors import ModelError
from deskhand.decide.planners import WritingPlanner, planned
from deskhand.decide.proposed import objection
from deskhand.decide.skills.saving import Save
from deskhand.decide.skills.writing import Write


@pytest.mark.parametrize(
    ("goal", "lines", "against"),
    [
        ('type "hi" and save it', ['type "hi"', "save it"], ""),
        ('type "hi" and save it', ["type hi", "save it"], "takes it out of its quotes"),
        ('type "hi" and save it', ["save it"], "drops"),
        ("tidy the folder Archive", ["open Archive", "delete everything"], "would delete"),
        ("tidy the folder Archive", ["open Archive", "open old.txt"], "adds old.txt"),
        ("get rid of a.txt and then close it", ["delete a.txt", "close it"], ""),
        ("put it away but do not save", ["save it"], "forbidden"),
        ("look at a.txt", ["open a.txt", "frobnicate the wibble gadget"], "not in the goal"),
        ("put a.txt on paper and out of here, but not deleted", ["put a.txt on paper", "delete a.txt"], "delete"),
        ("I moved to Oslo: change that in my profile", ["change the city to Oslo", "move my profile"], "would move"),
        ("a.txt should be deleted, please", ["delete a.txt"], ""),
        ("look at a.txt", [], "0 parts"),
        ("look at a.txt", ["open a.txt"] * 20, "20 parts"),
        ("send it to anna@x.org", ["send it to anna@x.org", "send it to bob@x.org"], "adds bob@x.org"),
        ("print a.txt", ["print a.txt", "! do not delete a.txt"], ""),
        ("somebody wrote that one ought to delete a.txt, but I want it kept", ["delete a.txt"], "drops “wrote”"),
        ("have a look whether I should delete a.txt", ["delete a.txt"], "drops “whether”"),
        ("would it be a bad idea to delete a.txt", ["delete a.txt"], "drops “would it”"),
        (
            "first bold the title, then underline the subtitle, finally publish it",
            ["publish it"],
            "drops “bold the title”",
        ),
        ("bold the title, then publish it", ["bold the title", "publish it"], ""),
    ],
)
def test_proposals(goal, lines, against):
    found = objection(goal, lines)
    assert against in found if against else not found, found


class Written:
    """A writer that writes what it was told to."""

    def __init__(self, text):
        self.text, self.prompts = text, []

    def write(self, prompt, most):
        self.prompts.append(prompt)
        if isinstance(self.text, Exception):
            raise self.text
        return self.text

    def close(self):
        return None


GOAL = 'a document is wanted, named a.txt, and it has to say "hi" without printing'


def test_a_clear_proposal_becomes_the_plan():
    writer = Written('type "hi" ; save as a.txt ; ! do not print')
    plan = planned(GOAL, WritingPlanner(writer, taught=True))
    assert plan.intents == (Write("hi"), Save("a.txt"))
    assert any("print" in str(rule) for rule in plan.constraints)
    assert writer.prompts == [f"Goal: {GOAL}\nPlan:"]


@pytest.mark.expects_log
@pytest.mark.parametrize("answer", ["save as a.txt", 'type "hi" ; delete a.txt', "", ModelError("It broke.")])
def test_another_proposal_leaves_the_rules_plan(answer):
    plan = planned(GOAL, WritingPlanner(Written(answer), taught=False))
    assert plan == planned(GOAL, None)


def test_a_goal_the_rules_can_read_is_not_asked_about():
    writer = Written("")
    planned('type "hi" and save it as a.txt', WritingPlanner(writer, taught=True))
    assert writer.prompts == []
