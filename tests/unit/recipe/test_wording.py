"""Steps in words."""

import pytest

from deskhand.recipe.format.loading import parsed
from deskhand.recipe.reviewing.telling import in_full, told
from deskhand.recipe.reviewing.wording import sentence

SAID = [
    ("click: {label: Save}", "Click the button “Save”"),
    (
        "click: {label: Save, window: {title: '* - Notes'}}\n    then: {change: a dialog opens, detail: Save As}",
        "Click the button “Save” in the window “* - Notes”; then a dialog opens: “Save As”",
    ),
    ("click: {label: a.txt, role: row}\n    times: 2", "Double-click the row “a.txt”"),
    ("click: {label: a.txt, role: row}\n    button: right", "Right-click the row “a.txt”"),
    ("click: {label: b, role: row}\n    held: [ctrl]", "Click the row “b” with ctrl held"),
    (
        "click: {label: Edit, alike: 3, beside: [{side: left, text: Name}, {side: row, text: INV-3}]}",
        "Click the button “Edit” in the row of “INV-3”",
    ),
    ("click: {label: Edit, alike: 3, nth: 1}", "Click the button “Edit”, number 2 of 3"),
    ("click: {role: icon, beside: [{side: left, text: Home}]}", "Click the icon without a name to the right of “Home”"),
    ("click: {window: {app: Thunar, dialog: true}}", "Click the button without a name in a dialog of Thunar"),
    ("type: '{{name}}'\n    into: {label: Name, role: edit}", "Type “{{name}}” into the field “Name”"),
    (
        "type: abc\n    into: {label: Name, role: edit}\n    clear: false",
        "Type “abc” into the field “Name”, after",
    ),
    ("type: ''\n    into: {label: Name, role: edit}", "Empty the field “Name”"),
    ("type: abc", "Type “abc” where the keyboard is"),
    ("key: ctrl+s\n    window: {title: Notes}", "Press ctrl+s in the window “Notes”"),
    ("scroll: -3", "Scroll up 3 notches"),
    ("scroll: 9\n    until: {label: End, role: text}", "Scroll down until the text “End” is in sight, at most 9"),
    ("drag: {label: a, role: row}\n    onto: {label: Trash, role: icon}", "Drag the row “a” onto the icon “Trash”"),
    ("drag: {label: v, role: slider}\n    by: [-30, 0]", "Drag the slider “v” 30 pixels to the left"),
    ("wait: {text: Done}", "Wait until the text “Done” is there"),
    ("wait: {window: {title: Print, dialog: true}, not: true}", "Wait until the dialog “Print” is not open"),
    ("check: {target: {label: Wrap, role: checkbox}, state: on}", "Check that the checkbox “Wrap” is on"),
    ("check: {target: {label: Name, role: edit}, state: Anna}", "Check that the field “Name” is holding “Anna”"),
    (
        "read: total\n    of: {label: Total, role: text}\n    side: right\n    type: number",
        "Read total, a number,",
    ),
    ("write: {a: x, b: y}\n    to: out.csv", "Write a “x”, b “y” to “out.csv”"),
    ("set: a\n    to: b + 1", "Let a be b + 1"),
    ("use: other\n    with: {a: '1'}", "Do the recipe other with a “1”"),
    ("ask: Sure?", "Ask “Sure?” and go on at yes"),
    ("stop: too much\n    failed: true", "Stop as failed: “too much”"),
]


@pytest.mark.parametrize(("step", "words"), SAID)
def test_a_step_in_words(step, words):
    recipe, _ = parsed(f"recipe: 1\nname: a\nsteps:\n  - {step}\n")
    assert sentence(recipe.steps[0]).startswith(words)


def test_a_recipe_in_words_stays_within_its_width():
    blocks = "".join(f"{'  ' * (2 * n + 1)}- if: a > {n}\n{'  ' * (2 * n + 2)}then:\n" for n in range(8))
    words = "one two three four five six seven " * 6
    recipe, _ = parsed(f"recipe: 1\nname: a\nsteps:\n{blocks}{'  ' * 17}- ask: {words}\n")
    lines = list(told(recipe, 80))
    assert max(map(len, lines)) <= 80
    assert lines[0] == "a"
    assert lines[2] == "1  If a > 0:"
    assert any("1.1.1.1.1.1.1.1.1  Ask “one" in line for line in lines)


def test_a_window_is_named_where_it_changes():
    steps = """\
  - click: {label: a, window: {title: One}}
  - key: b
  - if: {target: {label: c, window: {title: One}}, not: true}
    then:
      - click: {label: d, window: {title: One}}
      - click: {label: e, window: {title: Two}}
  - click: {label: f, window: {title: Two}}
  - key: g
    window: {title: One}
"""
    recipe, _ = parsed(f"recipe: 1\nname: a\nsteps:\n{steps}")
    assert list(told(recipe, 80))[2:] == [
        "1  Click the button “a” in the window “One”.",
        "2  Press b.",
        "3  If the button “c” is not there:",
        "    3.1  Click the button “d”.",
        "    3.2  Click the button “e” in the window “Two”.",
        "4  Click the button “f”.",
        "5  Press g in the window “One”.",
    ]


def test_what_a_step_types_is_not_taken_for_its_window():
    steps = """\
  - click: {label: a, window: {title: One}}
  - type: "rm in the window “One”"
    window: {title: One}
"""
    recipe, _ = parsed(f"recipe: 1\nname: a\nsteps:\n{steps}")
    assert "rm in the window “One”" in " ".join(told(recipe, 200))


def test_what_is_cut_or_put_on_one_line_is_told_in_full():
    long = "word " * 40 + "end"
    steps = f"""\
  - type: short
  - if: {{text: x}}
    then:
      - type: "first\\nsecond"
      - type: "{long}"
  - write: {{a: "{"w" * 130}"}}
    to: a.csv
"""
    recipe, _ = parsed(f"recipe: 1\nname: a\nsteps:\n{steps}")
    lines = list(in_full(recipe, 60))
    assert lines[:3] == ["2.1  in full:", "    first", "    second"]
    assert lines[3] == "2.2  in full:" and lines[-1].strip() == "w" * 130
    assert " ".join(" ".join(lines[4:]).split()).startswith(long)
