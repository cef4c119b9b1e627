"""Recipes on real applications: recorded once, replayed as they were, changed and sabotaged, checked from outside."""
