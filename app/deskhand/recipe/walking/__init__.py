"""What a recipe comes to, step by step: its blocks, its loops over rows, the recipes it uses."""
