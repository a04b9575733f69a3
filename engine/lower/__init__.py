"""Spec to SQL."""
