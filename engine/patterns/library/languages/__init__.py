"""Specs in other languages: Jinja2 templates beside this module, and the values that they are filled with."""
