"""A count on a parent, kept in step in a trigger."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "counter_cache",
        """
IF TG_OP = 'INSERT' THEN
    UPDATE {parent} SET {counter} = {counter} + 1 WHERE {inserted:expression};
ELSIF TG_OP = 'DELETE' THEN
    UPDATE {parent} SET {counter} = {counter} - 1 WHERE {deleted:expression};
END IF;
""",
    ),
    FoldForm(
        "counter_cache",
        """
IF TG_OP = 'INSERT' THEN
    UPDATE {parent} SET {counter} = {counter} + 1 WHERE {inserted:expression};
    RETURN NEW;
ELSIF TG_OP = 'DELETE' THEN
    UPDATE {parent} SET {counter} = {counter} - 1 WHERE {removed:expression};
    RETURN OLD;
END IF;
""",
    ),
)
