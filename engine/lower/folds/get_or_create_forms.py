"""The key of a row that is there, or of one that is inserted."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "get_or_create",
        """
SELECT {key} INTO {variable} FROM {table} WHERE {where:expression};
IF {variable} IS NULL THEN
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list}) RETURNING {key} INTO {variable};
END IF;
""",
    ),
    FoldForm(
        "get_or_create",
        """
SELECT {key} INTO {found_variable} FROM {table} WHERE {where:expression};
IF NOT FOUND THEN
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list}) RETURNING {key} INTO {found_variable};
END IF;
""",
    ),
)
