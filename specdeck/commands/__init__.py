"""One module a command or a group of commands; a module is found by its name."""
