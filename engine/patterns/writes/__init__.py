"""Patterns of how rows come to be."""
