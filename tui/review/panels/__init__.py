"""The panel below the diff of a unit: reasons to look, proposals, trials and history."""
