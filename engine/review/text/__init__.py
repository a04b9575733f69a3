"""Lines of a text: hunks, three-way merges, and links that follow a text through a change."""
