"""The next waiting item, taken for one worker."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "work_queue",
        """
SELECT {key} INTO {variable} FROM {table} WHERE {waiting:expression}
    ORDER BY {order:list} LIMIT 1 FOR UPDATE SKIP LOCKED;
UPDATE {table} SET {set:list} WHERE {key} = {variable};
""",
    ),
)
