"""Thirty forms that ask for secrets are filled in while `deskhand record` watches; then the secrets are looked for.

    python -m tests.bench.recipes.secrets [part of a name] [--keep FOLDER]

Looked through: everything below DESKHAND_HOME, whatever the recorder left in the folder for temporary files, all it
printed, and the pictures of the recipe, which are read as a screen is. Exits 1 when one is found.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from rapidfuzz import fuzz
from rich.console import Console
from rich.table import Table

from deskhand.act.xclip_clipboard import XclipClipboard
from deskhand.bootstrap import open_grounder
from deskhand.cli.scenes import browser_command
from deskhand.core.geometry import Point
from deskhand.core.naming import canonical
from deskhand.core.ports import Grounder
from deskhand.core.screen import Frame, Pixels
from deskhand.recipe.format.schema import Type
from deskhand.system.private_desktop import PrivateDesktop, environment
from tests.person import Person

from .keeping import Kept
from .login_forms import FORMS, Ask, Form, page

_READY, _DONE = 60.0, 120.0
_BEGUN = 5
"""Letters of a secret that are typed into the wrong field, and taken back."""
_SHORT = 8
"""Characters up to which a secret counts only as a word of its own: digests hold any four digits."""
_MISREAD = 88
"""rapidfuzz ratio from which what is read in a picture is a misread secret."""


@dataclass
class Filled:
    """One form: what was found of its secrets, and what became of them and of the rest."""

    form: Form
    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    """Secrets that are in the recipe neither as a value nor as `{{secret:...}}`."""
    needless: list[str] = field(default_factory=list)
    """Plain values that were taken for secrets."""
    problem: str = ""


class Pages:
    """Serves the forms on loopback, and hears where their fields are and what they hold at the end."""

    def __init__(self) -> None:
        heard: dict[str, dict[str, Any]] = {}
        self.heard = heard
        bodies = {f"/{form.name}": page(form).encode() for form in FORMS}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = bodies.get(self.path, b"")
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                heard.setdefault(self.path, {}).update(said)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def address(self, form: Form) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/{form.name}"

    def about(self, form: Form, what: str) -> Any:
        """What a page said, once it does."""
        deadline = time.monotonic() + 20
        while what not in self.heard.get(f"/{form.name}", {}):
            if time.monotonic() > deadline:
                raise TimeoutError(f"the page {form.name} did not say its {what}")
            time.sleep(0.03)
        return self.heard[f"/{form.name}"][what]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def search(kept: Kept, out: Console, forms: tuple[Form, ...] = FORMS) -> bool:
    """Record the forms and look for their secrets; whether there are none."""
    pages = Pages()
    reader, _ = open_grounder(kept.paths)
    done = []
    try:
        with PrivateDesktop(1280, 800) as desktop, environment(dict(os.environ) | desktop.env):
            for form in forms:
                done.append(_recorded(form, kept, pages, desktop, reader))
                out.print(_line(done[-1]), markup=False)
    finally:
        reader.close()
        pages.close()
    out.print(_table(done))
    return not any(one.found or one.missed or one.problem for one in done)


def _recorded(form: Form, kept: Kept, pages: Pages, desktop: PrivateDesktop, reader: Grounder) -> Filled:
    name = f"login-{form.name}"
    filled = Filled(form)
    browser = desktop.spawn([*browser_command(desktop), f"--app={pages.address(form)}"])
    desktop.wait_for_window(form.name, timeout=60)
    said = kept.folder / f"{name}.said.txt"
    temporary = kept.folder / "tmp" / name
    temporary.mkdir(parents=True, exist_ok=True)
    with said.open("wb") as log:
        recorder = subprocess.Popen(
            [sys.executable, "-m", "deskhand", "record", name, "--replace"],
            env=kept.environment(desktop.env) | {"TMPDIR": str(temporary)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(lambda: "ecording" in said.read_text(errors="replace") or recorder.poll() is not None, _READY)
        with Person() as person:
            _fill_in(form, person, pages)
        time.sleep(0.5)
        recorder.send_signal(signal.SIGINT)
        recorder.wait(_DONE)
        if recorder.returncode:
            filled.problem = said.read_text(errors="replace")[-300:]
        else:
            _judge(filled, kept, name, [said, temporary], pages, reader)
    except (TimeoutError, subprocess.TimeoutExpired) as problem:
        filled.problem = str(problem)
    finally:
        recorder.kill()
        recorder.wait()
        browser.terminate()
        _wait_for(lambda: not any(form.name in t or "Done" in t or "Unlocked" in t for t in desktop.titles()), 20)
    return filled


def _fill_in(form: Form, person: Person, pages: Pages) -> None:
    """As a person does: from field to field by mouse or Tab, then the button."""
    person.move(Point(600, 420))
    person.move(Point(610, 430))
    places = pages.about(form, "places")
    middles = [Point(x + min(w // 2, 60), y + h // 2) for x, y, w, h in places["fields"]]
    show = places["show"]
    if form.extra == "show before":
        _press(person, show)
    for number, (ask, at) in enumerate(zip(form.asks, middles, strict=True)):
        if form.walk == "click" or not number:
            if ask.how == "elsewhere first":
                _press(person, [*middles[0], 1, 1])
                person.type(ask.value[:_BEGUN])
                for _ in range(_BEGUN):
                    person.chord("backspace")
                time.sleep(0.2)
            _press(person, [*at, 1, 1])
        else:
            person.chord("tab")
            time.sleep(0.3)
        _write(person, ask)
        time.sleep(0.4)
    if form.extra == "show after":
        _press(person, show)
    _press(person, places["go"])
    pages.about(form, "done")
    time.sleep(0.6)


def _press(person: Person, box: list[int]) -> None:
    person.click(Point(box[0] + box[2] // 2, box[1] + box[3] // 2))
    time.sleep(0.4)


def _write(person: Person, ask: Ask) -> None:
    match ask.how:
        case "mistyped":
            person.type(ask.value[:6] + "qq")
            person.chord("backspace")
            person.chord("backspace")
            person.type(ask.value[6:])
        case "pasted":
            XclipClipboard().write(ask.value)
            person.chord("ctrl+v")
        case _:
            person.type(ask.value)


def _judge(filled: Filled, kept: Kept, name: str, left: list[Path], pages: Pages, reader: Grounder) -> None:
    form = filled.form
    secrets = [ask.value for ask in form.asks if ask.secret]
    begun = [ask.value[:_BEGUN] for ask in form.asks if ask.how == "elsewhere first"]
    held = "".join(pages.about(form, "done"))
    if any(value not in held for value in secrets):
        filled.problem = f"the page holds something else: {pages.about(form, 'done')}"
    for value in [*secrets, *begun]:
        filled.found += [f"{value} in {where}" for where in _seen(value, [kept.home, *left], reader)]
    loaded = kept.store.load(name)
    typed = [step.type for step in loaded.recipe.steps if isinstance(step, Type)]
    names = [n for n, p in loaded.recipe.parameters.items() if p.type == "secret"]
    if sum("{{secret:" in text for text in typed) < len(secrets) and not (form.asks[0].boxes and names):
        filled.missed = secrets
    plain = [ask.value for ask in form.asks if not ask.secret]
    defaults = {p.default for p in loaded.recipe.parameters.values()}
    filled.needless = [value for value in plain if value not in defaults]


def _seen(secret: str, places: list[Path], reader: Grounder) -> Iterator[str]:
    """Where a secret is: in bytes of any usual form, or on a picture."""
    forms = [secret.encode(), secret.encode("utf-16-le"), base64.b64encode(secret.encode())[:-2], secret[::-1].encode()]
    pictures: list[Pixels] = []
    for file in (f for place in places for f in ([place] if place.is_file() else place.rglob("*")) if f.is_file()):
        if "weights" in file.parts or file.is_symlink():
            continue
        content = file.read_bytes()
        if file.suffix == ".png":
            pictures.append(cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR))
        elif any(_holds(content, one) for one in forms):
            yield str(file)
    yield from (f"a picture that reads {text!r}" for text in _read(secret, pictures, reader))


def _holds(content: bytes, secret: bytes) -> bool:
    if len(secret) > _SHORT:
        return secret.lower() in content.lower()
    return re.search(rb"(?<![0-9A-Za-z])" + re.escape(secret) + rb"(?![0-9A-Za-z])", content) is not None


def _read(secret: str, pictures: list[Pixels], reader: Grounder) -> Iterator[str]:
    """What is read on pictures, put under each other on one sheet, that may be the secret."""
    meant = canonical(secret)
    for start in range(0, len(pictures), 40):
        some = pictures[start : start + 40]
        width, height = max(p.shape[1] for p in some) + 40, sum(p.shape[0] + 16 for p in some) + 16
        sheet = np.full((height, width, 3), 255, np.uint8)
        y = 16
        for picture in some:
            sheet[y : y + picture.shape[0], 20 : 20 + picture.shape[1]] = picture
            y += picture.shape[0] + 16
        for element in reader.read(Frame(sheet, time.monotonic())):
            for text in (element.text, element.state):
                seen = canonical(text)
                if len(seen) >= 4 and (meant in seen or fuzz.ratio(meant, seen) >= _MISREAD):
                    yield text


def _wait_for(condition: Any, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"something took more than {seconds:.0f} s")
        time.sleep(0.05)


def _line(filled: Filled) -> str:
    said = [f"FOUND {'; '.join(filled.found)}"] if filled.found else []
    said += [f"not a secret: {', '.join(filled.missed)}"] if filled.missed else []
    said += [f"needless: {', '.join(filled.needless)}"] if filled.needless else []
    said += [filled.problem] if filled.problem else []
    return f"{filled.form.name:14} {' | '.join(said) or 'ok'}"


def _table(done: list[Filled]) -> Table:
    table = Table(title="Secrets after recording forms that ask for them")
    for head in ("forms", "secrets found", "not kept as secrets", "plain values taken for secrets", "failed"):
        table.add_column(head, justify="right")
    table.add_row(
        str(len(done)),
        str(sum(len(f.found) for f in done)),
        str(sum(len(f.missed) for f in done)),
        str(sum(len(f.needless) for f in done)),
        str(sum(bool(f.problem) for f in done)),
    )
    return table


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", default="")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = Kept((options.keep or Path(folder)).resolve())
        kept.furnish()
        forms = tuple(form for form in FORMS if any(p in form.name for p in options.part.split(",")))
        sys.exit(not search(kept, Console(width=150, highlight=False), forms))


if __name__ == "__main__":
    main()
