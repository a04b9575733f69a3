"""Attempts to leave the sandbox of trials, each of which must fail."""
