"""Tasks as the person sees them: what is done, by whom it is started, and the process that does it.

The app and the command line stand above; nothing here knows of windows.
"""
