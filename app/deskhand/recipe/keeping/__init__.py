"""Where recipes are kept: a folder each, whole or not at all, and what they said before."""
