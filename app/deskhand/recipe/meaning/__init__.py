"""What names, texts and expressions of a recipe stand for: pure, and the same each time."""
