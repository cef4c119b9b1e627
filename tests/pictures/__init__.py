"""Pictures of every window, and a film strip of one real run: `python -m tests.pictures`."""
