"""The screen Cost in parts."""
