"""The material of the terminal UI bench: SQL of any size, and an app that shows a single diff."""
