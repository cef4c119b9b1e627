"""What `deskhand replay` checks before anything is opened, and which job of the ledger it goes on with."""

import textwrap

import pytest

from deskhand.core.errors import BusyError, RecipeError
from deskhand.jobs.preparing import prepared
from deskhand.jobs.task import Doing
from deskhand.recipe.resuming.ledger import Ledger

PAY = """
    recipe: 1
    name: pay
    parameters:
      who: {}
      amount: {type: number}
      pin: {type: secret, secret: bank}
    steps:
      - type: "{{who}} {{amount}}"
      - type: "{{pin}}{{secret:other}}"
"""
LOOP = """
    recipe: 1
    name: loop
    steps:
      - for_each: row
        in: {table: [Name]}
        do: [{type: "{{row.Name}}"}]
"""
ROWS = "who,amount\nAda,1\nBob,2\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in (("pay", PAY), ("loop", LOOP)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "recipe.yaml").write_text(textwrap.dedent(text))
    (tmp_path / "rows.csv").write_text(ROWS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def prepare(folder, paths):
    said = []

    def prepare(name="pay", values=(), rows="rows.csv", **doing):
        file = folder / rows if rows else None
        return prepared(str(folder / name), dict(values), file, paths, Doing(**doing), said.append)

    prepare.said = said
    return prepare


def begin(prepare, position="rows[1:aaaaaa]/1", **how):
    with prepare(**how) as ready:
        ready.kept.begin(position, b"")
        ready.kept.finish(position)
        return ready.kept.id


def test_a_replay_is_prepared_with_its_secrets_and_its_rows(prepare):
    with prepare() as ready:
        assert ready.secrets == {"bank", "other"}
        assert [row.cells["who"] for row in ready.sheet.rows] == ["Ada", "Bob"]
        assert not ready.kept.resumed


def test_a_job_of_rows_that_was_begun_is_not_begun_anew_by_accident(prepare):
    first = begin(prepare)
    with pytest.raises(RecipeError, match=r"begun for these rows .* \(1 steps of it were done\); go on with --resume"):
        prepare().__enter__()
    with prepare(resume=True) as ready:
        assert ready.kept.id == first
    assert prepare.said == [f"Going on with what was begun on {ready.kept.began}."]
    with prepare(again=True) as ready:
        assert ready.kept.id != first


def test_so_is_one_with_loops_of_its_own(prepare):
    begin(prepare, "1/do[1:aaaaaa]/1", name="loop", rows=None)
    with pytest.raises(RecipeError, match="go on with --resume"):
        prepare(name="loop", rows=None).__enter__()


def test_a_plain_replay_begins_anew_unless_it_is_resumed(prepare):
    plain = {"rows": None, "values": {"who": "Ada", "amount": "1"}}
    first = begin(prepare, "1", **plain)
    with prepare(resume=True, **plain) as ready:
        assert ready.kept.id == first
    with prepare(**plain) as ready:
        assert ready.kept.id != first and not ready.kept.resumed


def test_resuming_nothing_is_said(prepare):
    with prepare(resume=True):
        assert prepare.said == ["Nothing was begun; this is from the start."]


def test_a_job_of_which_nothing_was_done_is_simply_begun(prepare):
    with prepare():
        pass
    with prepare() as ready:
        assert not ready.kept.begun()


def test_one_process_at_a_time(prepare):
    with prepare(), pytest.raises(BusyError):
        prepare().__enter__()


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (b"who,amuont\nAda,1\n", "the column “amuont” is no parameter; is “amount” meant"),
        (b"who,amount\nAda,x\n", "line 2: amount must be a number; “x” is not one"),
        (b"who,amount,pin\nAda,1,4711\n", "line 2: pin is a secret"),
        (b"who\nAda\n", "“amount” has no value"),
        (b"who,amount\n\x81,\x00\n", "line 2: a NUL byte"),
        (b"who,amount\nAda\n", "line 2: 1 fields, but there are 2 columns"),
        (b"", "rows.csv is empty"),
    ],
)
def test_wrong_rows_are_refused_at_once_and_leave_no_job(prepare, folder, paths, rows, reason):
    (folder / "rows.csv").write_bytes(rows)
    with pytest.raises(RecipeError, match=reason):
        prepare().__enter__()
    ledger = Ledger(paths.ledger)
    assert not [job for job in ledger.jobs() if job.leaves]
    ledger.close()


def test_columns_that_are_no_parameters_may_be_left_unused(prepare, folder):
    (folder / "rows.csv").write_text("id,who,amount,-\n7,Ada,1,x\n")
    with pytest.raises(RecipeError, match="or leave such columns unused with --unused-columns"):
        prepare().__enter__()
    with prepare(unused_columns=True) as ready:
        assert [dict(row.cells) for row in ready.sheet.rows] == [{"who": "Ada", "amount": "1"}]
    assert prepare.said == ["Not used of rows.csv: “id”, “-”."]


def test_an_encoding_that_was_guessed_is_said(prepare, folder):
    (folder / "rows.csv").write_bytes("who,amount\nZoë,1\n".encode("cp1252"))
    with prepare():
        assert prepare.said == ["rows.csv is not UTF-8 (line 2); it is read as Windows-1252: “Zoë,1”."]


def test_changed_values_are_refused_when_it_is_resumed(prepare):
    plain = {"rows": None, "values": {"who": "Ada", "amount": "1"}}
    begin(prepare, "1", **plain)
    with pytest.raises(RecipeError, match="“amount” is not what it was"):
        prepare(resume=True, rows=None, values={"who": "Ada", "amount": "2"}).__enter__()
