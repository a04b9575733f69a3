"""Lift SQL to specs, with links."""
