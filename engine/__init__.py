"""The pure heart: SQL to SpecQL and back, and the proof between them."""
