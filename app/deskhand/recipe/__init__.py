"""Recipes: tasks shown once, kept as folders people can read, and replayed without the model.

What uses another stands above it:

    repairing  targets that changed: proposed, looked at, made
    sharing    packs, signatures, trust       resuming   the ledger of jobs, and what they write
    reviewing  checks, words, differences     recording  what was shown, as steps
    promoting  runs that were done, as recipes
    keeping    the store                      walking    steps one after the other, rows of loops
    meaning    values, texts, expressions     anchors    what is remembered of a thing on the screen
    format     the schema, its text, its pictures
"""
