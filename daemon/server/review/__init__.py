"""Decisions of people: applied to the store, recorded, shown and undone."""
