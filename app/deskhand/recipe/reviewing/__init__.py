"""Recipes looked at without a screen: what is wrong with one, its steps in words, what differs between two."""
