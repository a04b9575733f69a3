"""The SQL files, spec files and exports that a command line names."""
