"""What `doctor` looks at: one check a module, found by its file. A check imports nothing heavy."""
