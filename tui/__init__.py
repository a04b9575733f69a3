"""The review deck: a terminal UI over the daemon's client. `launch.run` opens it; each screen is one module."""
