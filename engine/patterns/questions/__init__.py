"""Questions about a unit that several detectors ask."""
