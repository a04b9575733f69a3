"""Renames."""
