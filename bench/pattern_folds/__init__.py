"""Fold what was detected, and prove it."""
