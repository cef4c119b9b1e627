"""A settings window of the bench's own (GTK), run by the system's Python, which has the bindings.

    /usr/bin/python3 settings_window.py LOG [--twist HOW:WHICH] [--shuffle] [--tip]

Every change and press is a line of the file LOG. `--twist` makes one control gone, disabled, twice there or a
look-alike. `--tip` opens a harmless dialog and nothing else.
"""

# ruff: noqa: E402
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk

PRINTERS = ["Attic laser", "Hall inkjet", "Kitchen label", "Office colour", "Studio photo"]
ALIKE = {"apply": "Erase all", "duplex": "Double price", "paper": "Paper supplier", "printer": "Office colour 2"}


class Settings(Gtk.Window):
    """Printers, paper and how they are used."""

    def __init__(self, log, twist, shuffle):
        super().__init__(title="Print settings")
        self._log, (self._how, _, self._which) = log, twist.partition(":")
        self.set_default_size(520, 430)
        grid = Gtk.Grid(row_spacing=10, column_spacing=14, margin=18)
        self.add(grid)
        grid.attach(Gtk.Label(label="Printer", xalign=0), 0, 0, 1, 1)
        grid.attach(self._printers(shuffle), 1, 0, 2, 1)
        self._row(grid, 1, "paper", "Paper", self._combo)
        self._row(grid, 2, "copies", "Copies", self._spin)
        self._row(grid, 3, "title", "Title page", self._entry)
        self._check(grid, 4, "duplex", "Print on both sides")
        self._check(grid, 5, "draft", "Draft quality")
        self._buttons(grid)
        self.connect("destroy", Gtk.main_quit)
        self.show_all()

    def tell(self, what):
        """A line of the log, on the disk at once."""
        with self._log.open("a") as file:
            file.write(what + "\n")

    def _twisted(self, name):
        return self._how if name == self._which else ""

    def _printers(self, shuffle):
        names = [*PRINTERS[3:], *PRINTERS[:3]] if shuffle else list(PRINTERS)
        how = self._twisted("printer")
        if how == "gone":
            names.remove("Office colour")
        if how == "twice":
            names.insert(names.index("Office colour"), "Office colour")
        if how == "alike":
            names[names.index("Office colour")] = ALIKE["printer"]
        store = Gtk.ListStore(str, str)
        for name in names:
            store.append([name, f"tray {PRINTERS.index(name) + 1}" if name in PRINTERS else "tray 4"])
        view = Gtk.TreeView(model=store)
        for place, title in enumerate(("Name", "Tray")):
            view.append_column(Gtk.TreeViewColumn(title, Gtk.CellRendererText(), text=place))
        # With the keyboard in it the list chooses its first row by itself.
        view.set_can_focus(False)
        view.get_selection().unselect_all()
        view.get_selection().connect("changed", self._chosen)
        view.set_sensitive(how != "disabled")
        frame = Gtk.Frame()
        frame.add(view)
        return frame

    def _chosen(self, selection):
        model, row = selection.get_selected()
        if row:
            self.tell(f"printer={model[row][0]}")

    def _row(self, grid, place, name, title, make):
        how = self._twisted(name)
        if how == "gone":
            return
        label = Gtk.Label(label=ALIKE[name] if how == "alike" else title, xalign=0)
        control = make(("look-alike " if how == "alike" else "") + name)
        label.set_mnemonic_widget(control)
        control.set_sensitive(how != "disabled")
        grid.attach(label, 0, place, 1, 1)
        grid.attach(control, 1, place, 1, 1)

    def _combo(self, name):
        combo = Gtk.ComboBoxText()
        for size in ("A3", "A4", "A5", "Letter"):
            combo.append_text(size)
        combo.set_active(1)
        combo.connect("changed", lambda c: self.tell(f"{name}={c.get_active_text()}"))
        return combo

    def _spin(self, name):
        spin = Gtk.SpinButton.new_with_range(1, 99, 1)
        spin.connect("value-changed", lambda s: self.tell(f"{name}={s.get_value_as_int()}"))
        return spin

    def _entry(self, name):
        entry = Gtk.Entry()
        entry.connect("changed", lambda e: setattr(self, "_title", e.get_text()))
        self._title = ""
        return entry

    def _check(self, grid, place, name, title):
        how = self._twisted(name)
        if how == "gone":
            return
        for number in range(2 if how == "twice" else 1):
            box = Gtk.CheckButton(label=ALIKE[name] if how == "alike" else title)
            said = ("look-alike " if how == "alike" else "copy of " if how == "twice" and number else "") + name
            box.connect("toggled", lambda b, said=said: self.tell(f"{said}={'on' if b.get_active() else 'off'}"))
            box.set_sensitive(how != "disabled")
            grid.attach(box, 1 + number, place, 1, 1)

    def _buttons(self, grid):
        row = Gtk.Box(spacing=10)
        how = self._twisted("apply")
        if how != "gone":
            for number in range(2 if how == "twice" else 1):
                apply = Gtk.Button(label=ALIKE["apply"] if how == "alike" else "Apply")
                said = ALIKE["apply"] if how == "alike" else "copy of Apply" if number else "Apply"
                apply.connect("clicked", lambda _, said=said: self.tell(f"press {said}|{self._title}"))
                apply.set_sensitive(how != "disabled")
                row.pack_start(apply, False, False, 0)
        for name in ("Restore defaults", "Close"):
            button = Gtk.Button(label=name)
            button.connect("clicked", lambda _, name=name: self.tell(f"press {name}"))
            row.pack_start(button, False, False, 0)
        grid.attach(row, 0, 7, 3, 1)


def tip():
    """A dialog nobody asked for, which says nothing that matters."""
    dialog = Gtk.MessageDialog(message_type=Gtk.MessageType.INFO, buttons=Gtk.ButtonsType.CLOSE, text="Tip of the day")
    dialog.set_title("Tip of the day")
    dialog.format_secondary_text("Menus can be opened with the keyboard, too.")
    dialog.set_position(Gtk.WindowPosition.CENTER_ALWAYS)
    dialog.set_keep_above(True)
    dialog.run()


def main():
    """Open the window."""
    if "--tip" in sys.argv:
        tip()
        return
    twist = sys.argv[sys.argv.index("--twist") + 1] if "--twist" in sys.argv else ""
    Settings(Path(sys.argv[1]), twist, "--shuffle" in sys.argv)
    Gtk.main()


main()
