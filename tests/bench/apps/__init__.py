"""Goals on real applications of many kinds, each checked from outside: `python -m tests.bench.apps`."""
