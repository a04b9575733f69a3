"""A stored result, brought up to date as a whole."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "cache_refresh",
        """
TRUNCATE {table};
INSERT INTO {table} {rows:rows};
""",
    ),
    FoldForm(
        "cache_refresh",
        """
TRUNCATE TABLE {truncated};
INSERT INTO {truncated} {rows:rows};
""",
    ),
    FoldForm(
        "cache_refresh",
        """
DELETE FROM {emptied};
INSERT INTO {emptied} {rows:rows};
""",
    ),
    FoldForm(
        "cache_refresh",
        """
DELETE FROM {emptied};
INSERT INTO {emptied} ({columns:list}) {rows:rows};
""",
    ),
)
