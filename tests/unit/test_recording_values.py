"""Names, types and other places of typed values; what fields are called."""

import pytest

from deskhand.core.anchor import Side
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Role, Scene, Window
from deskhand.recipe.format.schema import BesidePart, Target, WindowPart
from deskhand.recipe.recording.labels import field_label, place_label
from deskhand.recipe.recording.values import Parameters, slug, templated, text_templated, type_of
from tests.builders import blank


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Customer name:", "customer_name"),
        ("E-mail *", "e_mail"),
        ("Straße", "strasse"),
        ("Größe (cm)", "grosse_cm"),
        ("Prénom", "prenom"),
        ("2nd line", "n_2nd_line"),
        ("名前", ""),
        ("", ""),
        ("Please enter the full name of the customer as in the contract", "please_enter_the_full_name_of_the"),
        ("x" * 60, "x" * 40),
    ],
)
def test_labels_become_names(label, name):
    assert slug(label) == name


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12", "number"),
        ("-3.5", "number"),
        ("007", "text"),
        ("1,200.50", "text"),
        ("2026-11-26", "date"),
        ("26.11.2026", "text"),
        ("2026-13-40", "text"),
        ("/etc/hostname", "text"),
        ("report.txt", "text"),
        ("Ann Berg", "text"),
        ("", "text"),
        ("+49 170 123", "text"),
    ],
)
def test_types_that_type_the_same_again(text, kind):
    assert type_of(text) == kind


@pytest.mark.parametrize(
    ("window", "there", "kind"),
    [
        ("Open File", True, "file"),
        ("Datei öffnen", True, "file"),
        ("Open File", False, "text"),
        ("Save As", True, "text"),
    ],
)
def test_a_path_is_a_file_where_one_is_opened(tmp_path, window, there, kind):
    path = tmp_path / "report.txt"
    if there:
        path.write_text("")
    assert type_of(str(path), window) == kind


def test_names_are_not_given_twice():
    parameters = Parameters()
    made = [parameters.typed(text, "Name") for text in ("Ann", "Bo", "Ann")]
    assert made == ["{{name}}", "{{name_2}}", "{{name_3}}"]
    assert parameters.typed("row", "Row") == "{{row_value}}"
    assert parameters.typed("x", "") == "{{text}}"


def test_a_long_value_typed_again_is_the_same_parameter():
    parameters = Parameters()
    assert parameters.typed("ann@example.org", "E-mail") == parameters.typed("ann@example.org", "Repeat e-mail")


def target(label, *keys, title="Orders"):
    beside = tuple(BesidePart(side=Side.ROW, text=key) for key in keys)
    return Target(label=label, role=Role.BUTTON, window=WindowPart(title=title), beside=beside)


def test_where_else_a_value_stands():
    parameters = Parameters()
    parameters.typed("Ann Berg", "Customer")
    parameters.typed("1042", "Invoice")
    made = templated(target("Approve", "Ann Berg", "Bo", title="Invoice 1042 - Orders"), parameters.known)
    assert (made.label, [b.text for b in made.beside]) == ("Approve", ["{{customer}}", "Bo"])
    assert made.window.title == "Invoice {{invoice}} - Orders"
    assert text_templated("Order 1042 of Ann Berg", parameters.known) == "Order {{invoice}} of {{customer}}"
    assert text_templated("10421 {{x}}", parameters.known) == "10421 {{'{{'}}x}}"


def test_a_misread_value_is_known():
    parameters = Parameters()
    parameters.typed("Wolff Ines", "Name")
    assert templated(target("WoIff lnes"), parameters.known).label == "{{name}}"


DIALOG = Window(3, "Rename", "Files", Box(100, 100, 300, 120), dialog=True)
BEHIND = Window(2, "Files", "Files", Box(0, 0, 400, 300))


def scene(field, *said):
    elements = [field, *(Element(n, Role.TEXT, text, Box(*box), window=9) for n, (text, box) in enumerate(said, 10))]
    return Scene(Frame(blank(), 0.0, windows=(BEHIND, DIALOG)), tuple(elements))


def edit(text="", box=(120, 150, 200, 26), role=Role.EDIT):
    return Element(1, role, text, Box(*box), window=9)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ([("Name:", (110, 156, 8, 12))], "Name"),
        ([("Enter the new name:", (120, 130, 120, 14))], "Enter the new name"),
        ([("Desktop", (40, 156, 50, 14))], ""),
        ([("Desktop", (40, 156, 50, 14)), ("Folder", (122, 130, 50, 14))], "Folder"),
        ([("7", (108, 156, 8, 12))], ""),
        ([], ""),
    ],
)
def test_a_field_is_called_by_what_stands_in_its_own_window(said, name):
    field = edit()
    assert field_label(field, scene(field, *said)) == name


def test_the_grounders_own_name_counts_where_nothing_else_says_it():
    field = edit("Search")
    assert field_label(field, scene(field)) == "Search"
    behind = edit("Desktop")
    assert field_label(behind, scene(behind, ("Desktop", (40, 156, 50, 14)))) == ""


def test_a_cell_is_not_called_by_what_it_holds():
    cell = edit("120", role=Role.CELL)
    assert field_label(cell, scene(cell)) == ""


def test_a_place_without_a_field():
    field = edit("elsewhere", (0, 0, 5, 5))
    assert place_label(Box(200, 160, 60, 20), scene(field, ("Passphrase:", (110, 162, 70, 14)))) == "Passphrase"
