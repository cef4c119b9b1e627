"""Finds again what a recipe remembers: rung by rung, from the very same pixels to its picture in another theme.

A rung that is not sure hands on to the next; where no rung is, the answer is why, and nothing is done.
"""
