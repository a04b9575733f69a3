"""How things look: themes, badges and progress bars."""
