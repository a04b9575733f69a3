"""What each job kind reads from the store and changes there, one module a kind. Each holds EFFECT."""
