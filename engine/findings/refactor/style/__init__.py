"""Refactoring rules about spelling, one a module."""
