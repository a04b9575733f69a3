"""A row that is marked instead of removed."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "soft_delete",
        """
UPDATE {table} SET {field} = {mark:expression}{also:rest} WHERE {where:expression};
IF NOT FOUND THEN
    RAISE EXCEPTION {~missing:text}{~args:rest};
END IF;
""",
    ),
    FoldForm(
        "soft_delete",
        """
UPDATE {table} SET {field} = {mark:expression}{also:rest} WHERE {where:expression};
RETURN NULL;
""",
    ),
)
