"""Stage 3: the next action for a goal, a scene and a history.

`goal.py` turns the goal into intents; `rules/` has a policy for each kind of intent; `model.py` asks the
language model; `combined.py` makes one decision of both.
"""
