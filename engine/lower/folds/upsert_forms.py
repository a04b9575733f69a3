"""A row that is changed if it is there and inserted if not."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "upsert",
        """
UPDATE {table} SET {set:list} WHERE {where:expression};
IF NOT FOUND THEN
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list});
END IF;
""",
    ),
    FoldForm(
        "upsert",
        """
UPDATE {table} SET {set:list} WHERE {where:expression};
IF NOT FOUND THEN
    INSERT INTO {table} {~rows:rows};
END IF;
""",
    ),
    FoldForm(
        "upsert",
        """
IF EXISTS (SELECT {probe:list} FROM {table} WHERE {where:expression}) THEN
    UPDATE {table} SET {set:list} WHERE {where:expression};
ELSE
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list});
END IF;
""",
    ),
    FoldForm(
        "upsert",
        """
IF NOT EXISTS (SELECT {absent_probe:list} FROM {table} WHERE {where:expression}) THEN
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list});
ELSE
    UPDATE {table} SET {set:list} WHERE {where:expression};
END IF;
""",
    ),
    FoldForm(
        "upsert",
        """
SELECT {key:list} INTO {variable} FROM {table} WHERE {where:expression};
IF FOUND THEN
    UPDATE {table} SET {set:list} WHERE {changed:expression};
ELSE
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list});
END IF;
""",
    ),
    FoldForm(
        "upsert",
        """
SELECT {key:list} INTO {missing_variable} FROM {table} WHERE {where:expression};
IF NOT FOUND THEN
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list});
ELSE
    UPDATE {table} SET {set:list} WHERE {changed:expression};
END IF;
""",
    ),
    FoldForm(
        "upsert",
        """
PERFORM {probe:list} FROM {table} WHERE {where:expression};
IF FOUND THEN
    UPDATE {table} SET {set:list} WHERE {changed:expression};
ELSE
    INSERT INTO {table} ({~columns:list}) VALUES ({~values:list});
END IF;
""",
    ),
    FoldForm(
        "upsert",
        """
INSERT INTO {table} ({~columns:list}) VALUES ({~values:list}) ON CONFLICT ({key:list}) DO UPDATE SET {set:list};
""",
    ),
    FoldForm(
        "upsert",
        """
INSERT INTO {table} ({~columns:list}) VALUES ({~values:list})
    ON CONFLICT ON CONSTRAINT {constraint} DO UPDATE SET {set:list};
""",
    ),
)
