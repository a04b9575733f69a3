"""The checks of `specdeck doctor`: each module defines a CHECK and imports nothing heavy."""
