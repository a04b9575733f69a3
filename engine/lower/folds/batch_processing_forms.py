"""A large set, worked through in pieces."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "batch_processing",
        """
LOOP
    DELETE FROM {table} WHERE {where:expression};
    EXIT WHEN NOT FOUND;
END LOOP;
""",
    ),
)
