"""Patterns of what is kept about changes."""
