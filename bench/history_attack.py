"""Attack the history proof: random scripts that load, with and without the statements that it calls replaced.

    python bench/history_attack.py [--scripts N] [--seed S]

A script is made of statements about a few objects that use, redefine, annotate and drop each other; one that the
server refuses is left out. Then the script is loaded with and without what is proved to be replaced, and the catalogs
and the rows of the tables are compared. The last line is one JSON object; `differ` and `fails` are unsound.
"""

import argparse
import json
import random
from collections import Counter

import psycopg
from scratch.catalog import first_difference, read_catalog
from scratch.cluster import Cluster, running_cluster

from engine.proof.scripts.history import history_of
from engine.source.split_file import split

LENGTH = 24
FUNCTIONS, RELATIONS, TABLES = ("f", "g", "t_a"), ("v", "w"), ("t", "u", "t_a")
STATEMENTS = (
    "CREATE {replace}FUNCTION {f}(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN {n}; END $$",
    "CREATE {replace}FUNCTION {f}(a int) RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN {g}(a) + {n}; END $$",
    "CREATE {replace}FUNCTION {f}(a int) RETURNS int LANGUAGE sql AS 'SELECT {n}'",
    "CREATE {replace}FUNCTION {f}(a int) RETURNS int LANGUAGE sql IMMUTABLE COST {n} AS 'SELECT {g}(1)'",
    "CREATE {replace}FUNCTION {f}(a int) RETURNS int LANGUAGE sql RETURN {n}",
    "CREATE {replace}FUNCTION {f}(a int) RETURNS int LANGUAGE plpgsql AS $$ DECLARE r {t}; BEGIN RETURN {n}; END $$",
    "CREATE {replace}VIEW {v} AS SELECT {n} AS x",
    "CREATE {replace}VIEW {v} AS SELECT {n} AS x, {f}(1) AS y",
    "CREATE {replace}VIEW {v} AS SELECT x FROM {w}",
    "CREATE {replace}VIEW {v} WITH (security_barrier) AS SELECT a AS x FROM {t}",
    "CREATE TABLE {t} (a int PRIMARY KEY, b serial)",
    "CREATE TABLE {t} (a int, b int DEFAULT {f}({n}))",
    "CREATE TABLE {t} (a int REFERENCES {u})",
    "CREATE INDEX ON {t} (a)",
    "CREATE INDEX ON {t} ({f}(a))",
    "INSERT INTO {t} (a) VALUES ({n})",
    "INSERT INTO {t} (a) SELECT {f}({n})",
    "INSERT INTO {t} (a) SELECT length(obj_description('{v}'::regclass))",
    "INSERT INTO {t} (a) SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "ALTER TABLE {t} ADD CHECK ({f}(a) > 0)",
    "ALTER TABLE {t} ALTER COLUMN a SET DEFAULT {n}",
    "ALTER VIEW {v} ALTER COLUMN x SET DEFAULT {n}",
    "ALTER VIEW {v} RENAME TO {w}",
    "ALTER FUNCTION {f}(int) RENAME TO {g}",
    "COMMENT ON FUNCTION {f}(int) IS '{n}'",
    "COMMENT ON VIEW {v} IS '{n}'",
    "COMMENT ON TABLE {t} IS '{n}'",
    "COMMENT ON COLUMN {t}.a IS '{n}'",
    "GRANT SELECT ON {v} TO PUBLIC",
    "GRANT SELECT ON {t} TO PUBLIC",
    "REVOKE EXECUTE ON FUNCTION {f}(int) FROM PUBLIC",
    "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    "CREATE RULE r AS ON INSERT TO {v} DO INSTEAD NOTHING",
    "DROP FUNCTION {f}(int)",
    "DROP FUNCTION IF EXISTS {f}",
    "DROP VIEW {v}",
    "DROP VIEW IF EXISTS {v} CASCADE",
    "DROP TABLE {t}",
    "DROP TABLE IF EXISTS {t} CASCADE",
    "DO $$ BEGIN PERFORM {f}({n}); EXCEPTION WHEN OTHERS THEN NULL; END $$",
)


def main() -> None:
    """Attack with random scripts and print the figures as the last line."""
    options = _options()
    chance, counts = random.Random(options.seed), Counter[str]()
    with running_cluster() as cluster:
        for _ in range(options.scripts):
            counts += _attack(cluster, chance)
    names = ("scripts", "statements", "replaced", "kept", "same", "differ", "fails")
    print(json.dumps({"seed": options.seed, **{name: counts[name] for name in names}}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scripts", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _attack(cluster: Cluster, chance: random.Random) -> Counter[str]:
    with cluster.database("original") as database, cluster.connect(database) as connection:
        script = _loading(connection, chance)
        original = _state(connection)
    found = history_of([split("\n".join(script), "random.sql")])
    counts = Counter(statements=len(script), kept=sum(not each.is_proved for each in found.replacements))
    removed = found.removable
    if not removed:
        return counts
    current = [text for number, text in enumerate(script) if number not in removed]
    with cluster.database("current") as database, cluster.connect(database) as connection:
        try:
            for text in current:
                connection.execute(text.encode())
        except psycopg.Error as error:
            print("fails:", error, *script, sep="\n", flush=True)
            return counts + Counter(scripts=1, fails=1)
        difference = first_difference(original, _state(connection))
    if difference:
        print("differ:", difference, *script, sep="\n", flush=True)
    return counts + Counter(scripts=1, replaced=len(removed)) + Counter(["differ" if difference else "same"])


def _loading(connection: psycopg.Connection, chance: random.Random) -> list[str]:
    """Run random statements and return those that the server took."""
    script: list[str] = []
    for _ in range(LENGTH * 4):
        text = f"{_statement(chance)};"
        try:
            connection.execute(text.encode())
        except psycopg.Error:
            continue
        script.append(text)
        if len(script) == LENGTH:
            break
    return script


def _statement(chance: random.Random) -> str:
    return chance.choice(STATEMENTS).format(
        replace=chance.choice(("", "OR REPLACE ", "OR REPLACE ")),
        f=chance.choice(FUNCTIONS), g=chance.choice(FUNCTIONS), v=chance.choice(RELATIONS), w=chance.choice(RELATIONS),
        t=chance.choice(TABLES), u=chance.choice(TABLES), n=chance.randrange(1, 99),
    )  # fmt: skip


def _state(connection: psycopg.Connection) -> dict[str, list[str]]:
    """Return the catalog and the rows of all tables."""
    state = dict(read_catalog(connection))
    for table in TABLES:
        if connection.execute("SELECT to_regclass(%s)", [table]).fetchone() != (None,):
            state[f"rows of {table}"] = sorted(
                map(str, connection.execute(f"SELECT * FROM {table}".encode()).fetchall())
            )
    return state


if __name__ == "__main__":
    main()
