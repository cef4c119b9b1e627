"""Models that others made: the catalogue, fetching by digest, and the child process that hosts one."""
