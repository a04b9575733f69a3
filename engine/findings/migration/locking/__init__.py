"""Migration rules about locks that others wait for, one a module."""
