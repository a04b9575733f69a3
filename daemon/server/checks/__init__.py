"""Checks of texts that people write, in separate processes."""
