"""`?`: what can be done where one is, and why something cannot be done now."""
