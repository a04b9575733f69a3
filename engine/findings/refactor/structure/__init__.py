"""Refactoring rules about structure and speed, one a module."""
