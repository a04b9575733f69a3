"""Lift routines: header, attributes, declarations and body."""
