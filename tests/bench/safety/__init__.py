"""How safe: injections, labels, shell lines, approvals, swaps, the audit, and how often a person is asked."""
