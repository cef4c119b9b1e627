"""The applications whose screens `collect_screens` can take: how to start each, how it looks, which screens to take."""

from __future__ import annotations

from dataclasses import dataclass, field

_GTK_DARK = {"GTK_THEME": "Adwaita:dark"}
_OFFICE = (
    "soffice --norestore --nologo --nofirststartwizard --nolockcheck -env:UserInstallation=file://{home}/.lo".split()
)


@dataclass(frozen=True)
class App:
    """`screens` maps a screen's name to the chords that lead there from the one before; `env` is added to the
    environment; `gtk` are lines of GTK's settings.ini; `files` go below the home folder before the start. In
    commands `{home}` stands for that folder. `wrong` are names of elements whose boxes were seen to be wrong."""

    command: tuple[str, ...]
    title: str
    screens: dict[str, str] = field(default_factory=lambda: {"main": ""})
    env: dict[str, str] = field(default_factory=dict)
    gtk: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()


def _app(command: str, title: str, screens: str = "main", **more: object) -> App:
    """`screens` are `name: chords` separated by semicolons."""
    pairs = (part.partition(":") for part in screens.split(";"))
    return App(tuple(command.split()), title, {n.strip(): c.strip() for n, _, c in pairs}, **more)  # type: ignore[arg-type]


APPS: dict[str, App] = {
    "mousepad": _app("mousepad {home}/Documents/notes.txt", "Mousepad", "main; menu: alt+f"),
    "thunar": _app("thunar {home}/Documents", "Thunar"),
    "pcmanfm": _app("pcmanfm {home}/Documents", "Documents", "main; menu: alt+e"),
    "geany": _app(
        "geany {home}/Documents/notes.txt",
        "Geany",
        "main; menu: alt+v; prefs: escape ctrl+alt+p",
        env=_GTK_DARK,
    ),
    "atril": _app("atril", "Atril", "main; menu: alt+v", gtk=("gtk-font-name=Liberation Sans 13",)),
    "appearance": _app("xfce4-appearance-settings", "Appearance", "main; fonts: ctrl+pagedown ctrl+pagedown"),
    "taskmanager": _app("xfce4-taskmanager", "Task Manager", gtk=("gtk-font-name=Noto Sans 9",)),
    "qalculate": _app("qalculate-gtk", "Qalculate", "main; menu: alt+m", gtk=("gtk-font-name=Cantarell 12",)),
    "file-roller": _app("file-roller {home}/Documents/papers.zip", "papers", env={"GDK_SCALE": "2"}),
    "transmission": _app(
        "transmission-gtk",
        "Transmission",
        "main; menu: alt+e; prefs: p",
        gtk=("gtk-font-name=DejaVu Sans 8",),
        files={".config/transmission/settings.json": '{"user-has-given-informed-consent": true}'},
    ),
    "meld": _app("meld", "Meld", "main"),
    "kwrite": _app(
        "kwrite {home}/Documents/notes.txt",
        "notes.txt",
        "main; menu: alt+v; prefs: escape ctrl+shift+comma",
        env={"QT_SCALE_FACTOR": "1.5"},
    ),
    "okular": _app("okular", "Okular", "main; menu: alt+s"),
    "dolphin": _app(
        "dolphin {home}/Documents",
        "Documents",
        "main; prefs: ctrl+shift+comma",
        wrong=("Edit mode", "Home", "Network", "Modified Today"),
    ),
    "qbittorrent": _app(
        "qbittorrent --no-splash",
        "qBittorrent",
        "main; menu: alt+v; prefs: escape alt+o",
        files={".config/qBittorrent/qBittorrent.conf": "[LegalNotice]\nAccepted=true\n"},
        wrong=("Categories", "Tags", "Trackers"),
    ),
    "keepassxc": _app(
        "keepassxc",
        "KeePassXC",
        "main; menu: alt+t; settings: s",
        env={"QT_FONT_DPI": "120"},
        wrong=("Startup",),
        files={
            ".config/keepassxc/keepassxc.ini": "[GUI]\nCheckForUpdates=false\n[General]\nUpdateCheckMessageShown=true\n"
        },
    ),
    "speedcrunch": _app("speedcrunch", "SpeedCrunch", "main; menu: alt+s"),
    "writer": App(
        (*_OFFICE, "--writer"),
        "Writer",
        {"main": "", "menu": "alt+i", "find": "escape escape ctrl+h", "dialog": "escape alt+o h"},
        env={"SAL_USE_VCLPLUGIN": "gtk3"},
    ),
    "terminal": _app("xfce4-terminal --disable-server", "Terminal", "main; menu: alt+e; prefs: up enter"),
    "clocks": _app("gnome-clocks", "Clocks", wrong=("Clocks",)),
    "qt6ct": _app(
        "qt6ct", "Qt6", "main; interface: ctrl+tab ctrl+tab ctrl+tab; sheets: ctrl+tab", env={"QT_SCALE_FACTOR": "1.25"}
    ),
}
