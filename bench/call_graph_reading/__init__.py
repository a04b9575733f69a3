"""Routines of public code bases and the edges that a person has read off their text: names only."""
