"""Conventions of whole projects, one a file: columns that say nothing new where the convention is named."""
