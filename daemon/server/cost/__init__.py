"""The figures of what models cost."""
