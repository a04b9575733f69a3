"""The actions of a screen as commands: the palette, the command line and the shell commands."""
