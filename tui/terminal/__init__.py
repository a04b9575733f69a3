"""The terminal: its size, its signals, its clipboard and slow lines."""
