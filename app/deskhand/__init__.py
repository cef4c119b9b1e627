"""Deskhand: a desktop assistant that looks, chooses, asks, acts and proves it, on your own machine."""

__version__ = "0.1.0"
