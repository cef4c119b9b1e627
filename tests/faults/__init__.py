"""Faults put into the running whole, twenty times each, and what came of them: `make faults`."""
