"""`deskhand look --watch`: what changes on the screen, a line each, until Ctrl+C."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from deskhand.core.changes import Difference, changes, told_apart
from deskhand.core.ports import Grounder
from deskhand.core.screen import SURFACES, Element, Frame, Scene, Window
from deskhand.core.stacking import without_windows
from deskhand.verify.expectations import differs

LONGEST = 80
"""Characters of a text or a state in a line; a document may hold millions."""


def watch(grab: Callable[[], Frame], grounder: Grounder, interval: float, as_json: bool) -> None:
    """Print what changed from look to look, `interval` seconds apart, until Ctrl+C.

    Raises:
        DisplayError, OcrError: the screen cannot be read any more.
    """
    try:
        frame = grab()
        terminal = own_terminal(frame)
        last = _seen(grounder, without_windows(frame, {terminal}), terminal)
        print(f"Watching {len(last)} elements; Ctrl+C ends it.", file=sys.stderr, flush=True)
        while True:
            time.sleep(interval)
            frame = without_windows(grab(), {terminal})
            if frame.windows == last.frame.windows and not differs(last, Scene(frame)):
                # A caret that blinks is no news.
                continue
            now = _seen(grounder, frame, terminal)
            _tell(changes(last.elements, now.elements), as_json)
            last = now
    except KeyboardInterrupt:
        return


def own_terminal(frame: Frame) -> int:
    """The window our lines appear in, as the window system's number; 0 if they go to no terminal.

    Terminals tell it in WINDOWID; else it is the window that has the keyboard when watching starts.
    """
    if not sys.stdout.isatty():
        return 0
    told = os.environ.get("WINDOWID", "")
    known = {w.handle for w in frame.windows}
    if told.isdigit() and int(told) in known:
        return int(told)
    return frame.focus.window if frame.focus and frame.focus.window in known else 0


def _seen(grounder: Grounder, frame: Frame, terminal: int) -> Scene:
    """What is seen outside our own terminal; the window itself counts, with its title and place."""
    scene = grounder.read(frame)
    own = next((w for w in frame.windows if w.handle == terminal), None)
    return replace(scene, elements=tuple(e for e in scene if not _stands_in(e, own, scene.elements)))


def _stands_in(element: Element, window: Window | None, elements: Iterable[Element]) -> bool:
    if window is None or element.role in SURFACES:
        return False
    return any(e.id == element.window and e.text == window.title and e.role in SURFACES for e in elements)


def _tell(differences: list[Difference], as_json: bool) -> None:
    stamp = datetime.now().astimezone()
    if as_json:
        for difference in differences:
            print(json.dumps(_as_json(difference, stamp), ensure_ascii=False), flush=True)
        return
    for difference, explained in told_apart(differences):
        print(f"{stamp:%H:%M:%S}.{stamp.microsecond // 100_000} {in_words(difference, explained)}", flush=True)


def in_words(difference: Difference, explained: int = 0) -> str:
    """A difference as one line; `explained` is how many others go with it."""
    before, after, element = difference.before, difference.after, difference.element
    name = f"{element.role.value} {_quoted(element.text)}"
    place = " ".join(map(str, element.box.as_list()))
    inside = f", with {explained} elements in it" if explained else ""
    if before is None or after is None:
        state = f" = {_quoted(element.state)}" if element.state else ""
        return f"{difference.kinds[0]:7} {name}{state} at {place}{inside}"
    told = []
    if "text" in difference.kinds:
        told.append(f"text was {_quoted(before.text)}")
    if "state" in difference.kinds:
        told.append(f"state {_quoted(before.state)} is now {_quoted(after.state)}")
    if "place" in difference.kinds:
        told.append(f"moved from {' '.join(map(str, before.box.as_list()))} to {place}")
    return f"changed {name}: {'; '.join(told)}{inside}"


def _as_json(difference: Difference, stamp: datetime) -> dict[str, object]:
    before, after = difference.before, difference.after
    return {
        "at": stamp.isoformat(timespec="milliseconds"),
        "changed": list(difference.kinds),
        "before": before.as_json() if before else None,
        "after": after.as_json() if after else None,
    }


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"}"'
