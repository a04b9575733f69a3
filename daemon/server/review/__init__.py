"""Deciding, as the API does it: words of people applied to the store, and taken back."""
