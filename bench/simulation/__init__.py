"""A simulated reviewer over real conversions: what the learning bench measures on."""
