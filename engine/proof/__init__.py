"""Are two routines the same? By normal form."""
