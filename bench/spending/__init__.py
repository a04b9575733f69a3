"""Parts of bench/costs.py: the simulated model, and concurrent reservations with kills."""
