"""Settings: declared once as data, read from the environment, the project and the user's file; the nearest wins."""
