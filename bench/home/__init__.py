"""A separate home for the daemon of a bench."""
