"""One thing asked for in many wordings: each must make the same intent."""

from datetime import date

import pytest

from deskhand.core.actions import phrase
from deskhand.core.geometry import Box
from deskhand.decide.goal import parse
from deskhand.decide.skills.booking import Book
from deskhand.decide.skills.commands import RemoveFile
from deskhand.decide.skills.contacts import PressEntry
from deskhand.decide.skills.coordinates import Coordinate
from deskhand.decide.skills.drawing import Construct, DrawLine
from deskhand.decide.skills.messages import Mail
from deskhand.decide.skills.patterns import CopyColour, CopyPattern
from deskhand.decide.skills.posts import PressOnPosts
from deskhand.decide.skills.reading import FillFromTable
from deskhand.decide.skills.uncovering import Uncover
from deskhand.decide.symbolic import symbolic_choice
from deskhand.decide.written_dates import Day, parsed
from tests.builders import element

OSLO = ("Oslo", "Rome")


@pytest.mark.parametrize(
    ("goal", "intent"),
    [
        ("book me the cheapest train from Oslo to Rome on 4 November", Book("cheapest", *OSLO, "4 November")),
        ("Book the shortest one-way flight from: Oslo to: Rome on 11/04/2026", Book("shortest", *OSLO, "11/04/2026")),
        ("reserve the fastest bus from Oslo to Rome for 2026-11-04", Book("fastest", *OSLO, "2026-11-04")),
        ("buy the cheapest train ticket from Oslo to Rome on Nov 4, 2026", Book("cheapest", *OSLO, "Nov 4, 2026")),
        (
            "please find the quickest journey from Oslo to Rome on 4.11.2026 and book it",
            Book("quickest", *OSLO, "4.11.2026"),
        ),
        (
            "on the 4th of November, book the cheapest flight from Oslo to Rome",
            Book("cheapest", *OSLO, "the 4th of November"),
        ),
        ("get me the cheapest ticket from Oslo to Rome leaving on Friday", Book("cheapest", *OSLO, "Friday")),
        ("book the cheapest flight for tomorrow from Oslo to Rome", Book("cheapest", *OSLO, "tomorrow")),
        ("reply to the tweet of @anna", PressOnPosts("Reply", "@anna", 1)),
        ("like @bob's latest post", PressOnPosts("Like", "@bob", 1)),
        ("retweet what carol posted", PressOnPosts("Retweet", "carol", 1)),
        ("repost the status by @dan", PressOnPosts("Retweet", "@dan", 1)),
        ("share two of the posts by @eve", PressOnPosts("Share", "@eve", 2)),
        ("press the like button under the last tweet from @fay", PressOnPosts("Like", "@fay", 1)),
        ("like all posts by @gus", PressOnPosts("Like", "@gus", 0)),
        ("in the shell, get rid of one gif file", RemoveFile("gif")),
        ("use the terminal to delete a file ending with the extension .py", RemoveFile(".py")),
        ("with the command line, remove any file whose name ends in .txt", RemoveFile(".txt")),
        ("erase a png file in the console", RemoveFile("png")),
        ("open the terminal and delete a file that has no extension", RemoveFile("")),
        ("delete one file without an ending using the shell", RemoveFile("")),
        ("click where x is 1 and y is -2", Coordinate(1, -2)),
        ("click on the point (1, -2)", Coordinate(1, -2)),
        ("press at x=1, y=-2", Coordinate(1, -2)),
        ("mark the spot with x = 1 and y = -2", Coordinate(1, -2)),
        ("select the coordinates 1, -2 on the grid", Coordinate(1, -2)),
        ("tap (x: 1, y: -2)", Coordinate(1, -2)),
        ("tick the boxes so that they look like the picture", CopyPattern()),
        ("copy the pattern into the check boxes", CopyPattern()),
        ("make the boxes match the example", CopyPattern()),
        ("check the same boxes as in the sample", CopyPattern()),
        ("fill in the grid to match the template", CopyPattern()),
        ("reproduce this drawing with the checkboxes", CopyPattern()),
        ("set the colour to that of the square", CopyColour()),
        ("match the color of the sample", CopyColour()),
        ("give the field the same colour as the patch", CopyColour()),
        ("pick the colour from the swatch", CopyColour()),
        ("use the shown colour in the picker", CopyColour()),
        ("halve the angle", Construct("bisector")),
        ("split this angle into two equal parts", Construct("bisector")),
        ("draw the bisector of the angle", Construct("bisector")),
        ("cut the angle in half", Construct("bisector")),
        ("add a line that bisects the angle", Construct("bisector")),
        ("click halfway between the two points", Construct("middle")),
        ("mark the centre of the line", Construct("middle")),
        ("find the midpoint between the dots", Construct("middle")),
        ("put a point in the middle of the segment", Construct("middle")),
        ("press the spot midway between both dots", Construct("middle")),
        ("make this a right angle", Construct("right angle")),
        ("complete the 90 degree angle", Construct("right angle")),
        ("put an upright line through the dot", DrawLine(level=False)),
        ("choose 3 in the round menu", Uncover("menu", "3")),
        ("open the pie menu and choose 3", Uncover("menu", "3")),
        ("use the wheel menu to pick 3", Uncover("menu", "3")),
        ("in the circular menu, press 3", Uncover("menu", "3")),
        ("from the radial menu select 3", Uncover("menu", "3")),
        ("look for Anna in the tabs and click it", Uncover("tabs", "Anna")),
        ("search all tabs for Anna and open it", Uncover("tabs", "Anna")),
        ("Anna is in one of the tabs, click it", Uncover("tabs", "Anna")),
        ("one of the sections holds Anna; click it", Uncover("sections", "Anna")),
        ("open every panel until you see Anna and press it", Uncover("sections", "Anna")),
        ("find Anna somewhere in the folder tree and click it", Uncover("tree", "Anna")),
        ("copy the table values to the form", FillFromTable()),
        ("fill in the form with the values from the table", FillFromTable()),
        ("transfer the data of the table into the fields", FillFromTable()),
        ("complete the form from the table", FillFromTable()),
        ("enter the values from the list into these boxes", FillFromTable()),
        ("look up Anna in the address book and press her phone number", PressEntry("Anna", "phone number")),
        ("click Anna's e-mail in the contact list", PressEntry("Anna", "e-mail")),
        ("open the address of Anna in the contacts", PressEntry("Anna", "address")),
        ("in the phone book find Anna, then click on her number", PressEntry("Anna", "number")),
        ("search for Anna in my contacts and tap their address", PressEntry("Anna", "address")),
        ("delete the mail from Anna", Mail("Anna", "delete")),
        ("get rid of Anna's message", Mail("Anna", "delete")),
        ("throw away the e-mail that Anna sent", Mail("Anna", "delete")),
        ("mark the message of Anna as important", Mail("Anna", "star")),
        ("pass the mail by Anna on to Bob", Mail("Anna", "forward", "Bob")),
        ("send Anna's message on to Bob", Mail("Anna", "forward", "Bob")),
        ("answer the mail from Anna with good luck", Mail("Anna", "reply", "good luck")),
        ("write back to Anna's message saying good luck", Mail("Anna", "reply", "good luck")),
    ],
)
def test_what_is_asked_for(goal, intent):
    assert list(parse(goal).intents) == [intent]


@pytest.mark.parametrize(
    ("goal", "intent"),
    [
        ("find the cheapest flight from Oslo to Rome on 4 November", Book),
        ("delete an old file in the terminal", RemoveFile),
        ("select the boxes in the picture", CopyPattern),
        ("choose 3 in the menu", Uncover),
        ("share the file with Anna", PressOnPosts),
        ("click the middle button", Construct),
    ],
)
def test_what_only_sounds_like_it(goal, intent):
    assert not any(isinstance(one, intent) for one in parse(goal).intents)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11/04/2026", Day(2026, 11, 4)),
        ("24/11/2026", Day(2026, 11, 24)),
        ("4.11.2026", Day(2026, 11, 4)),
        ("2026-11-04", Day(2026, 11, 4)),
        ("Nov 4th, 2027", Day(2027, 11, 4)),
        ("the 4th of November", Day(2026, 11, 4)),
        ("4 March", Day(2027, 3, 4)),
        ("Friday", Day(2026, 10, 9)),
        ("tomorrow", Day(2026, 10, 6)),
        ("Sat, 5 December", Day(2026, 12, 5)),
    ],
)
def test_days_that_dates_name(text, day):
    assert parsed(text, date(2026, 10, 5)) == day


def test_what_names_no_day():
    with pytest.raises(ValueError, match="is no date"):
        parsed("soon")


def bar(y, *names):
    return [element("icon", name, box=Box(10 + 60 * n, y, 20, 20), number=y + n) for n, name in enumerate(names)]


def post(user, y, *names):
    return [element("text", user, box=Box(10, y, 100, 16), number=y), *bar(y + 30, *names)]


def test_a_button_of_a_post_is_known_by_its_name():
    screen = post("@anna", 50, "share", "reply", "heart", "retweet")
    act = symbolic_choice("like the post by @anna", screen, []).action
    assert act.target.box.x == 130


def test_a_button_that_was_not_recognised_stands_where_it_does_elsewhere():
    screen = [*post("@anna", 50, "share", "", "x"), *post("@bob", 150, "share", "heart", "reply")]
    act = symbolic_choice("like the post by @anna", screen, []).action
    assert act.target.box == Box(70, 80, 20, 20)


def test_a_button_nobody_knows_is_asked_for():
    screen = post("@anna", 50, "a", "b", "c", "d")
    assert phrase(symbolic_choice("like the post by @anna", screen, []).action) == "ask"
