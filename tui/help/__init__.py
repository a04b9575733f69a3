"""`?`: every action of the screen, and why some are unavailable."""
