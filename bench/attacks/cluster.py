"""Databases of a PostgreSQL server that only the attack uses."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import psycopg
from scratch.cluster import running_cluster

QUIET = "-c log_min_messages=panic"  # most statements of an attack fail on purpose


@contextlib.contextmanager
def scratch_cluster() -> Iterator[Path]:
    """Start a server and yield the folder of its socket."""
    with running_cluster(QUIET) as cluster:
        yield cluster.folder


def create_database(folder: Path, name: str, script: str) -> psycopg.Connection:
    """Create a database, load a script into it and return a connection to it."""
    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    connection = psycopg.connect(f"host={folder} user=postgres dbname={name}", autocommit=True)
    connection.prepare_threshold = None  # a plan that is kept fails once a call returns other columns
    connection.execute(script)
    return connection
