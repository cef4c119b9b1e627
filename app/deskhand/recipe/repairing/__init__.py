"""Targets that changed: what they may have become, proposed, looked at and accepted by a person."""
