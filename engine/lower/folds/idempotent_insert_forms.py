"""An insert that does nothing where the row is there."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "idempotent_insert",
        """
IF NOT EXISTS (SELECT {probe:list} FROM {table} WHERE {where:expression}) THEN
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list});
END IF;
""",
    ),
    FoldForm(
        "idempotent_insert",
        """
PERFORM {checked:list} FROM {table} WHERE {where:expression};
IF NOT FOUND THEN
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list});
END IF;
""",
    ),
)
