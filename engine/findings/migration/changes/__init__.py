"""Migration rules about rewrites and about what goes away, one a module."""
