"""Routines with changes that keep or change what a person decides about them."""
