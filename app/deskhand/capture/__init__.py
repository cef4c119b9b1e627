"""Stage 1: pictures of the desktop, and which window has the keyboard."""
