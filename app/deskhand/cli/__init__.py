"""The command line, stable from here on: one file a command."""
