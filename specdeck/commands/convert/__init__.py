"""Commands that convert SQL to SpecQL and back, and prove both."""
