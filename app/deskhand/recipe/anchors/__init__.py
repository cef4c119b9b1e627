"""What is remembered of a thing on the screen when it is recorded, and how a recipe says it."""
