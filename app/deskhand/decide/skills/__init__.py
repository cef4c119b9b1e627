"""The skills of the rules, one file each; see `deskhand.decide.skill` for what a skill consists of.

A new skill is a new file here and one line in `SKILLS`. Which wording wins is decided by the ranks of the
wordings, not by this order:

Wordings of whole goals are tried first, before a goal is split into clauses:

| rank | what |
|---|---|
| 8-13 | putting things in order, dragging |
| 18-24 | points, lines and angles of a drawing, coordinates |
| 27-35 | words and values of a text, text areas, a form after a table |
| 40 | sums on a page |
| 43-55 | posts, mail |
| 56-64 | what is hidden in tabs, sections, trees and menus |
| 69-82 | choosing in a list, numbers found by trying |
| 90-101 | contacts, commands of a terminal, completing fields |
| 110-111 | several fields in one sentence |
| 120-133 | patterns and colours, booking |
| 139-160 | shapes, numbers, a path of menus |

Then those of clauses:

| rank | what |
|---|---|
| 50 | waiting |
| 100 | keys and chords |
| 200 | creating folders |
| 300 | sums |
| 340 | cells of a spreadsheet |
| 350, 360 | replacing in a document, adding to one |
| 367, 370 | the trash, copying and moving files |
| 380 | pages of a document, turning a picture, archives |
| 390 | starting a program, downloading, beginning something new |
| 400 | saving |
| 440 | closing |
| 500, 600 | renaming, deleting |
| 700 | opening files and folders |
| 750 | sliders, things counted, sections |
| 780 | all boxes but some |
| 790 | switches and boxes |
| 870, 880 | dates and times, values of a table |
| 900 | typing, forms |
| 1000 | picking from choices |
| 1060 | articles and stories |
| 1100 | searching |
| 1190 | moving what only the screen tells to be a file |
| 1200 | anything that can be pressed |
| 1250 | questions about what is shown |
"""

from __future__ import annotations

from ..skill import Skill
from . import (
    adding,
    archives,
    asking,
    awaiting,
    beginning,
    booking,
    calculator,
    cells,
    choosing,
    closing,
    commands,
    completing,
    contacts,
    coordinates,
    crossing,
    dates,
    deleting,
    downloading,
    dragging,
    drawing,
    every,
    filling,
    folders,
    form,
    guessing,
    keys,
    launching,
    mailing,
    nth,
    numbers,
    opening,
    patterns,
    picking,
    posts,
    pressing,
    reading,
    renaming,
    replacing,
    saving,
    searching,
    selecting,
    shapes,
    sliding,
    solving,
    sorting,
    text_areas,
    toggling,
    transferring,
    uncovering,
    vague,
    viewing,
    writing,
)

SKILLS: tuple[Skill, ...] = (
    awaiting.SKILL,
    keys.SKILL,
    folders.SKILL,
    calculator.SKILL,
    cells.SKILL,
    beginning.SKILL,
    replacing.SKILL,
    adding.SKILL,
    transferring.SKILL,
    viewing.SKILL,
    archives.SKILL,
    launching.SKILL,
    downloading.SKILL,
    saving.SKILL,
    closing.SKILL,
    renaming.SKILL,
    deleting.SKILL,
    opening.SKILL,
    every.SKILL,
    toggling.SKILL,
    form.SKILL,
    writing.SKILL,
    picking.SKILL,
    asking.SKILL,
    searching.SKILL,
    pressing.SKILL,
    nth.SKILL,
    choosing.SKILL,
    uncovering.SKILL,
    crossing.SKILL,
    solving.SKILL,
    reading.SKILL,
    text_areas.SKILL,
    drawing.SKILL,
    coordinates.SKILL,
    dragging.SKILL,
    sorting.SKILL,
    selecting.SKILL,
    guessing.SKILL,
    dates.SKILL,
    mailing.SKILL,
    posts.SKILL,
    contacts.SKILL,
    commands.SKILL,
    completing.SKILL,
    sliding.SKILL,
    filling.SKILL,
    patterns.SKILL,
    booking.SKILL,
    shapes.SKILL,
    numbers.SKILL,
    vague.SKILL,
)
