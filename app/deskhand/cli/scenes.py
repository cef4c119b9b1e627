"""The stages a demo is played on: a real application each, opened on a private desktop."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from deskhand.core.errors import PrivateDesktopError
from deskhand.system.private_desktop import PrivateDesktop

DEMO_GOAL = 'Type "hello from deskhand" and save it as notes.txt in the Documents folder'

_FILES = {
    "report.txt": "Quarterly report\n",
    "report-old.txt": "Last year's report\n",
    "budget.csv": "item,amount\npaper,12\n",
    "todo.txt": "buy milk\n",
}
_PAGE = """<!doctype html><meta charset="utf-8"><title>Newsletter settings</title>
<style>body{font:16px sans-serif;margin:40px}label{display:block;margin:12px 0}
button{font:inherit;padding:6px 16px}</style>
<h1>Newsletter settings</h1>
<label><input type="checkbox" id="weekly"> Weekly digest</label>
<label><input type="checkbox" id="offers"> Special offers</label>
<label><input type="checkbox" id="tips" checked> Tips and tricks</label>
<p><button onclick="apply_()">Apply changes</button> <button>Discard</button></p><p id="state"></p>
<script>
function apply_() {
  const on = [...document.querySelectorAll('input:checked')].map(e => e.id).join(' ')
  document.getElementById('state').textContent = 'Your settings are stored.'
  document.title = 'Stored: ' + on
}
</script>
"""
_CHROMIUM_FLAGS = (
    "--disable-gpu --disable-quic --no-first-run --no-default-browser-check --disable-background-networking "
    "--disable-component-update --disable-sync --disable-extensions --password-store=basic --test-type "
    "--window-size=1100,800 --disable-features=Translate,OptimizationHints,MediaRouter"
).split()


def editor(desktop: PrivateDesktop) -> None:
    """A text editor with an empty document."""
    desktop.spawn(["mousepad"])
    desktop.wait_for_window("Mousepad")


def file_manager(desktop: PrivateDesktop) -> None:
    """A file manager showing a folder of documents."""
    # Whatever else the machine has installed, text opens in the editor these scenes know.
    defaults = "[Default Applications]\ntext/plain=org.xfce.mousepad.desktop\n"
    (desktop.home / ".config" / "mimeapps.list").write_text(defaults, encoding="utf-8")
    folder = desktop.home / "Documents"
    for name, text in _FILES.items():
        (folder / name).write_text(text)
    desktop.spawn(["thunar", str(folder)])
    desktop.wait_for_window("Thunar")


def calculator(desktop: PrivateDesktop) -> None:
    """A calculator."""
    desktop.spawn(["galculator"])
    desktop.wait_for_window("galculator")


def web_page(desktop: PrivateDesktop) -> None:
    """A local page with check boxes and buttons in a browser."""
    page = desktop.home / "settings.html"
    page.write_text(_PAGE)
    desktop.spawn([*browser_command(desktop), page.as_uri()])
    desktop.wait_for_window("Newsletter settings", timeout=60)


def browser_command(desktop: PrivateDesktop) -> list[str]:
    """A browser with a profile of the desktop's own; an address may follow.

    Raises:
        PrivateDesktopError: there is no Chromium.
    """
    browser = next((b for b in ("chromium", "chromium-browser", "google-chrome") if shutil.which(b)), None)
    if browser is None:
        raise PrivateDesktopError("Chromium is not installed; run `make setup`, or install it.")
    # The sandbox of Chromium refuses to start for root, as in a container.
    sandbox = ["--no-sandbox"] if _is_root() else []
    return [browser, *sandbox, *_CHROMIUM_FLAGS, f"--user-data-dir={desktop.home}/.config/demo-browser"]


SCENES: dict[str, Callable[[PrivateDesktop], None]] = {
    "editor": editor,
    "files": file_manager,
    "calculator": calculator,
    "page": web_page,
}


def scene_for(goal: str) -> str:
    """The stage a goal is about, by its words; the editor unless they say otherwise."""
    words = goal.lower()
    if re.search(r"\b(compute|calculate|work out|evaluate|how much is|what is [\d(])", words):
        return "calculator"
    if re.search(r"\b(check ?box|tick|untick|page|button|link|turn o(?:n|ff)|enable|disable)\b", words):
        return "page"
    if re.search(r"\b(create|make|new|rename|delete)\b.*\b(folder|directory|file|\w+\.\w{2,4})\b", words):
        return "files"
    if re.search(r"\bopen\b", words) and not re.search(r"\b(type|write|save)\b", words):
        return "files"
    return "editor"


def _is_root() -> bool:
    status = Path("/proc/self/status").read_text()
    return bool(re.search(r"^Uid:\s+0\b", status, re.MULTILINE))
