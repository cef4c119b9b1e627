"""Recipes made to harm: each is refused with the line and the reason, and writes nothing."""

import os
import struct
import zlib
from pathlib import Path

import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format import loading, pictures
from deskhand.recipe.format.loading import load
from deskhand.recipe.format.pictures import MOST_BYTES, MOST_PIXELS
from deskhand.recipe.format.schema import DEEPEST, MOST_STEPS

pytestmark = pytest.mark.timeout(60)
"""None of them can hold the reader; what each costs is measured by `tests.bench.recipes --table 7`."""
HEAD = "recipe: 1\nname: bad\nsteps:\n"
ONE = HEAD + "  - key: a\n"


def nested_blocks(depth: int) -> str:
    lines = [f"{'  ' * n}  - if: a\n{'  ' * n}    then:" for n in range(depth)]
    return HEAD + "\n".join([*lines, f"{'  ' * depth}  - key: a"])


def laughs() -> str:
    lines = ["a: &a [lol, lol]"]
    lines += [f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    return "\n".join(lines)


TEXTS = {
    "empty": ("", 1, "nothing in it"),
    "comments alone": ("# a\n\n", 1, "nothing in it"),
    "no mapping": ("- a\n", 1, "not a recipe"),
    "one word": ("recipe", 1, "not a recipe"),
    "no version": ("name: bad\nsteps: []\n", 1, "recipe: 1"),
    "a newer version": ("name: bad\nrecipe: 2\nwhat: 3\n", 2, "newer Deskhand; update"),
    "a version far ahead": (f"recipe: {'9' * 200}\n", 1, "version"),
    "a version that is a text": ('recipe: "1"\n', 1, "version"),
    "version true": ("recipe: true\n", 1, "version"),
    "version 0": ("recipe: 0\n", 1, "version"),
    "billion laughs": (laughs(), 1, "anchors"),
    "an alias to nothing": (HEAD + "- *a\n", 4, "YAML|alias"),
    "a list that holds itself": ("recipe: 1\nname: bad\nsteps: &s\n  - *s\n", 3, "anchors"),
    "a python object": (HEAD + '  - !!python/object/apply:os.system ["touch x"]\n', 4, "tags"),
    "a tag of its own": (HEAD + "  - click: !mine {label: a}\n", 4, "tags"),
    "a tag on a key": (HEAD + "  - !!str key: a\n", 4, "tags"),
    "the tag of no tag": (HEAD + "  - key: ! a\n", 4, "tags"),
    "a tag directive": ("%TAG ! tag:example.com,2000:\n---\n" + ONE, 1, "TAG"),
    "a merge key": (HEAD + "  - <<: {}\n    key: a\n", 4, "merge"),
    "an anchor on a scalar": (HEAD + "  - key: &k a\n", 4, "anchors"),
    "two documents": (ONE + "---\n" + ONE, 5, "second document"),
    "a key twice": (HEAD + "  - key: a\n    key: b\n", 5, "twice"),
    "a key twice at the top": (ONE + "name: other\n", 5, "twice"),
    "a list as a key": (HEAD + "  - ? [a]\n    : b\n", 4, "key"),
    "a mapping as a key": (HEAD + "  - ? {a: b}\n    : b\n", 4, "key|quotes"),
    "braces without quotes": (HEAD + "  - type: {{name}}\n", 4, "quotes"),
    "a colon without quotes": (HEAD + "  - type: a: b\n", 4, "quotes"),
    "a tab": (HEAD + "\t- key: a\n", 4, "tab"),
    "a bracket left open": (HEAD + "  - click: {label: a\n  - key: b\n", None, "YAML|key|colon"),
    "a quote left open": (HEAD + '  - type: "abc\n', None, "YAML"),
    "100,000 steps": (HEAD + "- key: a\n" * 100_000, 4 + MOST_STEPS, "2,000 steps"),
    "too many steps in a block": (HEAD + "  - if: a\n    then:\n" + "      - key: a\n" * 60_000, 2005, "2,000 steps"),
    "too many steps on a line": (HEAD + "  [" + "{key: a}," * 90_000 + "]", 4, "2,000 steps"),
    "too many values": (HEAD + ("  - click: {beside: [" + "{by: [1, 2]}, " * 900 + "]}\n") * 70, None, "values"),
    "a list without end": (
        HEAD + "  - for_each: r\n    in: {table: [" + "a," * 300_000 + "]}\n    do: []",
        5,
        "entries",
    ),
    "keys without end": (HEAD + "  - write: {" + ",".join(f"k{n}: a" for n in range(60_000)) + "}\n", 4, "keys"),
    "brackets without end": (HEAD + "  - " + "[" * 400_000, 4, "deep"),
    "dashes without end": (HEAD + "- " * 400_000, 4, "deep"),
    "braces without end": ("{a: " * 100_000, 1, "deep"),
    "blocks in blocks": (nested_blocks(DEEPEST + 1), 4 + 2 * DEEPEST, f"{DEEPEST} deep|nested"),
    "a long key": ("a" * 900_000, 1, "not a recipe"),
    "a long unknown key": (HEAD + "  - ? " + "clic" * 200_000 + "\n    : a\n", 4, "no verb"),
    "a long text": (HEAD + "  - type: " + "x" * 900_000, 4, "20,000"),
    "a long chord": (HEAD + "  - key: " + "x" * 900, 4, "60 characters"),
    "a huge number": (HEAD + "  - scroll: " + "9" * 900_000, 4, "number"),
    "a number of 19 digits": (HEAD + "  - scroll: 9999999999999999999", 4, "at most 500"),
    "a negative time": (HEAD + "  - key: a\n    within: -1\n", 5, "at least 0"),
    "not a number": (HEAD + "  - key: a\n    within: .nan\n", 5, "number"),
    "nan in words": (HEAD + "  - key: a\n    within: nan\n", 5, "number"),
    "infinite": (HEAD + "  - key: a\n    within: .inf\n", 5, "number"),
    "infinite by its exponent": (HEAD + "  - key: a\n    within: 1e999\n", 5, "number|at most"),
    "no step": (HEAD + "  - \n", 4, "verb"),
    "a word as a step": (HEAD + "  - click\n", 4, "verb"),
    "an unknown verb": (HEAD + "  - key: a\n  - clik: {label: Save}\n", 5, "`click`"),
    "two verbs": (HEAD + "  - key: a\n    click: {}\n", 5, "one verb"),
    "an unknown key": (HEAD + "  - click: {lable: Save}\n", 4, "`label`"),
    "a risk of its own": (HEAD + "  - click: {label: Pay}\n    risk: none\n", 5, "`risk` is not known"),
    "an unknown key at the top": (ONE + "trusted: true\n", 5, "`trusted` is not known"),
    "a python name for a key": (HEAD + "  - if_: a\n    then: []\n", 4, "no verb"),
    "the inner name of a key": (HEAD + "  - wait: {text: a, negated: true}\n", 4, "not known"),
    "a wrong type": (HEAD + "  - click: Save\n", 4, "keys with their values"),
    "nothing where a text must be": (HEAD + "  - type:\n", 4, "text"),
    "a wrong role": (HEAD + "  - click: {role: buton}\n", 4, "button"),
    "a wrong change": (HEAD + "  - key: a\n    then: {change: a dialog opened}\n", 5, "did you mean a dialog opens"),
    "a change with a mark": (HEAD + "  - key: a\n    then: {change: target state becomes}\n", 5, "the target's state"),
    "a column without end": (HEAD + "  - write: {? " + "c" * 5_000 + " : a}\n    to: a.csv\n", 4, "200"),
    "nothing to write": (HEAD + "  - write: {}\n    to: a.csv\n", 4, "few"),
    "steps that are none": ("recipe: 1\nname: bad\nsteps: all\n", 3, "list"),
    "no steps": ("recipe: 1\nname: bad\n", 1, "lacks `steps`"),
    "no name": ("recipe: 1\nsteps: []\n", 1, "lacks `name`"),
    "a name that leaves the folder": ("recipe: 1\nname: ../bad\nsteps: []\n", 2, "name of small letters"),
    "a used recipe that leaves the folder": (HEAD + "  - use: ../../etc/passwd\n", 4, "name of small letters"),
    "a picture that leaves the folder": (HEAD + "  - click: {picture: ../a.png}\n", 4, "without a folder"),
    "a picture by its full path": (HEAD + "  - click: {picture: /tmp/a.png}\n", 4, "without a folder"),
    "a picture on Windows": (HEAD + "  - click: {picture: 'c:\\a.png'}\n", 4, "without a folder"),
    "a picture with a line end": (HEAD + '  - click: {picture: "a.png\\n"}\n', 4, "without a folder"),
    "a picture with NUL": (HEAD + '  - click: {picture: "a.png\\0.png"}\n', 4, "without a folder"),
    "a picture that is a script": (HEAD + "  - click: {picture: a.svg}\n", 4, "png"),
    "a picture that is not there": (HEAD + "  - click: {picture: a.png}\n", 4, "a.png is not there"),
    "NUL in a text": (HEAD + '  - type: "a\\0b"\n', 4, r"U\+0000"),
    "escape in a title": (HEAD + '  - ask: "\\e[31mYes"\n', 4, r"U\+001B"),
    "NUL": (HEAD + "  - type: a\0b\n", 4, r"U\+0000"),
    "a terminal's bell": (HEAD + "  - type: a\ab\n", 4, r"U\+0007"),
    "text turned round": (HEAD + "  - ask: Send \u202eelif a\n", 4, r"U\+202E"),
    "a line end no editor shows": (HEAD + "  - ask: a\u2028  - key: b\n", 4, r"U\+2028"),
    "a byte order mark within": (HEAD + "  - ask: a\ufeff\n", 4, r"U\+FEFF"),
    "a half surrogate": (HEAD + '  - ask: "\\uD800"\n', 4, "YAML"),
    "no source of rows": (HEAD + "  - for_each: row\n    in: {}\n    do: []\n", 5, "one source"),
    "two sources of rows": (HEAD + "  - for_each: row\n    in: {csv: a, table: [b]}\n    do: []\n", 5, "one source"),
    "a wait for nothing": (HEAD + "  - wait: {}\n", 4, "something to look for"),
    "a drag to nowhere": (HEAD + "  - drag: {label: a}\n", 4, "one place"),
    "a secret with its value": (
        "recipe: 1\nname: bad\nparameters:\n  pin:\n    type: secret\n    default: '1234'\nsteps: []\n",
        4,
        "keyring",
    ),
    "a choice of nothing": ("recipe: 1\nname: bad\nparameters: {a: {type: choice}}\nsteps: []\n", 3, "choices"),
    "a pattern that is none": (HEAD + "  - read: a\n    of: {}\n    pattern: '(a'\n", 6, "no regular expression"),
    "a pattern that refers back": (HEAD + "  - read: a\n    of: {}\n    pattern: '(a)\\1'\n", 6, "can be used"),
    "a pattern that looks ahead": (HEAD + "  - read: a\n    of: {}\n    pattern: '(?=a)'\n", 6, "can be used"),
    "a pattern of a million": (HEAD + "  - read: a\n    of: {}\n    pattern: '((a{99}){99}){99}'\n", 6, "can be used"),
    "a parameter's name": ("recipe: 1\nname: bad\nparameters: {a-b: {}}\nsteps: []\n", 3, "letters, digits and _"),
    "errors without end": (
        HEAD + ("  - click: {" + ", ".join(f"k{n}: 1" for n in range(25)) + "}\n") * 1900,
        4,
        "known",
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_refused_with_its_line(name, tmp_path):
    text, line, reason = TEXTS[name]
    folder = folder_of(tmp_path, text.encode("utf-8", "surrogatepass"))
    said = refused(folder, reason)
    if line is not None:
        assert f"recipe.yaml, line {line}: " in said
    else:
        assert "recipe.yaml, line " in said


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_other_encodings_are_refused(encoding, tmp_path):
    refused(folder_of(tmp_path, (ONE + "title: Grüße\n").encode(encoding)), "UTF-8|invisible")


def test_a_byte_order_mark_before_it_is_read_over(tmp_path):
    assert load(folder_of(tmp_path, b"\xef\xbb\xbf" + ONE.encode())).recipe.name == "bad"


def test_line_ends_of_windows_are_read(tmp_path):
    assert load(folder_of(tmp_path, ONE.replace("\n", "\r\n").encode())).lines.of("steps", 0) == 4


def test_a_hundred_megabytes_are_refused_before_they_are_read(tmp_path, monkeypatch):
    folder = folder_of(tmp_path, b"")
    with (folder / "recipe.yaml").open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(loading, "decoded", lambda content: pytest.fail("it was read"))
    assert "100,000,000 bytes" in refused(folder, "bytes")


def test_a_link_is_not_followed(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text(ONE)
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "recipe.yaml").symlink_to(outside)
    refused(folder, "is a link")


def test_a_pipe_is_not_waited_for(tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    os.mkfifo(folder / "recipe.yaml")
    refused(folder, "is not a file")


def test_a_folder_in_the_place_of_the_file(tmp_path):
    (tmp_path / "bad" / "recipe.yaml").mkdir(parents=True)
    refused(tmp_path / "bad", "not a file|cannot be read")


def test_no_folder_at_all(tmp_path):
    refused(tmp_path / "nowhere", "is not there")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, rows: bytes, *others: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(others) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


GOOD = png(2, 2, b"\0ab\0cd")
PICTURES = {
    "no picture": (b"<svg/>", "not a PNG"),
    "a JPEG": (b"\xff\xd8\xff\xe0" + b"x" * 100, "not a PNG"),
    "nothing": (b"", "not a PNG"),
    "a header alone": (GOOD[:20], "not a PNG"),
    "cut off": (GOOD[:45], "damaged|something else"),
    "a bomb": (png(60_000, 60_000, b"\0" * 50_000_000), f"60000x60000 pixels; 1 to {MOST_PIXELS:,}"),
    "no width": (png(0, 10, b""), "pixels"),
    "more than its header says": (png(4, 4, b"\0" * 100_000_000), None),
    "text that unpacks without end": (
        png(2, 2, b"\0ab\0cd", chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 50_000_000))),
        "something else",
    ),
    "a profile": (png(2, 2, b"\0ab\0cd", chunk(b"iCCP", b"a\0\0" + zlib.compress(b"x" * 100))), "something else"),
    "a second header": (
        png(2, 2, b"\0ab\0cd", chunk(b"IHDR", struct.pack(">IIBBBBB", 9_000, 9_000, 8, 0, 0, 0, 0))),
        "something else",
    ),
    "an animation": (png(2, 2, b"\0ab\0cd", chunk(b"acTL", b"\0\0\1\0\0\0\0\0")), "something else"),
    "a chunk that is longer than the file": (GOOD[:33] + struct.pack(">I4s", 2**31, b"IDAT") + b"abc", "damaged"),
    "too many bytes": (GOOD + b"x" * MOST_BYTES, "bytes"),
    "data after its end": (GOOD + b"MZ" + b"x" * 100, "something else"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_hostile_picture_is_refused_or_harmless(name, tmp_path):
    content, reason = PICTURES[name]
    folder = folder_of(tmp_path, (HEAD + "  - key: a\n  - click:\n      picture: a.png\n").encode())
    (folder / "a.png").write_bytes(content)
    if reason is None:
        assert load(folder).pictures["a.png"].shape == (4, 4, 3)
    else:
        assert "line 6: " in refused(folder, reason)


def test_many_large_pictures_are_refused_before_any_is_decoded(tmp_path, monkeypatch):
    steps = "".join(f"  - click: {{picture: p{n}.png}}\n" for n in range(40))
    folder = folder_of(tmp_path, (HEAD + steps).encode())
    large = png(2_000, 1_000, b"\0" * 2_001_000)
    for number in range(40):
        (folder / f"p{number}.png").write_bytes(large)
    monkeypatch.setattr(pictures, "_decoded", lambda name, content: pytest.fail("it was decoded"))
    assert "line 36: the pictures up to p32.png have more than 64,000,000 pixels" in refused(folder, "pixels")


def test_more_pictures_than_a_recipe_may_have(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PICTURES", 3)
    steps = "".join(f"  - click: {{picture: p{n}.png}}\n" for n in range(5))
    folder = folder_of(tmp_path, (HEAD + steps).encode())
    for number in range(5):
        (folder / f"p{number}.png").write_bytes(GOOD)
    refused(folder, "line 7: there are more than 3 pictures")


def test_a_picture_that_is_a_link_is_refused(tmp_path):
    folder = folder_of(tmp_path, (HEAD + "  - click: {picture: a.png}\n").encode())
    (tmp_path / "outside.png").write_bytes(GOOD)
    (folder / "a.png").symlink_to(tmp_path / "outside.png")
    assert "line 4: a.png is a link" in refused(folder, "link")


def test_a_good_picture_is_read(tmp_path):
    folder = folder_of(tmp_path, (HEAD + "  - click: {picture: a.png}\n").encode())
    (folder / "a.png").write_bytes(GOOD)
    assert load(folder).pictures["a.png"][1, 0].tolist() == [ord("c")] * 3


def folder_of(tmp_path: Path, content: bytes) -> Path:
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "recipe.yaml").write_bytes(content)
    return folder


def refused(folder: Path, reason: str) -> str:
    """The one sentence it is refused with, with nothing written."""
    before = sorted(folder.parent.rglob("*"))
    with pytest.raises(RecipeError, match=reason) as problem:
        load(folder)
    assert sorted(folder.parent.rglob("*")) == before
    said = str(problem.value)
    assert "\n" not in said and len(said) < 600 and said.endswith((".", "?"))
    return said
