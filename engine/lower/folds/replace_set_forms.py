"""All rows of a parent, replaced."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "replace_set",
        """
DELETE FROM {table} WHERE {where:expression};
INSERT INTO {table} ({columns:list}) {rows:rows};
""",
    ),
    FoldForm(
        "replace_set",
        """
DELETE FROM {table} WHERE {where:expression};
INSERT INTO {table} ({columns:list}) VALUES ({values:list});
""",
    ),
    FoldForm(
        "replace_set",
        """
DELETE FROM {table} WHERE {where:expression};
INSERT INTO {table} {all_rows:rows};
""",
    ),
)
