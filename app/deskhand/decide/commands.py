"""Commands that programs of a kind share: what they are called, where they are, which keys give them."""

from __future__ import annotations

from .procedures import Command

REPLACE = Command(
    ("Find and Replace...", "Find & Replace...", "Search and Replace...", "Replace...", "Find/Replace..."),
    ("Search", "Edit"),
    ("ctrl+h", "ctrl+r"),
    "asks what to replace",
)
REPLACE_ALL = Command(("Replace All", "In Document", "All in Document", "Replace Everywhere"), why="replaces every one")
NEW_DOCUMENT = Command(
    ("New", "New Document", "New File", "Blank Document"), ("File",), ("ctrl+n",), "starts a document"
)
_TURNING = ("Rotation", "Rotate", "Rotate/Flip", "Transform", "Orientation")
ROTATE_RIGHT = Command(
    ("Rotate Right", "Rotate Clockwise", "Rotate 90 Clockwise", "Rotate clockwise", "Right", "Clockwise"),
    ("Image", "Edit", "Picture", "View", "Tools"),
    ("ctrl+]", "ctrl+r", "r"),
    "turns it to the right",
    _TURNING,
)
ROTATE_LEFT = Command(
    ("Rotate Left", "Rotate Counterclockwise", "Rotate Counter-Clockwise", "Rotate Anticlockwise", "Left"),
    ("Image", "Edit", "Picture", "View", "Tools"),
    ("ctrl+[", "ctrl+l", "l"),
    "turns it to the left",
    _TURNING,
)
EXTRACT = Command(
    ("Extract...", "Extract", "Extract All...", "Extract To...", "Extract Archive..."),
    ("Archive", "File", "Action", "Edit"),
    ("ctrl+e",),
    "unpacks",
)
