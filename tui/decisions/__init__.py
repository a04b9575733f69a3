"""Deciding, for the list of units and for the review of one: what is asked first, and how it is typed."""
