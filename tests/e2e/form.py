"""A small form of the tests' own: a field and a button, whose press writes what was entered into a file.

python form.py FILE BUTTON
"""

import sys
import tkinter
from pathlib import Path


def main(file: str, button: str) -> None:
    root = tkinter.Tk()
    root.title("Entry form")
    root.geometry("480x200+300+200")
    tkinter.Label(root, text="Customer:", font=("DejaVu Sans", 12)).place(x=30, y=40)
    entry = tkinter.Entry(root, font=("DejaVu Sans", 12), width=24, insertontime=1, insertofftime=60_000)
    entry.place(x=150, y=38)
    entry.focus_force()
    tkinter.Button(root, text="Discard", font=("DejaVu Sans", 12), command=root.destroy).place(x=150, y=120)

    def keep() -> None:
        with Path(file).open("a") as out:
            out.write(entry.get() + "\n")
        entry.delete(0, "end")

    tkinter.Button(root, text=button, font=("DejaVu Sans", 12), command=keep).place(x=270, y=120)
    root.mainloop()


if __name__ == "__main__":
    main(*sys.argv[1:])
