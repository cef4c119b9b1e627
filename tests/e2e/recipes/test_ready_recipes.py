"""The ready recipes on real applications: replayed by the names they have, the result checked from outside."""

import csv
import io
import os
from collections.abc import Callable, Iterator

import pytest
from rich.console import Console

from deskhand.bootstrap_replay import Job, open_replay_session
from deskhand.cli.progress import Progress
from deskhand.cli.replay import Asked, carry_out
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.risk import Risk
from deskhand.core.step import RunResult
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.jobs.task import Doing
from deskhand.recipe.keeping.store import user_store
from deskhand.recipe.meaning.values import given
from deskhand.system.paths import Paths
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.desktop import until

from . import scenes
from .web import serving

Replay = Callable[..., RunResult]


@pytest.fixture
def desktop(paths) -> Iterator[PrivateDesktop]:
    """A desktop of the size of a small notebook's, and this process's display."""
    ours = {name: os.environ[name] for name in ("DESKHAND_HOME", "PYTHON_KEYRING_BACKEND")}
    with PrivateDesktop(1280, 900) as opened, environment(opened.env | ours):
        yield opened


@pytest.fixture
def replay(desktop, paths, tmp_path, monkeypatch) -> Replay:
    """Replays a ready recipe as the command does, up to a class of steps unasked; nobody is there to ask."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, unasked: Risk = Risk.R2, resume: bool = False, **values: str) -> RunResult:
        progress = Progress(Console(file=io.StringIO()))
        asked = Asked(unasked, unattended=True, max_steps=300, max_seconds=120)
        return carry_out(name, values, None, paths, asked, progress, doing=Doing(resume=resume))

    return run


def table(path, *rows: str) -> str:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("dark", [False, True])
def test_files_are_renamed_by_a_list(desktop, replay, tmp_path, dark):
    if dark:
        scenes.darken(desktop)
    folder = scenes.files(desktop, "Documents", ["IMG_001.txt", "IMG_002.txt", "IMG_003.txt", "notes.txt"])
    names = table(tmp_path / "names.csv", "old,new", "IMG_001.txt,beach.txt", "IMG_003.txt,harbour.txt")
    result = replay("rename-files", list=names)
    assert result.status == "done", result
    assert {file.name: file.read_text() for file in folder.iterdir()} == {
        "beach.txt": "IMG_001.txt",
        "harbour.txt": "IMG_003.txt",
        "IMG_002.txt": "IMG_002.txt",
        "notes.txt": "notes.txt",
    }


@pytest.mark.parametrize(
    ("rows", "why"),
    [(["a.txt,b.txt", "gone.txt,c.txt"], "gone.txt"), (["a.txt,b.txt", "notes.txt,b.txt"], "b.txt")],
)
def test_renaming_halts_before_a_file_that_is_missing_and_a_name_that_is_taken(desktop, replay, tmp_path, rows, why):
    folder = scenes.files(desktop, "Documents", ["a.txt", "notes.txt"])
    result = replay("rename-files", list=table(tmp_path / "names.csv", "old,new", *rows))
    assert result.status == "needs_user" and why in result.reason, result
    assert {file.name: file.read_text() for file in folder.iterdir()} == {"b.txt": "a.txt", "notes.txt": "notes.txt"}


def test_renaming_goes_on_where_it_halted(desktop, replay, tmp_path):
    folder = scenes.files(desktop, "Documents", ["a.txt", "notes.txt"])
    names = table(tmp_path / "names.csv", "old,new", "a.txt,b.txt", "c.txt,d.txt")
    assert replay("rename-files", list=names).status == "needs_user"
    # Were the first row done again, it would be missed; the person puts a file of that name there to see.
    for name in ("a.txt", "c.txt"):
        (folder / name).write_text(f"later {name}")
    result = replay("rename-files", resume=True, list=names)
    assert result.status == "done", result
    assert {file.name: file.read_text() for file in folder.iterdir()} == {
        "a.txt": "later a.txt",
        "b.txt": "a.txt",
        "d.txt": "later c.txt",
        "notes.txt": "notes.txt",
    }


@pytest.mark.parametrize(("dark", "scale"), [(False, 1.0), (True, 1.25)])
def test_a_form_is_filled_and_sent_for_each_row(desktop, replay, tmp_path, dark, scale):
    people = [
        ["Jane Roe", "jane@example.org", "2026-11-26", "Toronto", "Vegan", "yes"],
        ["Ola Nordmann", "ola@example.org", "2027-01-05", "Berlin", "Meat", "no"],
    ]
    header = "name,email,day,site,lunch,parking"
    with serving() as site:
        scenes.browser(desktop, f"{site.url}/visitors", "Visitors", dark=dark, scale=scale)
        rows = table(tmp_path / "people.csv", header, *(",".join(row) for row in people))
        result = replay("fill-form", Risk.R3, people=rows)
        assert result.status == "done", result
        sent = [[entry.get(key, "no") for key in header.split(",")] for entry in site.sent]
    assert sent == [[*row[:4], row[4].lower(), row[5]] for row in people]


def test_nothing_is_sent_that_was_not_allowed(desktop, replay, tmp_path):
    people = table(
        tmp_path / "p.csv", "name,email,day,site,lunch,parking", "Jane,j@example.org,2026-11-26,Oslo,Meat,no"
    )
    with serving() as site:
        scenes.browser(desktop, f"{site.url}/visitors", "Visitors")
        result = replay("fill-form", Risk.R2, people=people)
        assert result.status == "needs_user" and "Register" in result.reason, result
        assert site.sent == []


@pytest.mark.parametrize("program", [["gnumeric", "--no-splash"], scenes.OFFICE], ids=["gnumeric", "calc"])
def test_rows_of_a_sheet_go_into_a_form(desktop, replay, program):
    bills = [["I-2041", "Harbour Books", "1204.50"], ["I-l042", "Lagos Textiles and Sons", "310.25"]]
    name = "bills.gnumeric" if program[0] == "gnumeric" else "bills.ods"
    with serving() as site:
        text = "Number,Supplier,Amount\n" + "\n".join(",".join(bill) for bill in bills) + "\n"
        scenes.sheet(desktop, name, text, program)
        scenes.browser(desktop, f"{site.url}/invoices", "Invoices")
        result = replay("sheet-to-form", Risk.R3)
        assert result.status == "done", result
        assert [list(entry.values()) for entry in site.sent] == bills


ORDERS = [
    ["A-1040", "2026-03-01", "Harbour Books", "1,204.50"],
    ["A-1041", "2026-03-02", "Müller & Söhne", "88.00"],
    ["A-1042", "2026-03-02", "Lagos Textiles", "310.25"],
    ["A-1043", "2026-03-04", "Nordlys AS", "45.10"],
    ["A-1044", "2026-03-05", "Rivera Foods", "2,750.00"],
    ["A-1045", "2026-03-06", "Chen Optics", "19.99"],
    ["A-1046", "2026-03-07", "Atelier Blanc", "640.00"],
    ["A-1047", "2026-03-09", "O'Neill Marine", "77.40"],
    ["A-1048", "2026-03-10", "Harbour Books", "1,204.50"],
    ["A-1049", "2026-03-11", "Sato Instruments", "9,015.00"],
    ["A-1050", "2026-03-12", "Vega Lighting", "130.75"],
    ["A-1051", "2026-03-13", "Harbour Books", "61.00"],
    ["A-1052", "2026-03-16", "Kowalski Tools", "402.80"],
]


@pytest.mark.parametrize(("dark", "scale"), [(False, 1.0), (True, 1.25)])
def test_a_table_of_three_pages_is_saved(desktop, replay, tmp_path, dark, scale):
    with serving(ORDERS) as site:
        scenes.browser(desktop, f"{site.url}/orders", "Orders", dark=dark, scale=scale)
        result = replay("table-to-csv", last="Page 3 of 3")
        assert result.status == "done", result
    with (tmp_path / "orders.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["Order", "Date", "Customer", "Amount"], *ORDERS]


def test_the_monthly_report_is_made(desktop, replay):
    rows = "Costs,\nMonth,\nTotal,\n,\nItem,Amount\nPaper,12\nInk,30\nStamps,8.5\n"
    file = scenes.sheet(desktop, "costs.ods", rows, scenes.OFFICE)
    before = file.read_bytes()
    result = replay("monthly-report", Risk.R3, month="2026-11")
    assert result.status == "done", result
    report = file.with_name("report-2026-11.ods")
    assert [row[:2] for row in scenes.cells(desktop, report)[:3]] == [
        ["Costs", ""],
        ["Month", "2026-11"],
        ["Total", "50.5"],
    ]
    text = scenes.content(report)
    assert "of:=SUM([.B6:.B500])" in text and text.count('table:style-name="Heading_20_2"') >= 2
    pdf = file.with_name("report-2026-11.pdf")
    # LibreOffice closes the dialog before it writes.
    assert until(lambda: pdf.is_file() and pdf.read_bytes().startswith(b"%PDF"), "the PDF")
    assert file.read_bytes() == before, "the sheet itself stays as it is on disk"


def test_a_report_that_is_there_is_not_replaced(desktop, replay):
    file = scenes.sheet(desktop, "costs.ods", "Costs,\nMonth,\nTotal,\n,\nItem,Amount\nInk,30\n", scenes.OFFICE)
    kept = file.with_name("report-2026-11.ods")
    kept.write_text("mine")
    result = replay("monthly-report", Risk.R3, month="2026-11")
    assert result.status == "needs_user", result
    assert kept.read_text() == "mine" and not file.with_name("report-2026-11.pdf").exists()


def replay_asking(name: str, paths: Paths, says: bool, **values: str) -> RunResult:
    """Replays a ready recipe with a person who gives this answer to its questions, and allows all the rest."""
    store, stop = user_store(paths), StopToken()
    loaded = store.load(name)
    job = Job(loaded, given(loaded.recipe.parameters, values), store)
    with open_replay_session(paths, UpTo(Risk.R4, Nobody()), lambda question: says, str, stop) as session:
        return session.replay(job, Budget(300, 120), lambda event: None).result


DOWNLOADS = ["Archives/", "Documents/", "Pictures/", "beach.png", "bill-17.pdf", "letter.txt", "photos.zip", "x.iso"]


def test_downloads_go_into_their_folders(desktop, replay):
    folder = scenes.files(desktop, "Downloads", [*DOWNLOADS, "film.mp4.part"])
    result = replay("clean-downloads")
    assert result.status == "done", result
    assert sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()) == [
        "Archives/photos.zip",
        "Documents/bill-17.pdf",
        "Documents/letter.txt",
        "Pictures/beach.png",
        "film.mp4.part",
        "x.iso",
    ]


@pytest.mark.parametrize(("says", "left"), [(False, ["film.mp4.part", "x.iso"]), (True, ["x.iso"])])
def test_a_broken_download_is_deleted_only_after_a_yes(desktop, paths, says, left):
    folder = scenes.files(desktop, "Downloads", ["Pictures/", "film.mp4.part", "x.iso"])
    result = replay_asking("clean-downloads", paths, says, unfinished="delete")
    assert result.status == ("done" if says else "needs_user"), result
    assert sorted(file.name for file in folder.rglob("*") if file.is_file()) == left
