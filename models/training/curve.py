"""A small picture of the learning curve, when matplotlib is there to draw it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def draw_curve(rows: Sequence[Sequence[float]], path: Path) -> bool:
    """Draw loss over decisions; return whether a picture was made."""
    try:
        import matplotlib
    except ImportError:
        return False
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 3), dpi=100)
    axes.plot([row[2] for row in rows], [row[3] for row in rows])
    axes.set(xlabel="decisions", ylabel="loss (smoothed)", yscale="log")
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path)
    pyplot.close(figure)
    return True
