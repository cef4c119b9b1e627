"""What was done of a job: kept durably, taken up again, and refused when the job is another one now."""

import itertools
import os
import sqlite3
import subprocess
import sys

import pytest

from deskhand.core.errors import BusyError, JournalError, RecipeError
from deskhand.core.risk import Risk
from deskhand.recipe.format.schema import Recipe
from deskhand.recipe.meaning.values import given
from deskhand.recipe.resuming import ledger as ledgers
from deskhand.recipe.resuming.ledger import Begun, Ledger
from deskhand.recipe.resuming.settling import settle
from deskhand.recipe.walking.rows import parse
from deskhand.recipe.walking.walk import Walk
from tests.unit.recipe.books import Screen, Shelf, book, recipe, typed


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "jobs.sqlite"


@pytest.fixture
def ledger(file):
    opened = Ledger(file)
    yield opened
    opened.close()


def test_a_job_is_taken_up_where_it_was_left(ledger):
    with ledger.job("pay", "/d/data.csv") as job:
        assert not job.resumed
        job.decide("3", "true")
        job.finish("1", {"total": "5 €"})
        job.begin("2/do[1:ab12cd]/1", b"picture")
        job.sent("2/do[1:ab12cd]/1")
        began, id_ = job.began, job.id
    with ledger.job("pay", "/d/data.csv") as job:
        assert job.resumed
        assert (job.id, job.began) == (id_, began)
        assert job.done("1") == {"total": "5 €"}
        assert job.done("2/do[1:ab12cd]/1") is None
        assert job.decided("3") == "true"
        assert job.begun() == Begun("2/do[1:ab12cd]/1", b"picture", True)
        assert job.reached("2/do[1:ab12cd]") and job.reached("2") and not job.reached("2/do[2:ab12cd]")


def test_jobs_for_other_rows_or_recipes_are_others(ledger):
    with (
        ledger.job("pay", "/d/a.csv") as one,
        ledger.job("pay", "/d/b.csv") as two,
        ledger.job("mail", "/d/a.csv") as three,
    ):
        one.finish("1")
        assert two.done("1") is None and three.done("1") is None
        assert len({one.id, two.id, three.id}) == 3


def test_one_leaf_at_a_time_is_begun_and_only_once(ledger):
    with ledger.job("pay") as job:
        job.begin("1")
        with pytest.raises(RecipeError, match="Step 1 was begun before"):
            job.begin("2")
        job.sent("1")
        job.begin("1", b"its second act")
        assert job.begun() == Begun("1", b"its second act", False)
        job.finish("1")
        with pytest.raises(RecipeError, match="Step 1 was begun before"):
            job.begin("1")


def test_what_was_begun_is_settled(ledger):
    with ledger.job("pay") as job:
        job.begin("1")
        job.settle("1", done=False)
        assert job.begun() is None and job.done("1") is None
        job.begin("1")
        job.settle("1", done=True)
        assert job.done("1") == {}


def test_after_its_end_a_job_leaves_only_that_its_rows_were_done(ledger, file):
    with ledger.job("pay", "/d/a.csv") as job:
        job.finish("1", {"total": "very private"})
        job.decide("2", "very private")
        job.row_done("aa")
        job.row_done("aa")
        job.end()
    ledger.close()
    assert b"very private" not in file.read_bytes()
    again = Ledger(file)
    with again.job("pay", "/d/b.csv") as job:
        assert not job.resumed
        assert set(job.rows_done(["aa", "bb"])) == {"aa"}
    with again.job("mail", "/d/b.csv") as job:
        assert job.rows_done(["aa"]) == {}
    with again.job("pay", "/d/b.csv", again=True) as job:
        assert job.rows_done(["aa"]) == {}
    assert [info.state for info in again.jobs()].count("done") == 1
    again.close()


def test_again_gives_up_the_open_job(ledger):
    with ledger.job("pay") as job:
        job.begin("1")
        first = job.id
    with ledger.job("pay", again=True) as job:
        assert not job.resumed and job.id != first
        assert job.begun() is None
    assert {info.id: info.state for info in ledger.jobs()} == {first: "given up", job.id: "open"}


def test_one_process_at_a_time(ledger, file):
    code = (
        "import sys; from pathlib import Path; from deskhand.recipe.resuming.ledger import Ledger\n"
        "ledger = Ledger(Path(sys.argv[1])); job = ledger.job('pay'); print('ready', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout.readline() == b"ready\n"
    with pytest.raises(BusyError, match="pay is being done already"):
        ledger.job("pay")
    ledger.job("mail").close()
    other.kill()
    other.communicate()
    with ledger.job("pay") as job:
        assert job.resumed
        with pytest.raises(BusyError):
            ledger.job("pay")


def test_what_is_old_is_forgotten(ledger, file, monkeypatch):
    with ledger.job("pay") as job:
        job.finish("1")
    with ledger.job("mail") as job:
        job.finish("1")
    database = sqlite3.connect(file)
    database.execute("UPDATE jobs SET touched = touched - ? WHERE recipe = 'pay'", (ledgers.KEPT + 1,))
    database.commit()
    later = Ledger(file)
    assert [info.recipe for info in later.jobs()] == ["mail"]
    assert database.execute("SELECT count(*) FROM positions").fetchone() == (1,)
    database.close()
    later.close()


def test_only_its_owner_can_read_it(ledger, file):
    assert file.stat().st_mode & 0o077 == 0


def test_a_ledger_of_a_newer_deskhand_or_a_damaged_one_is_refused(tmp_path):
    newer = tmp_path / "newer.sqlite"
    database = sqlite3.connect(newer)
    database.execute("PRAGMA user_version=99")
    database.close()
    with pytest.raises(JournalError, match="newer Deskhand"):
        Ledger(newer)
    (tmp_path / "damaged.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(JournalError, match="cannot be opened"):
        Ledger(tmp_path / "damaged.sqlite")
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be opened"):
        Ledger(tmp_path / "file" / "jobs.sqlite")


def test_when_nothing_can_be_written_down_nothing_is_begun(ledger, file):
    with ledger.job("pay") as job:
        ledger._file._database.execute("PRAGMA max_page_count=1")
        with pytest.raises(JournalError, match="nothing more is done"):
            job.begin("1", os.urandom(1_000_000))
        assert job.begun() is None


@pytest.mark.parametrize(
    ("risk", "seen", "unchanged", "repeatable", "settled"),
    [
        (Risk.R3, True, False, False, "done"),
        (Risk.R1, True, False, False, "done"),
        (Risk.R1, False, True, False, "again"),
        (Risk.R2, None, True, False, "again"),
        (Risk.R1, False, False, False, "ask"),
        (Risk.R1, False, False, True, "again"),
        (Risk.R1, None, False, False, "ask"),
        (Risk.R3, False, True, False, "again"),
        (Risk.R4, False, True, False, "ask"),
        (Risk.R3, None, True, False, "ask"),
        (Risk.R3, False, False, True, "ask"),
        (Risk.R6, None, True, True, "ask"),
        (Risk.R1, True, True, False, "ask"),
    ],
)
def test_how_an_act_whose_end_is_not_known_is_settled(risk, seen, unchanged, repeatable, settled):
    assert settle(risk, seen, unchanged, repeatable) == settled


def test_what_is_done_again_is_sure_not_to_have_happened():
    for risk, seen, unchanged, repeatable in itertools.product(Risk, (True, False, None), (True, False), (True, False)):
        if settle(risk, seen, unchanged, repeatable) == "again":
            assert risk <= Risk.R3 and not seen
            assert unchanged or (repeatable and risk <= Risk.R2)
            assert risk <= Risk.R2 or seen is False


PAY = recipe(
    typed("{{who}}"), typed("{{amount}}"), name="pay", who={}, amount={"type": "number"}, city={"default": "Rome"}
)


def walked(job, of=PAY, csv="who,amount\nAda,1\nBob,2\nEve,3\n", leaves=10_000, values=None):
    """Do so many leaves of the job, each begun and finished; what was typed."""
    common = {name: parameter for name, parameter in of.parameters.items() if name not in ("who", "amount")}
    walk = Walk(
        book(of),
        given(common, values or {}),
        Shelf(),
        Screen(),
        job,
        sheet=parse(csv.encode(), "data.csv"),
        today=job.began,
    )
    done = []
    for leaf in walk:
        if len(done) == leaves:
            return done
        job.begin(leaf.position)
        done.append(leaf.scope.value("who").text)
        job.finish(leaf.position)
    job.end()
    return done


def test_a_job_goes_on_in_the_middle_of_a_row(ledger):
    with ledger.job("pay", "data.csv") as job:
        assert walked(job, leaves=3) == ["Ada", "Ada", "Bob"]
    with ledger.job("pay", "data.csv") as job:
        assert walked(job) == ["Bob", "Eve", "Eve"]


@pytest.mark.parametrize(
    ("csv", "reason"),
    [
        ("who,amount\nAda,1\nBob,22\nEve,3\n", r"data.csv was changed since .* row 2 \(line 3\) was begun and differs"),
        (
            "who,amount\nBob,2\nAda,1\nEve,3\n",
            r"row 1 \(line 2\) was begun and differs; put it back, or start anew with --again",
        ),
        ("who,amount\nAda,1\n", "row 2 was begun and is gone"),
    ],
)
def test_a_row_that_was_reached_must_be_the_same(ledger, csv, reason):
    with ledger.job("pay", "data.csv") as job:
        walked(job, leaves=3)
    with ledger.job("pay", "data.csv") as job, pytest.raises(RecipeError, match=reason):
        walked(job, csv=csv)
    with ledger.job("pay", "data.csv", again=True) as job:
        assert len(walked(job, csv=csv)) == 2 * (csv.count("\n") - 1)


def test_rows_that_were_not_reached_may_be_put_right_and_added(ledger):
    with ledger.job("pay", "data.csv") as job:
        walked(job, leaves=3)
    with ledger.job("pay", "data.csv") as job:
        assert walked(job, csv="who,amount\nAda,1\nBob,2\nEva,30\nMax,4\n") == ["Bob", "Eva", "Eva", "Max", "Max"]


def test_other_values_are_refused(ledger):
    with ledger.job("pay", "data.csv") as job:
        walked(job, leaves=3)
    with ledger.job("pay", "data.csv") as job, pytest.raises(RecipeError, match="“city” is not what it was"):
        walked(job, values={"city": "Oslo"})


def changed(**change):
    return Recipe.model_validate({**PAY.model_dump(by_alias=True), **change})


def test_a_recipe_whose_steps_changed_is_refused(ledger):
    with ledger.job("pay", "data.csv") as job:
        walked(job, leaves=3)
    more = changed(steps=[{"type": "{{who}}"}, {"type": "{{amount}} "}])
    with ledger.job("pay", "data.csv") as job, pytest.raises(RecipeError, match="The steps of pay were changed since"):
        walked(job, of=more)


def test_a_repaired_target_does_not_make_it_another_recipe(ledger):
    pay = changed(steps=[{"type": "{{who}}", "into": {"label": "Name"}}, {"type": "{{amount}}"}])
    with ledger.job("pay", "data.csv") as job:
        walked(job, of=pay, leaves=3)
    step = {
        "type": "{{who}}",
        "into": {"label": "Full name"},
        "within": 3,
        "then": {"change": "much of the window changes"},
    }
    repaired = changed(title="Pay them", steps=[step, {"type": "{{amount}}", "note": "x"}])
    with ledger.job("pay", "data.csv") as job:
        assert walked(job, of=repaired) == ["Bob", "Eve", "Eve"]


def test_rows_that_other_jobs_did_are_not_done_twice(ledger):
    with ledger.job("pay", "a.csv") as job:
        walked(job)
    with (
        ledger.job("pay", "a.csv") as job,
        pytest.raises(RecipeError, match=r"All rows of data\.csv were done already, on 20"),
    ):
        walked(job)
    with ledger.job("pay", "b.csv") as job:
        with pytest.raises(RecipeError, match=r"2 of the 3 rows of data.csv were done already, .* \(lines 3, 4\)"):
            walked(job, csv="who,amount\nMax,9\nBob,2\nEve,3\n")
        assert walked(job, csv="who,amount\nMax,9\nBob,2.5\n", leaves=1) == ["Max"]
    with ledger.job("pay", "a.csv", again=True) as job:
        assert len(walked(job)) == 6


def test_a_job_that_was_started_again_goes_on_without_being_told_again(ledger):
    with ledger.job("pay", "a.csv") as job:
        walked(job)
    with ledger.job("pay", "a.csv", again=True) as job:
        walked(job, leaves=3)
    with ledger.job("pay", "a.csv") as job:
        assert walked(job) == ["Bob", "Eve", "Eve"]


def test_rows_of_loops_within_a_recipe_must_be_the_same_too(ledger, tmp_path):
    data = tmp_path / "d.csv"
    of = recipe({"for_each": "row", "in": {"csv": "d.csv"}, "do": [typed("{{row.a}}"), typed("x")]}, name="loop")

    def go(job, leaves):
        done = []
        for leaf in Walk(book(of), {}, Shelf(), Screen(), job, folder=tmp_path):
            if len(done) == leaves:
                break
            job.begin(leaf.position)
            job.finish(leaf.position)
            done.append(leaf.position.split("[")[1].split(":")[0])
        return done

    data.write_text("a\n1\n2\n3\n")
    with ledger.job("loop") as job:
        assert go(job, 3) == ["1", "1", "2"]
    data.write_text("a\n1\n5\n3\n")
    with (
        ledger.job("loop") as job,
        pytest.raises(RecipeError, match=r"d.csv was changed .* row 2 \(line 3\) was begun"),
    ):
        go(job, 9)
    data.write_text("a\n1\n2\n7\n8\n")
    with ledger.job("loop") as job:
        assert go(job, 9) == ["2", "3", "3", "4", "4"]


def test_no_value_of_a_secret_gets_into_the_ledger(ledger, file):
    of = recipe(typed("{{pin}}"), name="login", pin={"type": "secret", "secret": "bank"})
    with ledger.job("login") as job:
        for leaf in Walk(book(of), given(of.parameters, {}), Shelf(), Screen(), job):
            job.begin(leaf.position)
            job.finish(leaf.position)
    ledger.close()
    assert b"hunter2" not in file.read_bytes()


@pytest.mark.timeout(60)
def test_a_long_job_is_taken_up_in_time(ledger):
    csv = "who,amount\n" + "".join(f"n{n},{n}\n" for n in range(1_000))
    with ledger.job("pay", "a.csv") as job:
        database = job._file._database
        database.execute("PRAGMA synchronous=OFF")
        walked(job, csv=csv, leaves=1_999)
    with ledger.job("pay", "a.csv") as job:
        assert walked(job, csv=csv) == ["n999"]
