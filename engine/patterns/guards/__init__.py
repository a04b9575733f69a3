"""Patterns of who may do what, and when a change is refused."""
