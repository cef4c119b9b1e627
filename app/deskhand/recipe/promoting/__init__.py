"""Runs that reached their goal, made into recipes."""
