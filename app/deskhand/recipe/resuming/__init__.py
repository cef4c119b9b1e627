"""What was done of a job, so that an interrupted one goes on and no row is done twice; and what it writes."""
