"""The diff: texts beside each other, tied by links or told apart by lines. `widget.DiffView` shows a `model.Model`."""
