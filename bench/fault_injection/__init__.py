"""Make the n-th write, fsync or rename of a process fail: a small library that is loaded before libc."""
