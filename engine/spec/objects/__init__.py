"""What a file describes beside its fields and actions: one module an object."""
