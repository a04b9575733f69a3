"""A guarded move from one state to another."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "state_machine",
        """
UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {where:expression} AND {field} = {from:text};
IF NOT FOUND THEN
    RAISE EXCEPTION {~refused:text}{~args:rest};
END IF;
""",
    ),
    FoldForm(
        "state_machine",
        """
UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {where:expression} AND {field} = {from:text};
""",
    ),
    FoldForm(
        "state_machine",
        """
UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {field} = {from:text} AND {and:expression};
""",
    ),
    FoldForm(
        "state_machine",
        """
SELECT {field} INTO {~state} FROM {table} WHERE {where:expression};
IF {~state} <> {from:text} THEN
    RAISE EXCEPTION {~refused:text}{~args:rest};
END IF;
UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {where:expression};
""",
    ),
    FoldForm(
        "state_machine",
        """
SELECT {field} INTO STRICT {~strict} FROM {table} WHERE {where:expression};
IF {~strict} <> {from:text} THEN
    RAISE EXCEPTION {~refused:text}{~args:rest};
END IF;
UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {where:expression};
""",
    ),
    FoldForm(
        "state_machine",
        """
SELECT {field} INTO {~locked} FROM {table} WHERE {where:expression} FOR UPDATE;
IF {~locked} <> {from:text} THEN
    RAISE EXCEPTION {~refused:text}{~args:rest};
END IF;
UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {where:expression};
""",
    ),
    FoldForm(
        "state_machine",
        """
IF {current:expression} <> {from:text} THEN
    RAISE EXCEPTION {~refused:text}{~args:rest};
END IF;
UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {where:expression};
""",
    ),
    FoldForm(
        "state_machine",
        """
IF {current:expression} = {from:text} THEN
    UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {where:expression};
END IF;
""",
    ),
    FoldForm(
        "state_machine",
        """
IF {current:expression} NOT IN ({allowed:list}) THEN
    RAISE EXCEPTION {~refused:text}{~args:rest};
END IF;
UPDATE {table} SET {field} = {to:text}{also:rest} WHERE {where:expression};
""",
    ),
)
