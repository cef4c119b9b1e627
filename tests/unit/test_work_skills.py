"""The next act of the skills of everyday work: files, documents, sheets, viewers, archives, launchers, questions."""

import pytest

from deskhand.core.actions import Click, phrase
from deskhand.core.geometry import Box
from deskhand.core.step import Outcome, Past
from deskhand.decide.goal import parse
from deskhand.decide.lookup import best_of, looked_up
from deskhand.decide.symbolic import symbolic_choice
from deskhand.decide.view import View
from tests.builders import element, elements, past

FILES = ("menu: File", "menu: Edit", "icon: Archive", "icon: a.txt", "icon: b.txt")
FIND = ("edit: Search for", "edit: Replace with", "checkbox: Replace all in = off", "button: Replace", "button: Close")
FILLED = ("edit: Search for = cat", "edit: Replace with = dog", *FIND[2:])
SHEET = ("edit:  = A1", "header: A", "header: B", "header: 1", "header: 2", "cell: x", "cell: y")
READER = ("edit: Page = 1", "text: of 12")
MENUS = ("menu: File", "menu: Edit", "menu: Search")
TYPED = ["type Search for=cat", "type Replace with=dog"]
REPLACE = "replace cat with dog everywhere in this letter"
MOVE = "move a.txt into the Archive folder"

SAVE = "save it as x.txt in the Documents folder"
SAVED = ["click Save As...", "type Name=x.txt", "double-click Documents", "click Save"]

CASES = [
    (REPLACE, [], MENUS, "click Search"),
    (REPLACE, ["click Search"], (*MENUS, "menu item: Replace..."), "click Replace..."),
    (REPLACE, ["click Search"], MENUS, "click Edit"),
    (REPLACE, ["click Replace..."], FIND, "type Search for=cat"),
    (REPLACE, ["click Replace...", *TYPED[:1]], (FILLED[0], *FIND[1:]), "type Replace with=dog"),
    (REPLACE, TYPED, FILLED, "click Replace all in"),
    (REPLACE, TYPED, (*FILLED[:2], "checkbox: Replace all in = on", "button: Replace"), "click Replace"),
    (REPLACE, TYPED, (*FILLED[:2], "button: Replace", "button: Replace All"), "click Replace All"),
    (REPLACE, TYPED, (*FILLED[:2], "button: Replace"), "fail"),
    (REPLACE, [*TYPED, "click Replace All"], (*FILLED[:2], "button: Close"), "click Close"),
    (REPLACE, [*TYPED, "click Replace All", "click Close"], MENUS, "done"),
    (MOVE, [], FILES, "click a.txt"),
    (MOVE, ["click a.txt"], FILES, "key ctrl+x"),
    (MOVE, ["click a.txt", "key ctrl+x"], FILES, "double-click Archive"),
    (MOVE, ["click a.txt", "key ctrl+x", "double-click Archive"], ("menu: File", "icon: z.txt"), "key ctrl+v"),
    (MOVE, ["click a.txt", "key ctrl+x", "double-click Archive"], ("menu: File", "icon: a.txt"), "fail"),
    (MOVE, ["click a.txt", "key ctrl+x", "double-click Archive", "key ctrl+v"], ("icon: a.txt",), "done"),
    (MOVE, ["click a.txt", "key ctrl+x", "double-click Archive", "key ctrl+v"], ("icon: z.txt",), "fail"),
    ("make a copy of b.txt in Archive", ["click b.txt"], FILES, "key ctrl+c"),
    ("copy a.txt to Archive without opening it", ["click a.txt", "key ctrl+c"], FILES, "double-click Archive"),
    ("throw a.txt into the bin", ["click a.txt"], FILES, "key delete"),
    (
        "throw a.txt into the bin",
        ["click a.txt", "key delete"],
        ("icon: a.txt", "dialog: Permanently delete a.txt?", "button: Cancel", "button: Delete"),
        "ask",
    ),
    ("b.txt should be called c.txt", [], FILES, "click b.txt"),
    (
        "rename no.txt to c.txt",
        ["click Other", "type Name=c.txt", "key enter"],
        FILES,
        "fail",
    ),
    ("rename b.txt to c.txt", ["click b.txt", "type Name=c.txt", "key enter"], FILES, "fail"),
    ("rename b.txt to c.txt", ["click b.txt", "type Name=c.txt", "key enter"], ("icon: c.txt",), "done"),
    ("make a folder Tax inside the folder Archive", [], FILES, "double-click Archive"),
    ('add a new line saying "bye" at the end of the text', [], ("edit: Text = hi",), "click Text"),
    ('append "bye" to the document', ["click Text"], ("edit: Text = hi",), "key ctrl+end"),
    ('append "bye" to the document', ["click Text", "key ctrl+end"], ("edit: Text = hi",), "type bye"),
    ("put =SUM(A1:A2) in cell B2", [], SHEET, "type =B2"),
    ("put =SUM(A1:A2) in cell B2", ["type =B2"], SHEET, "key enter"),
    ("put =SUM(A1:A2) in cell B2", ["type =B2", "key enter"], SHEET, "type =SUM(A1:A2)"),
    ("go to page 7", [], READER, "type Page=7"),
    ("show me the third page", [], READER, "type Page=3"),
    ("go to page 7", ["type Page=7"], ("edit: Page = 7", "text: of 12"), "key enter"),
    ("go to page 2", [], ("link: 1", "link: 2", "link: 3"), "click 2"),
    ("turn the picture to the right", [], ("menu: File", "menu: Image"), "click Image"),
    ("turn the picture to the right", ["click Image"], ("menu: Image", "menu item: Rotation"), "click Rotation"),
    ("rotate it clockwise", ["click Image"], ("menu item: Rotate Clockwise",), "click Rotate Clockwise"),
    ("unpack everything into Documents", [], ("button: Open", "button: Extract"), "click Extract"),
    ("start the program Paint", [], ("icon: Paint", "icon: Mail"), "double-click Paint"),
    ("download the price list", [], ("link: Home", "link: Price list"), "click Price list"),
    ('create a new note and write "milk" in it', [], ("button: New Note",), "click New Note"),
    ('create a new note and write "milk" in it', ["click New Note"], ("link: New Note 1",), "type milk"),
    (SAVE, SAVED, ("window: /home/ann/Documents/x.txt - Editor", "edit: Text"), "done"),
    (SAVE, SAVED, ("window: /home/ann/x.txt - Editor", "edit: Text"), "fail"),
    (SAVE, SAVED, ("window: x.txt - Editor", "edit: Text"), "done"),
    ("save it", ["click File"], ("menu: File", "menu item: Open...", "menu item: Quit"), "key escape"),
    ("save it", ["click File", "key escape"], ("menu: File",), "fail"),
]


@pytest.mark.parametrize(("goal", "did", "screen", "expected"), CASES)
def test_next_act(goal, did, screen, expected):
    assert phrase(symbolic_choice(goal, _placed_all(screen), [_step(one) for one in did]).action) == expected


def _step(words):
    """A step; a click on a field, and text typed where the keyboard is, are told by their words."""
    if words == "click Text":
        return Past(Click(element("edit", "Text")), Outcome(True, ""))
    return past(words)


def _placed_all(rows):
    """Elements one beside the other, so that what stands beside what can be told."""
    made = elements(*rows)
    return [element(e.role.value, e.text, e.state, Box(10 + 60 * n, 40, 50, 20), e.id) for n, e in enumerate(made)]


TABLE = [
    element("header", "Day", box=Box(0, 0, 80, 20)),
    element("header", "Opens", box=Box(100, 0, 80, 20)),
    element("header", "Closes", box=Box(200, 0, 80, 20)),
    *[element("cell", text, box=Box(100 * n, 30, 80, 20)) for n, text in enumerate(("Friday", "9:15", "20:00"))],
    *[element("cell", text, box=Box(100 * n, 60, 80, 20)) for n, text in enumerate(("Saturday", "10:30", "16:00"))],
]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What time does the shop open on Saturday", "10:30"),
        ("When does it close on Friday", "20:00"),
        ("When does it close on Sunday", None),
    ],
)
def test_a_question_is_looked_up_where_row_and_column_meet(question, answer):
    found = best_of(looked_up(question, View(tuple(TABLE))))
    assert (found and found[0]) == answer


@pytest.mark.parametrize(
    ("question", "rows", "answer"),
    [
        ("what the gate code is", ("edit: Text = The gate code is 4417",), "4417"),
        ("how many pages does it have", ("text: (3 of 12)",), "12"),
        ("how many folders are there", ("text: 2 folders, 5 files",), "2"),
        ("what the gate code is", ("text: The gate is closed",), None),
    ],
)
def test_sentences_and_counts_answer(question, rows, answer):
    found = best_of(looked_up(question, View(elements(*rows))))
    assert (found and found[0]) == answer


@pytest.mark.parametrize(
    ("goal", "names"),
    [
        ("The price was wrong: change cell B3 to 35", ["SetCell"]),
        ("In the Fonts tab, turn on hinting", ["Press", "Toggle"]),
        ("write the total at the end of notes.txt and save notes.txt", ["Add", "Save"]),
        ("copy all the text of a.txt into b.txt", ["CopyText"]),
        ("extract only song.mp3", ["Extract"]),
        ("fill in the form: the name is Ann and the city is Rome, then press Next", ["FillForm", "Press"]),
    ],
)
def test_wordings(goal, names):
    assert [type(intent).__name__ for intent in parse(goal).intents] == names


def test_what_is_not_to_be_opened_is_the_thing_named_before():
    (rule,) = parse("copy a.txt to Archive without opening it").constraints
    assert rule.objects == ("a.txt",)
