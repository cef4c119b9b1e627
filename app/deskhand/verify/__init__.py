"""Stage 8: what happened, against what was predicted."""
