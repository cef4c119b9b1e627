"""What people know of programs in general: where menu entries are, what other words mean."""

from __future__ import annotations

_MENUS = {
    "file": "new|new window|open|open recent|save|save as|save all|save a copy|print|export|export as|close|"
    "close tab|"
    "close window|quit|exit|create folder|new folder|properties|page setup|print preview",
    "edit": "undo|redo|cut|copy|paste|select all|delete|find|replace|find and replace|preferences|rename",
    "search": "find next|find previous|go to|go to line",
    "view": "zoom in|zoom out|full screen|fullscreen|toolbar|sidebar|status bar|word wrap|"
    "line numbers|show hidden files",
    "insert": "image|picture|chart|table|link|page break|comment|special character",
    "format": "font|paragraph|bullets|columns",
    "tools": "spelling|word count|macros|options",
    "help": "about|documentation|contents|check for updates|report a bug",
}

MENU_OF = {entry: menu for menu, entries in _MENUS.items() for entry in entries.split("|")}
"""Lower-case entry to the lower-case title of the menu it is usually in."""

SYNONYMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("new e-mail", ("Compose", "New Message", "New mail", "Write")),
    ("new email", ("Compose", "New Message", "New mail", "Write")),
    ("new mail", ("Compose", "New Message", "New mail", "Write")),
    ("write an email", ("Compose", "New Message", "New mail", "Write")),
    ("write a mail", ("Compose", "New Message", "New mail", "Write")),
    ("send the form", ("Submit", "Send")),
    ("submit the form", ("Submit", "Send")),
    ("accept the cookies", ("Accept all", "Accept all cookies", "Accept cookies", "Allow all", "Accept", "Agree")),
    ("accept cookies", ("Accept all", "Accept all cookies", "Accept cookies", "Allow all", "Accept", "Agree")),
    ("accept all", ("Accept all", "Accept all cookies", "Allow all")),
    ("reject the cookies", ("Reject all", "Reject all cookies", "Only necessary", "Reject", "Decline")),
    ("reject cookies", ("Reject all", "Reject all cookies", "Only necessary", "Reject", "Decline")),
    ("reject all", ("Reject all", "Reject all cookies", "Decline all")),
    ("how many words", ("Word count",)),
    ("count the words", ("Word count",)),
    ("spell", ("Spelling", "Spell Check")),
    ("take back", ("Undo",)),
    ("revert the last", ("Undo",)),
    ("undo", ("Undo",)),
    ("redo", ("Redo",)),
    ("reload", ("Refresh", "Reload")),
    ("refresh", ("Refresh", "Reload")),
    ("print", ("Print...", "Print")),
    ("on paper", ("Print...", "Print")),
    ("bigger", ("Zoom in",)),
    ("magnify", ("Zoom in",)),
    ("smaller", ("Zoom out",)),
    ("everything", ("Select all",)),
    ("log out", ("Log out", "Sign out", "Logout")),
    ("log me out", ("Log out", "Sign out", "Logout")),
    ("log in", ("Log in", "Sign in", "Login")),
    ("sign in", ("Sign in", "Log in")),
    ("quit", ("Quit", "Exit", "Close")),
    ("silence", ("Mute",)),
    ("previous page", ("Back",)),
    ("go back", ("Back",)),
    ("reboot", ("Restart",)),
    ("turn the computer off", ("Shut down",)),
    ("preferences", ("Preferences", "Settings", "Options")),
    ("settings", ("Settings", "Preferences", "Options")),
    ("get rid of", ("Delete", "Remove")),
    ("submit", ("Submit", "Send", "Sign up", "Register", "Create account", "Continue", "OK")),
    ("send it", ("Send", "Submit", "OK")),
    ("confirm", ("Confirm", "OK", "Yes")),
    ("cancel", ("Cancel",)),
    ("exit", ("Exit", "Quit", "Close")),
    ("bold", ("Bold",)),
    ("whole screen", ("Full screen", "Fullscreen")),
    ("next page", ("Next",)),
    ("help", ("Help",)),
    ("sound off", ("Mute",)),
    ("erase", ("Delete", "Clear")),
    ("throw away", ("Delete", "Trash")),
    ("dismiss", ("Close", "Cancel")),
    ("close", ("Close",)),
    ("copy", ("Copy",)),
    ("paste", ("Paste",)),
)
"""A phrase of everyday language, and the labels it may stand for, best first."""
