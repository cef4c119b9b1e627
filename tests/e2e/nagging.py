"""An application of the tests' own that puts a dialog in front of its window, sooner or later.

python nagging.py FILE TITLE TEXT BUTTON

Its button “Keep” appends a line to FILE; what closes the dialog is BUTTON, which writes `dialog` there.
"""

import sys
import tkinter
from pathlib import Path

FONT = ("DejaVu Sans", 12)


def main(file: str, title: str, text: str, button: str) -> None:
    root = tkinter.Tk(className="Nagging")
    root.title("Stock list")
    root.geometry("520x260+300+200")
    note = tkinter.StringVar(value="Nothing kept yet.")
    tkinter.Label(root, textvariable=note, font=FONT).place(x=40, y=40)

    def told(what: str) -> None:
        with Path(file).open("a") as out:
            out.write(what + "\n")

    def keep() -> None:
        told("kept")
        note.set("Kept in the list.")

    tkinter.Button(root, text="Keep", font=FONT, command=keep).place(x=200, y=180)
    dialog = tkinter.Toplevel(root)
    dialog.title(title)
    dialog.transient(root)
    dialog.geometry("360x140+380+300")
    tkinter.Label(dialog, text=text, font=FONT).pack(pady=20)

    def close() -> None:
        told("dialog")
        dialog.destroy()

    tkinter.Button(dialog, text=button, font=FONT, command=close).pack()
    root.update()
    dialog.grab_set()
    dialog.focus_force()
    root.mainloop()


if __name__ == "__main__":
    main(*sys.argv[1:])
