"""One module a kind of decision; adding one is adding a file."""
