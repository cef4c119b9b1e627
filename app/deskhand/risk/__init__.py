"""Stage 4: gives a proposal its risk class, with reasons a person can read. Words are data, in `words.toml`."""
