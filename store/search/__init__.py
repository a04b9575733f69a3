"""Search: what its index does not have yet, and questions with their answers."""
