"""A query whose rows are returned one by one."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "row_loop",
        """
FOR {row} IN {rows:rows} LOOP
    RETURN NEXT {row};
END LOOP;
""",
    ),
)
