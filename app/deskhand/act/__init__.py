"""Stage 7: sends the events of a cleared action, and leaves nothing held down."""
