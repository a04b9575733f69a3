"""The pure core: SQL to SpecQL and back, and the proof that both mean the same."""
