"""Stage 9: the durable record of every run: an intent before each act, its outcome after it."""
