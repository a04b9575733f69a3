"""Patterns of how data is laid out and read."""
