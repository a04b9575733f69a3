"""The truth about jobs: who may run what, what came of it, what is due next. Time is always an argument."""
