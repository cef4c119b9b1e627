"""Stage 3: the next action for a goal, a scene and a history.

A goal becomes a plan: `clauses.py` puts its clauses in order, `wordings.py` reads each as an intent of one of the
`skills/` (a file for each capability: intents, wordings, policies), `conditions.py`, `constraints.py` and
`references.py` see to the `if`s, `don't`s and `it`s, `refusals.py` to goals that cannot be followed. Where a clause
stays vague a language model may propose a split (`planners.py`, checked in `proposed.py`).

A step: `progress.py` checks the sub-goals in turn, and the first that is not met makes the move of the rules
(`symbolic.py`); `model.py` asks the language model; `combined.py` makes one decision of both, and refuses what the goal
forbids and what goes round in circles (`loops.py`).
"""
