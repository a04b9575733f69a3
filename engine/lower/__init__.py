"""Write specs as SQL."""
