"""The schema that every attack runs in, and what is known of it as facts for the prover."""

COLUMNS = {"s": frozenset({"a", "b", "x", "t"}), "o": frozenset({"k", "v"})}

SCAFFOLD = r"""
CREATE TABLE s (a int, b int, x int, t text);
INSERT INTO s VALUES (1, 10, 100, 'one'), (2, 20, 200, 'two'), (3, NULL, 300, NULL);
CREATE TABLE o (k int PRIMARY KEY, v text);
INSERT INTO o VALUES (1, 'a'), (2, 'b');
CREATE TYPE pt AS (a int, b int);
CREATE DOMAIN pos AS int CHECK (VALUE > 0);
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION show(text) RETURNS text LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION twice(v int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';
CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION hinted() RETURNS int LANGUAGE plpgsql AS $$
DECLARE c text;
BEGIN
    GET DIAGNOSTICS c = PG_CONTEXT;
    RAISE NOTICE 'hints: %', (SELECT string_agg(m[1], ' ') FROM regexp_matches(c, '(/\*\+.*?\*/)', 'g') m);
    RETURN 1;
END $$;
DO $$BEGIN CREATE ROLE attacked NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END$$;
"""


class ScaffoldFacts:
    """The columns of the scaffold's tables."""

    def columns(self, relation: str) -> frozenset[str] | None:
        return COLUMNS.get(relation.removeprefix("public."))
