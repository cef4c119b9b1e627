"""A run as one self-contained HTML file: pictures inside, no scripts, nothing fetched."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Sequence
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

import cv2

from deskhand.core.errors import JournalError

from .calibration import Bin, Kept, calibration, predictions
from .history import RunRecord, StepRecord

_WIDTH = 1280
"""Pixels of a picture in the report; enough to read the screen, a tenth of the size."""
_OUTLINE = (40, 40, 230)  # BGR


def report_html(run: RunRecord, picture: Callable[[str], Path], runs: Sequence[RunRecord] = ()) -> str:
    """The report; `picture` tells where a picture of the journal is, `runs` are those the calibration is taken from."""
    style = resources.files("deskhand.journal").joinpath("report.css").read_text()
    steps = "\n".join(_step(step, picture) for step in run.steps)
    last = next((s.outcome["picture"] for s in reversed(run.steps) if s.outcome and s.outcome["picture"]), "")
    final = f"<section><div><h2>The screen at the end</h2></div>{_image(picture(last), None)}</section>" if last else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Deskhand: {escape(run.goal)}</title><style>{style}</style></head>
<body><main><header><h1>{escape(run.goal)}</h1>{_summary(run)}</header>
{steps}
{final}
{_calibration(calibration(runs or [run]))}
{_predictions(predictions(runs or [run]))}
</main></body></html>
"""


def write_report(run: RunRecord, picture: Callable[[str], Path], folder: Path, runs: Sequence[RunRecord] = ()) -> Path:
    """Write the report into a folder and return its path; `runs` as in `report_html`.

    Raises:
        JournalError: it cannot be written.
    """
    path = folder / f"run-{run.id}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report_html(run, picture, runs), encoding="utf-8")
    except OSError as problem:
        raise JournalError(f"The report {path} cannot be written ({problem.strerror}).") from problem
    return path


def _summary(run: RunRecord) -> str:
    end = run.end or {}
    tone = "good" if run.status == "done" else "bad"
    when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(run.at))
    lines = [
        f'<p><span class="status {tone}">{escape(run.status.replace("_", " "))}</span> '
        f'<span class="soft">{len(run.steps)} steps, {end.get("seconds", 0):.1f} s, {when}, run {run.id}</span></p>'
    ]
    if end.get("reason"):
        lines.append(f'<p class="soft">{escape(end["reason"])}</p>')
    if end.get("answer"):
        lines.append(f"<p>Answer: <strong>{escape(end['answer'])}</strong></p>")
    return "".join(lines)


def _step(step: StepRecord, picture: Callable[[str], Path]) -> str:
    intent, outcome = step.intent, step.outcome
    target = _in_picture(intent)
    rows = [
        ("Seen", f"{intent['seen']} elements in “{escape(intent['window'])}”"),
        ("Why", f"{escape(intent['why'])} ({intent['by']}, confidence {intent['confidence']:.2f})"),
        ("Risk", f'<span class="risk">{intent["risk"]}</span> {escape("; ".join(intent["reasons"]))}'),
        (
            "Allowed",
            ("yes" if intent["consent"]["granted"] else "no") + f", by {escape(intent['consent']['by'])}",
        ),
        *([("Plan", _plan(intent["plan"]))] if len(intent.get("plan", ())) > 1 else []),
        ("Predicted", escape(intent["expect"])),
        ("Observed", _observed(outcome)),
    ]
    rows += [("Text from", f"{escape(origin)}: {escape(text)}") for text, origin in intent["provenance"]]
    table = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    title = f'<span class="number">{step.number}</span><h2>{escape(intent["phrase"])}</h2>'
    return f"""<section><div class="head">{title}</div>
{_image(picture(intent["picture"]), target)}
<div><dl>{table}</dl>{_times(outcome)}</div></section>"""


def _plan(standings: Sequence[str]) -> str:
    """The sub-goals, a line each: what it is and where it stands."""
    return "<br>".join(escape(standing) for standing in standings)


def _calibration(bins: Sequence[Bin]) -> str:
    """How often what was predicted came true, for each range of confidence."""
    if not bins:
        return ""
    rows = "".join(
        f"<tr><td>{escape(b.by)}</td><td>{b.low:.2f} to {b.high:.2f}</td><td>{b.steps}</td><td>{b.sure:.2f}</td>"
        f"<td>{b.met / b.steps:.0%}</td></tr>"
        for b in bins
    )
    heads = "".join(f"<th>{name}</th>" for name in ("Chosen by", "As sure as", "Steps", "Mean", "Came true"))
    return f"<section><div><h2>How sure, how right</h2><table><tr>{heads}</tr>{rows}</table></div></section>"


def _predictions(kept: Sequence[Kept]) -> str:
    """How often each kind of prediction came true."""
    if not kept:
        return ""
    rows = "".join(f"<tr><td>{escape(k.kind)}</td><td>{k.steps}</td><td>{k.met / k.steps:.0%}</td></tr>" for k in kept)
    heads = "".join(f"<th>{name}</th>" for name in ("Predicted", "Steps", "Came true"))
    return f"<section><div><h2>What was predicted</h2><table><tr>{heads}</tr>{rows}</table></div></section>"


def _in_picture(intent: dict[str, Any]) -> list[int] | None:
    """The target's box in pixels of the picture; records older than `origin` are of desktops that start at 0, 0."""
    if not intent["target"]:
        return None
    x, y, w, h = intent["target"]["box"]
    left, top = intent.get("origin", (0, 0))
    return [x - left, y - top, w, h]


def _observed(outcome: dict[str, Any] | None) -> str:
    if outcome is None:
        return '<span class="bad">unknown: the run ended here</span>'
    tone = "good" if outcome["met"] else "bad"
    delivery = f'<span class="soft">({outcome["delivery"]})</span>'
    return f'<span class="{tone}">{escape(outcome["observed"])}</span> {delivery}'


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
    source = f"data:image/jpeg;base64,{base64.b64encode(data.tobytes()).decode()}"
    return f'<img alt="The screen" src="{source}">'
