"""The kinds of decision: one module each, which holds its `DESCRIPTOR`."""
