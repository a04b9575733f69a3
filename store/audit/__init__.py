"""The journal looked at from outside: is it whole, what does it say, what does it look like elsewhere."""
