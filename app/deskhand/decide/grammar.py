"""Pieces of regular expressions that the wordings of several skills share."""

from __future__ import annotations

THE = r"(?:the\s+|my\s+|a\s+)?"
NAME_WORDS = r"(?:\s+(?:named|called|with the name|by the name(?: of)?|titled))?"
FOLDER = r"(?:folder|directory)"
IN_FOLDER = rf"(?:,?\s+(?:in|into|to|inside|under)\s+{THE}(?:folder\s+)?((?:(?!\bformat\b).)+?)(?:\s+{FOLDER})?)?"
"""An optional last part that names a folder, in one group."""
THING = (
    r"(?:it|(?:the|my|this|that) (?:file|document|text|note|page|work|result)|this|that|a copy(?: of (?:it|this|"
    r"that|(?:the|this|my) (?:file|document|text|note|page|original)))?)"
)
"""What is being worked on, named by no name."""
KIND = r"(?:\s+(?:button|link|tab|menu|icon|entry|item|option|key|page))?"
CALLED = (
    r"(?:the\s+)?(?:(?:button|link|tab|menu|icon|check ?box|box|option|switch|radio button|setting|entry)\s+)?"
    r"(?:(?:labell?ed|named|called|marked|saying|that says|for)\s+)?(?:the\s+)?"
)
"""Words that may stand before a control's name."""
FILE = r"[^/\\]+?\.\w{1,5}"
"""A file's name with its ending."""
SHOW = "open|load|view|display|show|double-click|look at|look into|have a look at|see|bring up|read"
"""Verbs that open something."""
