"""The parts of the inbox: its query, its columns, saved views and decisions from the list."""
