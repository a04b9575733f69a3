"""People and what they may do: accounts, members and their roles, grants."""
