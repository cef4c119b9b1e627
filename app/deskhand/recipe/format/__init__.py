"""What the folder of a recipe says: its schema, its text and its pictures, read from anyone and written for people."""
