"""Commands that run Specdeck and keep its data."""
