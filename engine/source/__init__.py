"""File text to units with spans."""
