"""Colours and style of every window: light, dark and high contrast. All sizes are in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib import resources

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from deskhand.system.settings import Theme


@dataclass(frozen=True)
class Colours:
    """The colours of one theme. Text on every ground it stands on has a contrast of at least 4.5 to 1 (WCAG 2 AA)."""

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    soft: str
    accent: str
    on_accent: str
    tint: str
    good: str
    warn: str
    bad: str
    dark: bool

    @property
    def of_icons(self) -> dict[str, str]:
        """The colours that icons of states are drawn in; see `icons.state_icon`."""
        names = ("text", "accent", "good", "warn", "bad", "soft")
        return {**{name: str(getattr(self, name)) for name in names}, "on": self.surface}


LIGHT = Colours(
    ground="#f3f5f8",
    surface="#ffffff",
    raised="#eef1f6",
    line="#dfe4ea",
    edge="#8a94a3",
    text="#1a1f29",
    soft="#566070",
    accent="#2b59c3",
    on_accent="#ffffff",
    tint="#e4ecfd",
    good="#17703f",
    warn="#8a5500",
    bad="#b3261e",
    dark=False,
)
DARK = Colours(
    ground="#12151a",
    surface="#1b2027",
    raised="#262c35",
    line="#333b46",
    edge="#7d8897",
    text="#e8ecf2",
    soft="#a6b0bf",
    accent="#8fb0ff",
    on_accent="#0d1526",
    tint="#233154",
    good="#63d297",
    warn="#f2bd6a",
    bad="#ff9089",
    dark=True,
)
CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    raised="#1a1a1a",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    soft="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    tint="#3a3300",
    good="#7dffb0",
    warn="#ffd27a",
    bad="#ffb0aa",
    dark=True,
)


def colours_of(theme: Theme) -> Colours:
    """The colours of a theme; of the system's, by what it says now."""
    if theme is Theme.CONTRAST:
        return CONTRAST
    if theme is Theme.SYSTEM:
        hints = QGuiApplication.styleHints()
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if theme is Theme.DARK else LIGHT


def put_on(app: QApplication, theme: Theme) -> Colours:
    """Give all windows a theme; its colours."""
    colours = colours_of(theme)
    if app.property("deskhand-theme") != colours.ground + colours.accent:
        app.setProperty("deskhand-theme", colours.ground + colours.accent)
        fusion = QStyleFactory.create("Fusion")
        if fusion is not None:
            app.setStyle(fusion)
        app.setPalette(palette_of(colours))
        app.setStyleSheet(sheet_of(colours))
    return colours


def current() -> Colours:
    """The colours the windows have now."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window).name()
    base = QGuiApplication.palette().color(QPalette.ColorRole.Highlight).name()
    for colours in (LIGHT, DARK, CONTRAST):
        if (colours.ground, colours.accent) == (window, base):
            return colours
    return LIGHT


def palette_of(c: Colours) -> QPalette:
    """The palette of Qt for these colours."""
    role, palette = QPalette.ColorRole, QPalette()
    for name, colour in {
        role.Window: c.ground,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.raised,
        role.Text: c.text,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.ToolTipBase: c.surface,
        role.ToolTipText: c.text,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.PlaceholderText: c.soft,
        role.Link: c.accent,
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(c.edge))
    return palette


def sheet_of(c: Colours) -> str:
    """The style sheet for these colours; `@name;` in `style.qss` stands for one of them."""
    sheet = resources.files("deskhand.ui").joinpath("style.qss").read_text(encoding="utf-8")
    pictures = str(resources.files("deskhand.ui").joinpath("pictures"))
    sheet = sheet.replace("@pictures", pictures).replace("@check", f"check-on-{'dark' if c.dark else 'light'}.svg")
    for field in fields(c):
        if field.name != "dark":
            sheet = sheet.replace(f"@{field.name};", f"{getattr(c, field.name)};")
    return sheet


__all__ = ["CONTRAST", "DARK", "LIGHT", "Colours", "colours_of", "current", "palette_of", "put_on", "sheet_of"]
