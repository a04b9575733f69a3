"""The analysts, one a module, each with its ANALYST."""
