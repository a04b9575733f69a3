"""Run a suite of cases, measure it with mutants, and give the verdict."""
