"""What the buttons are called that end a form: one list for all who look for such a button."""

from __future__ import annotations

ALIKE = (
    ("log in", "login", "sign in"),
    ("sign up", "register", "create account", "join"),
    ("book", "reserve", "order"),
    ("send", "submit"),
)
"""Names of one and the same button."""
VERBS = (*(name for group in ALIKE for name in group), "subscribe", "search")
"""How a clause begins that asks for a form to be sent."""
SENDS = ("Submit", "Send", "Apply", "Done")
"""Labels of buttons that send what was filled in, whatever it is; what else ends a form only goes on to the next."""
GOES_ON = ("Continue", "Next", "OK")
"""Labels of buttons that end one page of a form."""
ENDS = frozenset(
    label.casefold()
    for label in (*SENDS, "OK", "Continue", "Save", "Search", *(name for group in ALIKE[:1] for name in group))
)
"""What people call the one button of a page, whatever stands on it."""
TRIES = ("Submit", "Guess", "OK", "Try", "Check")
"""Labels of buttons that hand in an answer which is then judged."""


def senders(verb: str) -> tuple[str, ...]:
    """The labels that a button may have which does what `verb` says with a form, the likeliest first."""
    alike = next((group for group in ALIKE if verb in group), ())
    return (verb, *alike, *SENDS[:2], *GOES_ON)
