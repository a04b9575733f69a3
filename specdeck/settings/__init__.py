"""Settings: declared as data, read from the environment, the project's file and the user's file, in that order."""
