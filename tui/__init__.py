"""The review deck, a Textual terminal UI. Screens come with their issue; nothing is shown before."""
