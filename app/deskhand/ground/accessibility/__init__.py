"""The accessibility tree as a second opinion beside the pixels; one file a system, chosen in `chooser.py`.

`joined.py` lets the tree name and correct what the pixels show. It is never the only truth: toolkits
report boxes that are off, and elements that are not there.
"""
