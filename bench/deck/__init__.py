"""What the bench of the terminal UI looks at: SQL of any size, and an app that shows one diff alone."""
