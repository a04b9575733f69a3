"""Routines in pairs, as short as they can be."""

from textwrap import dedent

DECLARED = "a int; b int; t text; r record; c refcursor; k CURSOR FOR SELECT 1; n int[];"


def function(steps: str, declare: str = DECLARED, header: str = "LANGUAGE plpgsql", parameters: str = "p int") -> str:
    """A function with these steps."""
    return dedent(f"""\
        CREATE FUNCTION f({parameters}) RETURNS int {header} AS $body$
        DECLARE {declare}
        BEGIN
            {steps}
        END;
        $body$;
        """)


def headed(header: str, body: str = "SELECT 1") -> str:
    """A function of which only the header matters."""
    return f"CREATE FUNCTION f{header} AS $body$ {body} $body$;"
