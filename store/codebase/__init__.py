"""Codebase."""
