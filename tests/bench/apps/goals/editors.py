"""Text editors: two of different make."""

from __future__ import annotations

from deskhand.core.risk import Risk

from ..scenes import opened
from ..task import Goal, every, holds, is_exactly

_LETTER = (
    "Dear Mr Hill,\nthe colour of the door is wrong. We agreed on the colour blue.\nPlease send the colour card.\n"
)
_RECIPE = "Pancakes\n250 g flour\n2 eggs\n400 ml milk\n"

GOALS = (
    Goal(
        "editor-replace",
        opened("mousepad {d}/letter.txt", "letter.txt", letter__txt=_LETTER),
        'Replace "colour" with "color" everywhere in this document and save it',
        is_exactly("letter.txt", _LETTER.replace("colour", "color")),
        Risk.R4,
    ),
    Goal(
        "editor-copy",
        opened("mousepad {d}/plan.txt", "plan.txt", plan__txt="Monday: paint the fence\n"),
        "Save a copy of this as plan-b.txt and keep the original as it is",
        every(
            is_exactly("plan-b.txt", "Monday: paint the fence"),
            is_exactly("plan.txt", "Monday: paint the fence"),
        ),
    ),
    Goal(
        "editor-append",
        opened("mousepad {d}/todo.txt", "todo.txt", todo__txt="water the plants"),
        'At the end of the text add a new line saying "call Anna at noon", then save',
        is_exactly("todo.txt", "water the plants\ncall Anna at noon"),
        Risk.R3,
    ),
    Goal(
        "geany-replace",
        opened("geany -i {d}/recipe.txt", "recipe.txt", recipe__txt=_RECIPE),
        "change every milk to oat milk in this file, then save the file",
        is_exactly("recipe.txt", _RECIPE.replace("milk", "oat milk")),
        Risk.R4,
    ),
    Goal(
        "geany-write",
        opened("geany -i", "Geany"),
        'Write "three apples and a lemon" into a new document and store it as shopping.txt in my Documents folder',
        is_exactly("shopping.txt", "three apples and a lemon"),
        Risk.R3,
    ),
    Goal(
        "featherpad-write",
        opened("featherpad {d}/minutes.txt", "minutes.txt", minutes__txt="Minutes of the meeting\n"),
        'put "Draft: " in front of everything, then save',
        holds("minutes.txt", "Draft: Minutes of the meeting"),
        Risk.R3,
    ),
)
