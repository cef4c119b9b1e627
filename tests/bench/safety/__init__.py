"""How well the judge of risk tells what is safe from what is not."""
