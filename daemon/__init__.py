"""The background process: server, worker, client and what goes over the wire."""
