"""A version that ends where a new one begins."""

from engine.lower.fold_form import FoldForm

FORMS = (
    FoldForm(
        "scd2",
        """
UPDATE {table} SET {end} = {now:expression} WHERE {where:expression} AND {end} IS NULL;
INSERT INTO {table} ({columns:list}) VALUES ({values:list});
""",
    ),
)
