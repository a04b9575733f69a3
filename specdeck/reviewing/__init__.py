"""The words of `specdeck review`, one a module."""
