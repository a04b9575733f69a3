"""How a client reaches its daemon: HTTP over the local socket, or over ssh."""
