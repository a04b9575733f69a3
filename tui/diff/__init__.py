"""The diff: texts side by side, linked or compared by lines. `diff_view.DiffView` shows a `DiffModel`."""
