"""The store of recipes: what is saved is loaded again, and nothing is lost on the way, whatever interrupts it."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.loading import dump, parsed
from deskhand.recipe.format.schema import Click, Recipe, Target, Type
from deskhand.recipe.keeping import placing
from deskhand.recipe.keeping.store import Store, user_store

PICTURE = np.arange(20 * 30 * 3, dtype=np.uint8).reshape(20, 30, 3)
KILLS, IN_THE_MIDDLE = 60, 15


def recipe(name="save-note", label="Save", picture="save.png"):
    return Recipe(
        name=name,
        title="Save: a note",
        steps=(
            Type(type="{{words}}", into=Target(label="Text", role="edit", state="on")),
            Click(click=Target(label=label, picture=picture, place=(1, 2, 30, 20))),
        ),
    )


@pytest.fixture
def root(tmp_path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def store(root) -> Store:
    return Store(root)


def test_what_is_saved_is_loaded_again(store, root):
    store.save(recipe(), {"save.png": PICTURE, "other.png": PICTURE})
    loaded = store.load("save-note")
    assert loaded.recipe == recipe()
    assert list(loaded.pictures) == ["save.png"]
    assert np.array_equal(loaded.pictures["save.png"], PICTURE)
    assert loaded.text.splitlines()[loaded.lines.of("steps", 1) - 1].strip().startswith("- click:")
    assert store.names() == ["save-note"]
    assert sorted(f.name for f in root.iterdir()) == [".lock", "recipe.schema.json", "save-note"]


def test_nothing_is_there_before_something_is_saved(store, root):
    assert store.names() == []
    with pytest.raises(RecipeError, match="There is no recipe save-note"):
        store.load("save-note")
    assert not root.exists()


def test_a_new_version_takes_the_place_of_the_old_one_but_not_of_other_files(store):
    folder = store.save(recipe(), {"save.png": PICTURE})
    (folder / "rows.csv").write_text("a,b\n1,2\n")
    store.save(recipe(picture="keep.png"), {"keep.png": PICTURE})
    assert sorted(f.name for f in folder.iterdir()) == ["keep.png", "recipe.yaml", "rows.csv"]


def test_pictures_that_stay_are_not_written_again(store, monkeypatch):
    written = []
    write = placing.write_file

    def noted(file: Path, content: bytes) -> None:
        written.append(file.name)
        write(file, content)

    monkeypatch.setattr("deskhand.recipe.keeping.store.write_file", noted)
    store.save(recipe(), {"save.png": PICTURE})
    store.save(recipe(label="Keep"), {"save.png": PICTURE})
    store.save(recipe(label="Keep"), {"save.png": PICTURE[::-1]})
    assert written == ["save.png", "recipe.yaml", "recipe.yaml", "save.png", "recipe.yaml"]
    assert np.array_equal(store.load("save-note").pictures["save.png"], PICTURE[::-1])


def test_words_of_the_person_are_kept(store):
    text = dump(recipe()).replace("\nsteps:", "\n# Mine.\nsteps:")
    store.save(recipe(), {"save.png": PICTURE}, text)
    assert store.load("save-note").text == text


@pytest.mark.parametrize(
    ("given", "pictures", "text", "reason"),
    [
        (recipe(label="Keep"), {}, None, r"save\.png, which is not given"),
        (recipe(label="Keep"), {"save.png": PICTURE}, dump(recipe()), "says something else"),
        (recipe(label="Keep"), {"save.png": PICTURE}, "recipe: 1\n", "not kept: save-note/recipe.yaml, line 1"),
        (recipe(label="Keep"), {"save.png": np.zeros((2_000, 2_000, 3), np.uint8)}, None, "pixels"),
        (recipe().model_copy(update={"steps": recipe().steps * 1_001}), {"save.png": PICTURE}, None, "2,000 steps"),
    ],
)
def test_what_could_not_be_loaded_is_not_saved(given, pictures, text, reason, store, root):
    store.save(recipe(), {"save.png": PICTURE})
    with pytest.raises(RecipeError, match=reason):
        store.save(given, pictures, text)
    assert store.load("save-note").recipe == recipe()
    assert sorted(f.name for f in root.iterdir()) == [".lock", "recipe.schema.json", "save-note"]


@pytest.mark.parametrize("name", ["", "..", "a/b", "/etc", "A", "a b", "-a", ".old-a", "a\n", "a" * 65, "ä"])
def test_only_names_that_stay_in_the_root(name, store):
    for act in (store.load, store.folder, store.remove, store.own):
        with pytest.raises(RecipeError, match="no name of a recipe"):
            act(name)


def test_a_folder_of_another_name_is_said(store, root):
    store.save(recipe(), {"save.png": PICTURE})
    (root / "save-note").rename(root / "other")
    with pytest.raises(RecipeError, match="line 3: `name` is save-note but the folder is called other"):
        store.load("other")


def test_links_are_not_recipes(store, root, tmp_path):
    store.save(recipe(), {"save.png": PICTURE})
    (root / "link").symlink_to(root / "save-note")
    assert store.names() == ["save-note"]


def test_removed_is_gone(store, root):
    store.save(recipe(), {"save.png": PICTURE})
    store.remove("save-note")
    assert store.names() == []
    with pytest.raises(RecipeError, match="no recipe save-note of your own"):
        store.remove("save-note")


def test_ready_recipes_are_read_and_never_written(tmp_path):
    ready = Store(tmp_path / "ready")
    ready.save(recipe(), {"save.png": PICTURE})
    ready.save(recipe("other"), {"save.png": PICTURE})
    store = Store(tmp_path / "own", tmp_path / "ready")
    assert store.names() == ["other", "save-note"]
    assert not store.own("save-note")
    with pytest.raises(RecipeError, match="of your own"):
        store.remove("save-note")
    store.save(recipe(label="Mine"), {"save.png": PICTURE})
    assert store.load("save-note").recipe == recipe(label="Mine")
    assert ready.load("save-note").recipe == recipe()
    store.remove("save-note")
    assert store.load("save-note").recipe == recipe()


def test_where_the_recipes_of_the_user_are(paths):
    user_store(paths).save(recipe(), {"save.png": PICTURE})
    assert (paths.data / "recipes" / "save-note" / "recipe.yaml").exists()


def test_a_full_disk_leaves_what_was_there(store, root, monkeypatch):
    store.save(recipe(), {"save.png": PICTURE})

    def full(path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("deskhand.recipe.keeping.store.write_file", full)
    with pytest.raises(RecipeError, match="No space left on device"):
        store.save(recipe(label="Keep"), {"save.png": PICTURE})
    assert store.load("save-note").recipe == recipe()


def test_a_rename_that_fails_brings_the_old_one_back(store, root, monkeypatch):
    store.save(recipe(), {"save.png": PICTURE})
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name.startswith(".new-"):
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(RecipeError, match="nothing was changed"):
        store.save(recipe(label="Keep"), {"save.png": PICTURE})
    assert store.load("save-note").recipe == recipe()


@pytest.mark.parametrize("gone", [True, False])
def test_what_a_crash_left_is_set_right(gone, store, root):
    store.save(recipe(), {"save.png": PICTURE})
    (root / ".new-abc").mkdir()
    (root / ".new-abc" / "recipe.yaml").write_text("half")
    if gone:
        (root / "save-note").rename(root / ".old-save-note")
    else:
        (root / ".old-save-note").mkdir()
        (root / ".old-save-note" / "recipe.yaml").write_text("older")
    store.save(recipe("another"), {"save.png": PICTURE})
    assert store.load("save-note").recipe == recipe()
    assert sorted(f.name for f in root.iterdir()) == [".lock", "another", "recipe.schema.json", "save-note"]


WRITER = """
import itertools, sys
from pathlib import Path
from tests.unit.recipe.test_store import Store, save_turn
store = Store(Path(sys.argv[1]))
for turn in itertools.count():
    save_turn(store, turn)
    if turn == 0:
        print("going", flush=True)
"""
KILLER = """
import itertools, os, random, signal, sys, time
from pathlib import Path
from tests.unit.recipe.test_store import IN_THE_MIDDLE, KILLS, Store, save_turn, whole
root = Path(sys.argv[1])
store = Store(root)
save_turn(store, 0)
chance = random.Random(5)
kills = broken = 0
# How many hit a save in the middle depends on the machine: it goes on until enough have.
while kills < KILLS or broken < IN_THE_MIDDLE:
    kills += 1
    child = os.fork()
    if not child:
        for turn in itertools.count():
            save_turn(store, turn)
    time.sleep(chance.uniform(0.001, 0.05))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    broken += any(f.name.startswith((".old", ".new")) for f in root.iterdir())
    whole(store)
    assert not [f.name for f in root.iterdir() if f.name.startswith((".old", ".new"))]
print(broken)
"""


def save_turn(store: Store, turn: int) -> None:
    """Save the version of a turn: its label and its picture say which it is."""
    picture = f"p{turn % 2}.png"
    pixels = np.full((9, 9, 3), turn % 2, np.uint8)
    store.save(recipe(label=f"turn {turn % 2}", picture=picture), {picture: pixels})


def writer(root: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(root)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "going\n"
    return process


def whole(store: Store) -> None:
    """The recipe is there, of one version, with the picture of that version."""
    loaded = store.load("save-note")
    turn = int(loaded.recipe.steps[1].click.label[-1])
    assert list(loaded.pictures) == [f"p{turn}.png"]
    assert np.all(loaded.pictures[f"p{turn}.png"] == turn)


def test_killed_at_any_moment_the_old_or_the_new_one_is_there(root):
    done = subprocess.run([sys.executable, "-c", KILLER, str(root)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= IN_THE_MIDDLE


def test_readers_see_one_version_while_others_write(store, root):
    processes = [writer(root), writer(root)]
    try:
        ends = time.monotonic() + 2
        while time.monotonic() < ends:
            whole(store)
            assert store.names() == ["save-note"]
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def test_a_root_that_may_only_be_read(store, root):
    store.save(recipe(), {"save.png": PICTURE})
    root.chmod(0o500)
    try:
        whole_before = store.load("save-note").recipe
        if os.geteuid():
            with pytest.raises(RecipeError, match="nothing was changed"):
                store.save(recipe(label="Keep"), {"save.png": PICTURE})
        assert store.load("save-note").recipe == whole_before
    finally:
        root.chmod(0o700)


def test_what_is_written_is_on_the_disk_before_the_old_one_goes(store, root, monkeypatch):
    store.save(recipe(), {"save.png": PICTURE})
    order = []
    on_disk, rename = placing._on_disk, Path.rename
    monkeypatch.setattr(placing, "_on_disk", lambda folder: (order.append("disk"), on_disk(folder))[1])
    monkeypatch.setattr(Path, "rename", lambda self, to: (order.append(self.name[:5]), rename(self, to))[1])
    store.save(recipe(label="Keep"), {"save.png": PICTURE})
    assert order == ["disk", "save-", ".new-", "disk"]


def test_what_is_written_is_the_same_recipe():
    assert parsed(dump(recipe()))[0] == recipe()
