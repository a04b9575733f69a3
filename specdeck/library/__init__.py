"""The subcommands of `specdeck patterns`, by what they do."""
