"""Recipes given away and taken from others: packs, who signed them, and what the person trusts."""
