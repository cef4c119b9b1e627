"""A run as one self-contained HTML file: pictures inside, no scripts, nothing fetched."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import cv2

from deskhand.core.errors import JournalError

from .history import RunRecord, StepRecord

_WIDTH = 1280
"""Pixels of a picture in the report; enough to read the screen, a tenth of the size."""
_OUTLINE = (40, 40, 230)  # BGR

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5d6b7e; --line: #dde3ea; --page: #f5f7fa; --card: #fff;
  --good: #12703f; --bad: #b3261e; --accent: #2457c5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa7b8; --line: #303946; --page: #14181e;
  --card: #1d232c; --good: #6fd39b; --bad: #ff8a80; --accent: #8fb4ff; } }
* { box-sizing: border-box } body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif }
main { max-width: 1080px; margin: 0 auto; padding: 40px 24px 80px }
h1 { font-size: 26px; line-height: 1.3; margin: 0 0 8px } h2 { font-size: 18px; margin: 0 }
.soft { color: var(--soft) } .good { color: var(--good) } .bad { color: var(--bad) }
header p { margin: 4px 0 } .status { font-weight: 600 }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; margin-top: 24px; overflow: hidden }
section > div { padding: 20px 24px } .head { display: flex; gap: 12px; align-items: baseline }
.number { color: var(--soft); min-width: 1.6em } img { display: block; width: 100%; border-top: 1px solid var(--line);
  border-bottom: 1px solid var(--line) }
dl { display: grid; grid-template-columns: 8.5em 1fr; gap: 4px 16px; margin: 0 } dt { color: var(--soft) } dd { margin: 0 }
.risk { border: 1px solid var(--line); border-radius: 6px; padding: 0 8px; font-size: 14px }
.times { font-size: 14px; color: var(--soft) }
"""


def report_html(run: RunRecord, picture: Callable[[str], Path]) -> str:
    """The report; `picture` tells where a picture of the journal is."""
    steps = "\n".join(_step(step, picture) for step in run.steps)
    last = next((s.outcome["picture"] for s in reversed(run.steps) if s.outcome and s.outcome["picture"]), "")
    final = f"<section><div><h2>The screen at the end</h2></div>{_image(picture(last), None)}</section>" if last else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Deskhand: {escape(run.goal)}</title><style>{_STYLE}</style></head>
<body><main><header><h1>{escape(run.goal)}</h1>{_summary(run)}</header>
{steps}
{final}
</main></body></html>
"""


def write_report(run: RunRecord, picture: Callable[[str], Path], folder: Path) -> Path:
    """Write the report into a folder and return its path.

    Raises:
        JournalError: it cannot be written.
    """
    path = folder / f"run-{run.id}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report_html(run, picture), encoding="utf-8")
    except OSError as problem:
        raise JournalError(f"The report {path} cannot be written ({problem.strerror}).") from problem
    return path


def _summary(run: RunRecord) -> str:
    end = run.end or {}
    tone = "good" if run.status == "done" else "bad"
    when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(run.at))
    lines = [
        f'<p><span class="status {tone}">{escape(run.status.replace("_", " "))}</span> '
        f'<span class="soft">{len(run.steps)} steps, {end.get("seconds", 0):.1f} s, {when}, run {escape(run.id)}</span></p>'
    ]
    if end.get("reason"):
        lines.append(f'<p class="soft">{escape(end["reason"])}</p>')
    if end.get("answer"):
        lines.append(f"<p>Answer: <strong>{escape(end['answer'])}</strong></p>")
    return "".join(lines)


def _step(step: StepRecord, picture: Callable[[str], Path]) -> str:
    intent, outcome = step.intent, step.outcome
    target = intent["target"]["box"] if intent["target"] else None
    rows = [
        ("Seen", f"{intent['seen']} elements in “{escape(intent['window'])}”"),
        ("Why", f"{escape(intent['why'])} ({intent['by']}, confidence {intent['confidence']:.2f})"),
        ("Risk", f'<span class="risk">{intent["risk"]}</span> {escape("; ".join(intent["reasons"]))}'),
        ("Allowed", ("yes" if intent["consent"]["granted"] else "no") + f", by {escape(intent['consent']['by'])}"),
        ("Predicted", escape(intent["expect"])),
        ("Observed", _observed(outcome)),
    ]
    rows += [("Text from", f"{escape(origin)}: {escape(text)}") for text, origin in intent["provenance"]]
    table = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    return f"""<section><div class="head"><span class="number">{step.number}</span><h2>{escape(intent["phrase"])}</h2></div>
{_image(picture(intent["picture"]), target)}
<div><dl>{table}</dl>{_times(outcome)}</div></section>"""


def _observed(outcome: dict[str, Any] | None) -> str:
    if outcome is None:
        return '<span class="bad">unknown: the run ended here</span>'
    tone = "good" if outcome["met"] else "bad"
    return f'<span class="{tone}">{escape(outcome["observed"])}</span> <span class="soft">({outcome["delivery"]})</span>'


def _times(outcome: dict[str, Any] | None) -> str:
    if not outcome:
        return ""
    times = ", ".join(f"{t['stage']} {t['wall'] * 1000:.0f} ms" for t in outcome["timings"])
    return f'<p class="times">{times}</p>'


def _image(path: Path, target: list[int] | None) -> str:
    """The picture with the target outlined, as a data URL; a note where the picture is gone."""
    pixels = cv2.imread(str(path))
    if pixels is None:
        return '<div class="soft">The picture is no longer stored.</div>'
    if target:
        x, y, w, h = target
        cv2.rectangle(pixels, (x - 4, y - 4), (x + w + 4, y + h + 4), _OUTLINE, 3)
    height = round(pixels.shape[0] * _WIDTH / pixels.shape[1])
    small = cv2.resize(pixels, (_WIDTH, height), interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return f'<img alt="The screen before the step" src="data:image/jpeg;base64,{base64.b64encode(data.tobytes()).decode()}">'
