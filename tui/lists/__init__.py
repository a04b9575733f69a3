"""The lists of rows: their columns, their order, what they read, and how they are painted."""
