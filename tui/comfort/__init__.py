"""What makes the deck pleasant on any terminal: themes, quiet lines, a clipboard that arrives."""
