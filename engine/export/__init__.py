"""Composed specs as a tree of numbered files, in our dialect or in one that upstream reads; and back."""
