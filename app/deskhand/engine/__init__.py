"""The loop of one step, the gate, and a run's limits. Knows the stages only by their ports."""
