"""What `specdeck models` shows and measures."""
