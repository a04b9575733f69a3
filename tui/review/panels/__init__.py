"""The panel beside a unit in review: why to look, proposals, trials, comments, history."""
