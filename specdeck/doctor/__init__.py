"""How `specdeck doctor` runs the checks of `specdeck.checks`, and what a check reports."""
