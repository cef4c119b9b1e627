"""Parts the app is made of that need no window: one instance, library, board, allowed steps, downloads, languages."""

import contextlib
import http.server
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from deskhand.core.errors import DownloadError, RecipeError, StopRequested
from deskhand.core.screen import Role
from deskhand.core.step import RunResult, Status
from deskhand.core.stop import StopToken
from deskhand.jobs.board import NEWEST, Column, past
from deskhand.jobs.library import changed, entries, sheet
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from deskhand.models import fetch as fetching
from deskhand.models.catalogue import Entry, HubSource, ModelFile
from deskhand.models.fetch import Watch, fetch, remove
from deskhand.recipe.format.reordering import moved, noted, parametrised, retitled, without
from deskhand.recipe.format.schema import Check, Condition, Parameter, Recipe, Target, Type
from deskhand.recipe.keeping.store import user_store
from deskhand.system.autostart import autostart_file, set_autostart
from deskhand.system.language import _catalogue, translations_folder
from deskhand.system.one_instance import OneInstance, hand_over

STEPS = (
    Type(type="Ada", into=Target(label="Name", role=Role.EDIT)),
    Type(type="{{amount}}", into=Target(label="Amount", role=Role.EDIT)),
    Check(check=Condition(text="Thanks")),
)
RECIPE = Recipe(name="pay", title="Pay", parameters={"amount": Parameter(type="number")}, steps=STEPS)


# -- one instance ----------------------------------------------------------------------------------------------------


def test_the_first_takes_requests_and_a_second_hands_over(tmp_path):
    told = []
    first = OneInstance(tmp_path / "run" / "app.socket", told.append)
    assert first.listen()
    first.serve()
    second = OneInstance(tmp_path / "run" / "app.socket", told.append)
    assert not second.listen()
    assert hand_over(tmp_path / "run" / "app.socket", {"goal": "open “a”\n.txt"})
    assert told == [{"goal": "open “a”\n.txt"}]
    assert (tmp_path / "run" / "app.socket").stat().st_mode & 0o077 == 0
    first.close()
    assert not hand_over(tmp_path / "run" / "app.socket", {})


def test_a_request_that_came_early_is_not_lost(tmp_path):
    told = []
    first = OneInstance(tmp_path / "app.socket", told.append)
    assert first.listen()
    early = threading.Thread(target=hand_over, args=(tmp_path / "app.socket", {"show": True}))
    early.start()
    time.sleep(0.1)
    assert told == []
    first.serve()
    early.join(5)
    assert told == [{"show": True}]
    first.close()


def test_a_socket_left_by_a_crash_is_no_app(tmp_path):
    (tmp_path / "app.socket").write_text("")
    assert not hand_over(tmp_path / "app.socket", {})
    instance = OneInstance(tmp_path / "app.socket", print)
    assert instance.listen()
    instance.close()


def test_nonsense_on_the_socket_is_let_go(tmp_path):
    import socket

    told = []
    instance = OneInstance(tmp_path / "app.socket", told.append)
    assert instance.listen()
    instance.serve()
    for nonsense in (b"\n", b"[1]\n", b"{broken\n", b"x" * 70_000):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            line.connect(str(tmp_path / "app.socket"))
            line.sendall(nonsense)
            line.shutdown(socket.SHUT_WR)
            # What is too long is hung up on.
            with contextlib.suppress(ConnectionResetError):
                line.recv(8)
    assert told == [] and hand_over(tmp_path / "app.socket", {"show": 1})
    instance.close()


# -- library ---------------------------------------------------------------------------------------------------------


def test_steps_are_moved_within_bounds():
    assert [s.type for s in moved(RECIPE, 0, 1).steps[:2]] == ["{{amount}}", "Ada"]
    assert moved(RECIPE, 0, -5) == RECIPE and moved(RECIPE, 2, 9) == RECIPE


def test_deleting_the_last_use_of_a_parameter_deletes_it():
    assert "amount" not in without(RECIPE, [1]).parameters
    assert "amount" in without(RECIPE, [0]).parameters
    with pytest.raises(RecipeError, match="delete the recipe instead"):
        without(RECIPE, [0, 1, 2])


def test_words_become_a_parameter():
    made = parametrised(RECIPE, 0, "who")
    assert made.steps[0].type == "{{who}}" and made.parameters["who"].default == "Ada"
    assert made.parameters["who"].label == "Name"
    for index, name, why in (
        (1, "x", "no words of its own"),
        (2, "x", "no words"),
        (0, "amount", "already"),
        (0, "1x", "no name"),
    ):
        with pytest.raises(RecipeError, match=why):
            parametrised(RECIPE, index, name)


def test_names_of_steps_and_recipes():
    assert noted(RECIPE, 0, "Who").steps[0].note == "Who" and retitled(RECIPE, "New").title == "New"


def test_a_change_is_kept_in_the_words_of_the_file_and_the_old_one_as_a_version(paths):
    store = user_store(paths)
    folder = store.save(RECIPE, {})
    text = (folder / "recipe.yaml").read_text()
    (folder / "recipe.yaml").write_text(text.replace("title: Pay", "title: Pay  # what it does"))
    found = sheet(paths, "pay")
    kept = changed(paths, found.loaded, noted(found.loaded.recipe, 0, "Who"))
    assert "# what it does" in kept.loaded.text and kept.loaded.recipe.steps[0].note == "Who"
    from deskhand.recipe.keeping.versions import Versions

    assert Versions(paths.versions).load("pay", 1).recipe == RECIPE


def test_a_ready_recipe_that_is_changed_becomes_the_persons_own(paths):
    found = sheet(paths, "monthly-report")
    kept = changed(paths, found.loaded, retitled(found.loaded.recipe, "Mine"))
    assert kept.entry.own and kept.entry.title == "Mine"
    assert next(e for e in entries(paths) if e.own).name == "monthly-report"


def test_a_recipe_that_is_refused_is_in_the_list_with_the_reason(paths):
    user_store(paths).save(RECIPE, {})
    (paths.recipes / "pay" / "recipe.yaml").write_text("recipe: 1\nname: pay\nsteps: nonsense\n")
    entry = next(e for e in entries(paths) if e.name == "pay")
    assert "line 3" in entry.problem


# -- board -----------------------------------------------------------------------------------------------------------


def test_ten_thousand_runs_are_no_burden(paths):
    """What is shown is bounded; the filter and the count look at all of them."""
    journal = SqliteJournal(paths.journal, PictureStore(paths.pictures))
    journal._database.execute("BEGIN")
    rows = []
    for n in range(10_000):
        run = f"{n:012x}"
        rows.append((run, 0, "begin", float(n), f'{{"goal": "goal number {n}"}}'))
        end = '{"status": "done", "reason": "", "answer": "", "steps": 3, "seconds": 1.5}'
        rows.append((run, 3, "end", n + 0.5, end))
    # Written past the chain: of that nothing is asked here.
    columns = "(run, step, kind, at, body, body_hash, hash)"
    journal._database.executemany(f"INSERT INTO events {columns} VALUES (?, ?, ?, ?, ?, '', '')", rows)
    journal._database.execute("COMMIT")
    journal.close()
    found = past(paths)
    assert len(found.cards) == NEWEST and found.count == 10_000
    assert found.cards[0].title == "goal number 9999" and found.cards[0].column is Column.DONE
    assert [c.title for c in past(paths, "NUMBER 4242").cards] == ["goal number 4242"]
    assert past(paths, "100%_").cards == ()


def test_a_run_that_was_killed_is_told_as_interrupted(paths):
    journal = SqliteJournal(paths.journal, PictureStore(paths.pictures))
    journal.begin("aaaa", "open it")
    journal.begin("bbbb", "save it")
    journal.end(RunResult(Status.NEEDS_USER, 1, "", 2.0, "bbbb", "Needs your yes."))
    journal.close()
    cards = {card.title: card for card in past(paths).cards}
    assert cards["open it"].column is Column.STOPPED and "Interrupted" in cards["open it"].words
    assert cards["save it"].column is Column.STOPPED and cards["save it"].words == "Needs your yes."
    assert [c.run for c in past(paths, current="aaaa").cards] == ["bbbb"]


# -- downloads -------------------------------------------------------------------------------------------------------

DATA = bytes(range(256)) * 16_384


class Hub(http.server.BaseHTTPRequestHandler):
    """A hub that knows ranges and counts what it sends; it breaks off after `breaks` bytes."""

    sent, breaks = 0, 0

    def do_GET(self):
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        self.send_response(206 if "Range" in self.headers else 200)
        self.send_header("Content-Length", str(len(DATA) - start))
        self.end_headers()
        part = DATA[start : start + Hub.breaks] if Hub.breaks else DATA[start:]
        self.wfile.write(part)
        Hub.sent += len(part)

    def log_message(self, *_):
        pass


@pytest.fixture
def hub(monkeypatch):
    import hashlib

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(fetching, "HUB", f"http://127.0.0.1:{server.server_port}/{{repository}}/{{file}}")
    Hub.sent = Hub.breaks = 0
    file = ModelFile("w.bin", hashlib.sha256(DATA).hexdigest(), len(DATA), None, HubSource("org/repo", "w.bin"))
    yield Entry("m", "a model", "MIT", (file,))
    server.shutdown()
    server.server_close()


def test_a_download_goes_on_where_it_was_cancelled(tmp_path, hub):
    stop, seen = StopToken(), []

    def told(done, of):
        seen.append((done, of))
        if done > len(DATA) // 2:
            stop.stop("Cancelled.")

    with pytest.raises(StopRequested):
        fetch(hub, tmp_path, print, Watch(told, stop))
    kept = (tmp_path / "w.bin.part").stat().st_size
    assert 0 < kept < len(DATA) and not (tmp_path / "w.bin").exists()
    seen.clear()
    fetch(hub, tmp_path, lambda line: None, Watch(lambda done, of: seen.append((done, of))))
    assert (tmp_path / "w.bin").read_bytes() == DATA
    assert seen[0][0] > kept and seen[-1] == (len(DATA), len(DATA))
    assert not list(tmp_path.glob("*.part"))


def test_a_line_that_breaks_off_keeps_what_came(tmp_path, hub):
    Hub.breaks = len(DATA) // 3
    for _ in range(4):
        try:
            fetch(hub, tmp_path, lambda line: None)
        except (DownloadError, fetching.ModelFileError):
            continue
    assert (tmp_path / "w.bin").read_bytes() == DATA
    assert Hub.sent == len(DATA), "no byte came twice"


def test_a_model_is_removed_with_what_was_made_of_it(tmp_path, hub):
    fetch(hub, tmp_path, lambda line: None)
    (tmp_path / "w.bin.verified").write_text("")
    (tmp_path / "other.bin").write_text("")
    remove(hub, tmp_path)
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["other.bin"]


# -- the session and the language ------------------------------------------------------------------------------------


def test_starting_with_the_session_is_a_file_there_or_not(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    set_autostart(True)
    text = autostart_file().read_text()
    assert '"deskhand" "app" "--background"' in text and text.startswith("[Desktop Entry]")
    set_autostart(False)
    set_autostart(False)
    assert not autostart_file().exists()


def extracted():
    """Every text of the source, as translators get it."""
    from babel.messages.extract import extract_from_dir

    folder = Path(fetching.__file__).parents[1]
    keywords = {"_": None, "counted": (1, 2)}
    return {message for _file, _line, message, _comments, _context in extract_from_dir(str(folder), keywords=keywords)}


def test_german_is_complete_and_keeps_every_placeholder():
    import re

    catalogue = _catalogue("de")
    for message in extracted():
        for text in message if isinstance(message, tuple) else (message,):
            count = 1 if not isinstance(message, tuple) or text == message[0] else 5
            told = catalogue.ngettext(*message, count) if isinstance(message, tuple) else catalogue.gettext(text)
            same = told == text and text not in SAME_IN_GERMAN
            assert not same, f"{text!r} has no translation; run `make translations` and fill it in"
            assert sorted(re.findall(r"\{\w+\}", told)) == sorted(re.findall(r"\{\w+\}", text)), text
            assert told.count("&") == text.count("&") or "&&" in text, text


SAME_IN_GERMAN = {"Name", "Pause"}
"""Words that are the same in both."""


def test_the_catalogue_is_compiled_from_its_text():
    from babel.messages.mofile import read_mo
    from babel.messages.pofile import read_po

    folder = translations_folder() / "de" / "LC_MESSAGES"
    with (folder / "deskhand.po").open("rb") as text, (folder / "deskhand.mo").open("rb") as made:
        po, mo = read_po(text), read_mo(made)
    kept, compiled = ({str(m.id): str(m.string) for m in one if m.id and m.string} for one in (po, mo))
    # A compiled catalogue has its plurals as tuples.
    assert {k.strip("()[]"): v.strip("()[]") for k, v in kept.items()} == {
        k.strip("()[]"): v.strip("()[]") for k, v in compiled.items()
    }


def test_the_language_is_the_one_of_the_environment(monkeypatch):
    from deskhand.system import language

    monkeypatch.setenv(language.LANGUAGE, "de")
    assert language._("Board") != "Board"
    monkeypatch.setenv(language.LANGUAGE, "xx")
    assert language._("Board") == "Board"
    assert partial(language.counted, "{n} step", "{n} steps")(3) == "3 steps"
