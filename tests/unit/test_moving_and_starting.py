"""`move` means a file only where something says so; programs are started by their own names; sliders by theirs."""

import pytest

from deskhand.core.actions import phrase
from deskhand.decide.goal import parse
from deskhand.decide.skills.sliding import Slide
from deskhand.decide.skills.transferring import Transfer
from deskhand.decide.symbolic import symbolic_choice
from tests.builders import elements


@pytest.mark.parametrize(
    ("goal", "intent"),
    [
        ("move a.txt into the Archive folder", Transfer("a.txt", "Archive", move=True)),
        ("move the file notes to Archive", Transfer("notes", "Archive", move=True)),
        ('drag "my notes" to Archive', Transfer("my notes", "Archive", move=True)),
        ("shift budget into the directory Old", Transfer("budget", "Old", move=True)),
        ("transfer report.pdf to Documents", Transfer("report.pdf", "Documents", move=True)),
        ("move the slider to 7", Slide(7)),
        ("move the volume slider to 50", Slide(50, "volume")),
        ("drag the screen brightness slider to 20 %", Slide(20, "screen brightness")),
        ("set the slider for the bass to -3", Slide(-3, "bass")),
    ],
)
def test_what_is_moved(goal, intent):
    assert parse(goal).intents == [intent] or parse(goal).intents == (intent,)


@pytest.mark.parametrize(
    "goal",
    ["move the cursor to the end", "transfer 100 euros to Bob", "shift the meeting to Monday", "move the card to Done"],
)
def test_what_is_no_file_is_not_moved_as_one(goal):
    (intent,) = parse(goal).intents
    assert not isinstance(intent, Transfer)
    choice = symbolic_choice(goal, elements("menu: File", "button: Pay", "text: Balance"), [])
    assert phrase(choice.action).startswith(("fail", "scroll", "ask")) or choice.confidence < 0.6


def test_a_listed_row_and_a_folder_are_a_file_and_its_goal():
    screen = elements("menu: File", "icon: budget", "icon: Archive")
    assert phrase(symbolic_choice("move budget to Archive", screen, []).action) == "click budget"


@pytest.mark.parametrize(
    ("goal", "screen", "expected"),
    [
        ("run backup", ("icon: backup-and-wipe.sh",), "ask"),
        ("run backup", ("icon: Backup and Wipe",), "ask"),
        ("run backup", ("icon: backup-and-wipe.sh", "icon: Backup"), "double-click Backup"),
        ("start writer", ("icon: LibreOffice Writer",), "double-click LibreOffice Writer"),
        ("launch firefox", ("button: Uninstall Firefox", "icon: Firefox Web Browser"), "double-click Firefox Web"),
        ("launch firefox", ("button: Uninstall Firefox",), "fail"),
    ],
)
def test_what_is_started(goal, screen, expected):
    assert phrase(symbolic_choice(goal, elements(*screen), []).action).startswith(expected)


def test_of_several_sliders_the_named_one():
    screen = elements("slider: Brightness = 10", "slider: Volume = 30")
    choice = symbolic_choice("move the volume slider to 30", screen, [])
    assert phrase(choice.action) == "done"


def test_a_slider_of_another_name_is_not_moved():
    choice = symbolic_choice("move the volume slider to 30", elements("slider: Brightness = 10"), [])
    assert phrase(choice.action).startswith("fail")
