"""Stage 5: whether a step may go ahead. Silence is no, no confirmer is no."""
