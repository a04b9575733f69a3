"""Conventions of whole projects, one a module: columns that a table may leave out if it names the convention."""
