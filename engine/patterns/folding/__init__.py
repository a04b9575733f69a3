"""Fold the steps of a spec into the patterns that they carry out."""
