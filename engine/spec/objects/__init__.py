"""The objects of a file besides its fields and actions: one module an object."""
