"""What the screen of patterns shows of the library."""
