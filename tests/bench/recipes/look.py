"""How the desktop of a run differs from the one the recording was made on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from deskhand.core.geometry import Box
from deskhand.core.monitors import Monitor


@dataclass(frozen=True)
class Look:
    """One change of the desktop.

    `monitors` are empty for one of 1280x800; `env`, `gtk` (lines of GTK's settings.ini), `browser` (flags) and
    `page` (what is asked of the bench's pages) change the applications; `shift` and `grow` move the windows by
    pixels and change their sides by parts; `late` is how many seconds after the replay the applications start;
    `twist` is what is sabotaged (`how:which`).
    """

    name: str
    monitors: tuple[Monitor, ...] = ()
    env: tuple[tuple[str, str], ...] = ()
    gtk: tuple[str, ...] = ()
    browser: tuple[str, ...] = ()
    page: tuple[tuple[str, str], ...] = ()
    shift: tuple[int, int] = (0, 0)
    grow: tuple[float, float] = (1.0, 1.0)
    late: float = 0.0
    tip: bool = False
    shuffled: bool = False
    values: bool = False
    twist: str = ""

    @property
    def scale(self) -> float:
        """That of the primary monitor."""
        return next((m.scale for m in self.monitors if m.primary), 1.0)


def _scaled(scale: float) -> Look:
    size = Box(0, 0, round(1280 * scale), round(800 * scale))
    return Look(
        f"{scale:.0%}",
        (Monitor("MAIN", size, scale, primary=True),),
        env=(("GDK_DPI_SCALE", str(scale)), ("QT_SCALE_FACTOR", str(scale))),
        browser=(f"--force-device-scale-factor={scale}",),
    )


_DARK = Look("dark", env=(("GTK_THEME", "Adwaita:dark"),), browser=("--force-dark-mode",))
_SIDE = (
    Monitor("MAIN", Box(0, 0, 1280, 800), 1.0, primary=True),
    Monitor("SIDE", Box(1280, 0, 1280, 800), 1.0),
)

AS_RECORDED = Look("as recorded")
LOOKS = (
    Look("moved", shift=(-97, 58)),
    Look("resized", grow=(0.86, 0.88)),
    Look("other monitor", _SIDE, shift=(1280, 0)),
    _DARK,
    _scaled(1.25),
    _scaled(1.5),
    Look("other font", gtk=("gtk-font-name=DejaVu Serif 11",), page=(("font", "serif"),)),
    Look("other order", shuffled=True, page=(("order", "1"),)),
    Look("other values", values=True),
    Look("slow start", late=3.0),
    Look("extra dialog", tip=True),
)
"""The variations of the second table."""
DARK_LARGE = replace(
    _scaled(1.5), name="dark 150%", env=_scaled(1.5).env + _DARK.env, browser=_scaled(1.5).browser + _DARK.browser
)
"""For the picture."""


def named(names: Iterable[str]) -> list[Look]:
    """The looks called so. Raises KeyError."""
    by_name = {look.name: look for look in (AS_RECORDED, *LOOKS, DARK_LARGE)}
    return [by_name[name] for name in names]
