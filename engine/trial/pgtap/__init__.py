"""Cases as a pgTAP file, so that a project keeps them as its own regression tests."""
