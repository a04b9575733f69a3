"""A home of its own for the daemon that a bench measures."""
