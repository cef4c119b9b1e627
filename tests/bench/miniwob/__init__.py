"""Deskhand on the pages of MiniWoB++, in a real browser window, by pixels and events only."""
