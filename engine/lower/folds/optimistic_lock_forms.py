"""A change that holds only for the version that the caller has read."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "optimistic_lock",
        """
UPDATE {table} SET {set:list} WHERE {where:expression} AND {version} = {seen:expression};
IF NOT FOUND THEN
    RAISE EXCEPTION {~stale:text}{~args:rest};
END IF;
""",
    ),
)
