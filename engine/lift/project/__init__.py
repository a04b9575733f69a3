"""Compose the units of a project into spec files."""
