"""What a client and its daemon agree on before the first request."""
