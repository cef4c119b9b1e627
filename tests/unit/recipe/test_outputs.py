"""What is written to files: rows that are safe, once each, and only where they may go."""

import json
import os

import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.schema import ForEach, Write
from deskhand.recipe.meaning.scope import Scope, Value
from deskhand.recipe.resuming import added_rows
from deskhand.recipe.resuming.csv_line import line, safe
from deskhand.recipe.resuming.ledger import Ledger
from deskhand.recipe.resuming.outputs import Outputs
from deskhand.recipe.walking.files import below
from deskhand.recipe.walking.rows import read


@pytest.fixture
def ledger(tmp_path):
    opened = Ledger(tmp_path / "ledger" / "jobs.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def job(ledger):
    with ledger.job("top") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "out"
    made.mkdir()
    return made


def scope(**values):
    return Scope({name: Value(text, "data") for name, text in values.items()})


def step(to="rows.csv", **columns):
    return Write(write=columns or {"name": "{{name}}", "amount": "{{amount}}"}, to=to)


def test_a_csv_gets_its_header_once_and_a_row_for_each_step(job, folder):
    out = Outputs(job, folder)
    path = out.write("1", step(), scope(name="Ada", amount="1.5"))
    out.write("2", step(), scope(name='Bob "B", jr', amount="-2"))
    assert path == folder / "rows.csv"
    assert path.read_text() == 'name,amount\nAda,1.5\n"Bob ""B"", jr",-2\n'
    assert [dict(row.cells) for row in read(path).rows][1] == {"name": 'Bob "B", jr', "amount": "-2"}
    assert job.done("2") == {}
    assert job.begun() is None


def test_a_json_list_gets_an_item_for_each_step(job, folder):
    out = Outputs(job, folder)
    out.write("1", step("deep/rows.json"), scope(name="Zoë", amount="=1"))
    path = out.write("2", step("deep/rows.json"), scope(name="Bob", amount="2"))
    assert json.loads(path.read_bytes()) == [{"name": "Zoë", "amount": "=1"}, {"name": "Bob", "amount": "2"}]
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+3.20", "+3.20"),
        ("-1,234.50", "-1,234.50"),
        ("-5+cmd", "'-5+cmd"),
        ("-", "'-"),
        ("a=1", "a=1"),
        ("", ""),
        ("'=1", "'=1"),
    ],
)
def test_formulas_are_written_as_texts(cell, written):
    assert safe(cell) == written


def test_what_would_part_a_cell_in_other_settings_is_quoted():
    assert line(["a;=1", "b\tc", "d\ne", " f", "g"]) == '"a;=1","b\tc","d\ne"," f",g\n'


def test_a_later_job_adds_to_a_file_only_when_told(ledger, folder):
    for number, append in ((0, False), (1, True)):
        with ledger.job("top") as job:
            Outputs(job, folder, append).write("1", step(), scope(name=f"n{number}", amount="1"))
            job.end()
    with ledger.job("top") as job, pytest.raises(RecipeError, match="was not made by this job"):
        Outputs(job, folder).write("1", step(), scope(name="n2", amount="1"))
    assert (folder / "rows.csv").read_text() == "name,amount\nn0,1\nn1,1\n"


def test_what_may_not_be_written_is_known_before_the_first_step(job, folder):
    (folder / "theirs.csv").write_text("name,amount\n")
    loop = ForEach.model_validate({"for_each": "row", "in": {"table": ["a"]}, "do": [step("theirs.csv")]})
    with pytest.raises(RecipeError, match=r"theirs\.csv is there already"):
        Outputs(job, folder).check([loop], scope())
    Outputs(job, folder).check([step("{{unknown}}.csv"), step("mine.csv")], scope())
    assert [path.name for path in folder.iterdir()] == ["theirs.csv"]


def test_a_file_that_others_made_is_left_alone_unless_told(job, folder):
    theirs = folder / "rows.csv"
    theirs.write_bytes(b"\xef\xbb\xbfamount;name\r\n5;x")
    with pytest.raises(RecipeError, match="is there already, and was not made by this job"):
        Outputs(job, folder).write("1", step(), scope(name="Ada", amount="1"))
    assert theirs.read_bytes() == b"\xef\xbb\xbfamount;name\r\n5;x"
    assert job.begun() is None
    Outputs(job, folder, append=True).write("1", step(), scope(name="Ada; x", amount="1"))
    assert theirs.read_bytes() == b'\xef\xbb\xbfamount;name\r\n5;x\r\n1;"Ada; x"\r\n'


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("rows.csv", b"name,amuont\nx,1\n", "has no column “amount”; is “amuont” meant"),
        ("rows.csv", b"name,amount,zip\nx,1,2\n", "has a column “zip” that the recipe does not write"),
        ("rows.csv", b"\xff\xfen\x00", "is not UTF-8"),
        ("rows.csv", b"n\x00a\x00", "holds NUL bytes"),
        ("rows.json", b"{}", "is not a list"),
        ("rows.json", b"[1,", "is no JSON"),
        ("rows.json", b"[" * 100_000, "is no JSON"),
    ],
)
def test_files_that_do_not_fit_are_left_alone(job, folder, name, content, reason):
    (folder / name).write_bytes(content)
    with pytest.raises(RecipeError, match=reason):
        Outputs(job, folder, append=True).write("1", step(name), scope(name="Ada", amount="1"))
    assert (folder / name).read_bytes() == content
    assert job.begun() is None


@pytest.mark.parametrize(
    "to",
    [
        "../x.csv",
        "/etc/x.csv",
        "a/../../x.csv",
        "~/x.csv",
        "C:\\x.csv",
        "..\\x.csv",
        "",
        " ",
        "link/x.csv",
        ".",
    ],
)
def test_nothing_is_written_outside_the_folder(job, folder, to):
    (folder / "link").symlink_to(folder.parent)
    with pytest.raises(RecipeError, match=r"leaves the folder|no name"):
        Outputs(job, folder).write("1", step(to), scope(name="Ada", amount="1"))
    with pytest.raises(RecipeError, match=r"leaves the folder|no name"):
        Outputs(job, folder).write("1", step("{{to}}"), scope(name="Ada", amount="1", to=to))
    assert [path.name for path in folder.iterdir()] == ["link"]


def test_a_text_of_the_recipe_does_not_ride_on_a_value_of_the_person(job, folder):
    given = Scope({"name": Value("Ada", "person"), "amount": Value("1", "person")})
    for to in ("/tmp/{{name}}.csv", "../{{name}}.csv", "{{name}}/../../x.csv", "{{name}}x/../../x.csv"):
        with pytest.raises(RecipeError, match="leaves the folder"):
            Outputs(job, folder).write("1", step(to), given)


def test_the_person_may_name_any_file_or_folder(job, folder, tmp_path):
    persons = {"to": Value(str(tmp_path / "my.csv"), "person"), "where": Value(str(tmp_path), "person")}
    given = Scope({"name": Value("Ada", "data"), "amount": Value("1", "data"), **persons})
    assert Outputs(job, folder).write("1", step("{{to}}"), given) == tmp_path / "my.csv"
    assert Outputs(job, folder).write("2", step("{{where}}/{{name}}.csv"), given) == tmp_path / "Ada.csv"


@pytest.mark.parametrize("to", ["rows.txt", "rows", "rows.csv.sh", ".bashrc"])
def test_only_csv_and_json_are_written(job, folder, to):
    with pytest.raises(RecipeError, match=r"must end in \.csv or \.json"):
        Outputs(job, folder).write("1", step(to), scope(name="Ada", amount="1"))


def test_secrets_are_not_written(job, folder):
    with pytest.raises(RecipeError, match="only in a text that is typed"):
        Outputs(job, folder).write("1", step(pin="{{secret:bank}}"), Scope())
    assert list(folder.iterdir()) == []


def test_a_path_through_a_file_is_refused(job, folder):
    (folder / "file").write_text("")
    with pytest.raises(RecipeError, match="cannot be written"):
        Outputs(job, folder).write("1", step("file/rows.csv"), scope(name="Ada", amount="1"))


@pytest.fixture(params=["rows.csv", "rows.json"])
def interrupted(request, ledger, folder, monkeypatch):
    """A job whose second row was being written when it was interrupted, and what the file was like before."""
    with ledger.job("top") as job:
        Outputs(job, folder).write("1", step(request.param), scope(name="Ada", amount="1"))
        before = (folder / request.param).read_bytes()
        with monkeypatch.context() as dying:
            for kind in (added_rows.CsvAddition, added_rows.JsonAddition):
                dying.setattr(kind, "make", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                Outputs(job, folder).write("2", step(request.param), scope(name="Bob", amount="2"))
    with ledger.job("top") as job:
        assert job.begun().position == "2"
        yield job, folder / request.param, before


def finish(job, path):
    Outputs(job, path.parent).write("2", step(path.name), scope(name="Bob", amount="2"))
    return [dict(row.cells) for row in read(path).rows] if path.suffix == ".csv" else json.loads(path.read_text())


BOTH = [{"name": "Ada", "amount": "1"}, {"name": "Bob", "amount": "2"}]


def test_a_row_that_did_not_arrive_is_written(interrupted):
    job, path, _ = interrupted
    assert finish(job, path) == BOTH
    assert job.begun() is None


def test_a_row_that_arrived_is_not_written_again(interrupted):
    job, path, before = interrupted
    added_rows.again(path, job.begun().before).make()
    assert path.read_bytes() != before
    assert finish(job, path) == BOTH


def test_a_row_that_arrived_in_part_is_made_whole(interrupted):
    job, path, before = interrupted
    if path.suffix == ".csv":
        for part in (b"B", b"Bob", b"Bob,2"):
            path.write_bytes(before + part)
            assert added_rows.again(path, job.begun().before).arrived() == "in part"
    assert finish(job, path) == BOTH


@pytest.mark.parametrize("change", ["more", "less", "gone"])
def test_a_file_that_something_else_changed_meanwhile_is_left_to_the_person(interrupted, change):
    job, path, before = interrupted
    if change == "gone":
        path.unlink()
    elif path.suffix == ".json":
        path.write_text('[{"a": "1"}, {"b": "2"}]' if change == "more" else "[]")
    else:
        path.write_bytes(before + b"Eve,3\n" if change == "more" else before[:-2])
    with pytest.raises(RecipeError, match="changed by something else while a row was being written"):
        finish(job, path)
    assert job.begun().position == "2"


def test_the_first_row_may_be_interrupted_too(ledger, folder):
    path = folder / "rows.csv"
    with ledger.job("top") as job:
        job.begin("1", added_rows.addition(path, {"a": "1"}).kept())
        path.write_text("a")
        Outputs(job, folder).write("1", step(a="1"), Scope())
    assert path.read_text() == "a\n1\n"


def test_a_name_of_a_column_that_looks_like_a_formula_is_found_again(job, folder):
    for position in ("1", "2"):
        Outputs(job, folder).write(position, Write(write={"=x": "1"}, to="rows.csv"), Scope())
    assert (folder / "rows.csv").read_text() == "'=x\n1\n1\n"


def test_paths_below_a_folder(tmp_path):
    assert below(tmp_path, "a/./b.csv") == tmp_path / "a" / "b.csv"
    assert below(tmp_path, "a/../b.csv") == tmp_path / "b.csv"
    assert below(tmp_path, str(tmp_path / "b.csv")) == tmp_path / "b.csv"
    assert os.fspath(below(tmp_path, "ü.csv")).endswith("ü.csv")
