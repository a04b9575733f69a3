"""The review deck: a terminal UI over the daemon's client. `launch.run` opens it; a screen is one file and one line."""
