"""The README of a regression suite."""

from collections.abc import Sequence

_TEXT = """\
# Regression tests of {routines}

These tests hold what the routines do today, found by running them on generated cases. `specdeck export --pgtap` wrote
them.

They need [pgTAP](https://pgtap.org). On Debian or Ubuntu:

```
apt install postgresql-15-pgtap libtap-parser-sourcehandler-pgtap-perl
```

(with the version of your server in place of 15). Then, in this folder:

```
createdb regression
psql -X -q -v ON_ERROR_STOP=1 -d regression -f schema.sql
psql -X -q -d regression -c 'CREATE EXTENSION pgtap'
pg_prove -d regression --ext .sql -r t/
```

Each file empties the tables that it uses and rolls everything back. Use a database without data of yours all the same.
`schema.sql` is the schema as it was when the tests were written. To test a changed routine, load it over this schema,
or load your own schema instead.
"""


def suite_readme(written: int, left_out: Sequence[str]) -> str:
    """Return the text; `left_out` are routines without a file, each with its reason."""
    count = "1 routine" if written == 1 else f"{written} routines"
    lines = [_TEXT.format(routines=count)]
    if left_out:
        lines += ["## Routines without tests\n", *(f"- {each}" for each in left_out), ""]
    return "\n".join(lines)
