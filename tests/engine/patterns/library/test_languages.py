"""Every pattern in every language, checked by the tools of that language.

Django, SQLAlchemy and tsc are not among our own dependencies. Where `orm-python` (a Python that has the first two) or
`tsc` is not on the PATH, the tests that need it are skipped.
"""

import shutil
import subprocess
import sys

import pytest

from engine.patterns.library.languages.language_types import language_type
from engine.patterns.library.languages.render_spec import languages, render_spec
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import Tier
from engine.patterns.library.pattern_library import PatternLibrary

LIBRARY = PatternLibrary()
USABLE = [each for each in LIBRARY if each.tier is not Tier.PRIMITIVE]
PYTHON = shutil.which("orm-python") or sys.executable
TSC = shutil.which("tsc")

DJANGO = """
import importlib, sys
import django
from django.conf import settings
from django.core.management import call_command
settings.configure(INSTALLED_APPS=sys.argv[1:], DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                   "NAME": ":memory:"}}, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
django.setup()
call_command("check")
call_command("makemigrations", *sys.argv[1:], dry_run=True)
"""
SQLALCHEMY = """
import importlib.util, pathlib, sys
from sqlalchemy import create_engine, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
for path in map(pathlib.Path, sys.argv[1:]):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    tables = module.Base.metadata.sorted_tables
    schemas = {table.schema: None for table in tables}
    engine = create_engine("sqlite://").execution_options(schema_translate_map=schemas)
    module.Base.metadata.create_all(engine)
    assert set(inspect(engine).get_table_names()) == {table.name for table in tables}, path
    for table in tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
print(len(sys.argv) - 1)
"""


def module_name(pattern) -> str:
    return pattern.id.replace(".", "_")


def write_all(folder, language, suffix):
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{module_name(each)}.{suffix}" for each in USABLE]
    for path, pattern in zip(paths, USABLE, strict=True):
        path.write_text(LIBRARY.compile_pattern(pattern.id, language, {}))
    return paths


def run(*command, cwd=None):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def needs_python_with(module):
    found = subprocess.run([PYTHON, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0
    return pytest.mark.skipif(not found, reason=f"{module} is not installed: put an orm-python that has it on the PATH")


def test_the_languages_are_those_that_were_asked_for():
    assert languages() == ("django", "postgresql", "python", "ruby", "specql", "sqlalchemy", "typescript")


def test_an_unknown_language_is_refused():
    with pytest.raises(LibraryError, match="cobol"):
        render_spec(LIBRARY.instantiate("upsert", {}).spec, "cobol")


@pytest.mark.parametrize(
    ("written", "python", "typescript"),
    [
        ("numeric(12,2)", "decimal.Decimal", "string"),
        ("bigint[]", "list[int]", "string[]"),
        ("my_type", "object", "unknown"),
    ],
)
def test_a_type_has_its_counterpart(written, python, typescript):
    found = language_type(written)
    assert (found.python, found.typescript) == (python, typescript)


def test_what_only_the_database_can_do_is_named():
    assert "Kept by the database: 1 policies." in LIBRARY.compile_pattern("tenant_scope", "python", {})


def test_plain_python_runs(tmp_path):
    for path in write_all(tmp_path, "python", "py"):
        namespace = {"__name__": path.stem}
        sys.modules[path.stem] = type(sys)(path.stem)
        try:
            exec(compile(path.read_text(), path, "exec"), namespace)
        finally:
            del sys.modules[path.stem]


def test_postgresql_loads_every_pattern(postgres, tmp_path):
    script = "".join(
        f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema};\n"
        f"{LIBRARY.compile_pattern(each.id, 'postgresql', {})}\n"
        for each in USABLE
        for schema in [each.namespace or "app"]
    )
    (tmp_path / "all.sql").write_text(script)
    assert not postgres.psql(postgres.create_database(), tmp_path / "all.sql")


@pytest.mark.skipif(not shutil.which("ruby"), reason="ruby is not installed")
def test_ruby_parses_every_pattern(tmp_path):
    paths = write_all(tmp_path, "ruby", "rb")
    everything = tmp_path / "everything.rb"
    everything.write_text("\n".join(path.read_text() for path in paths))
    assert "Syntax OK" in run("ruby", "-c", str(everything))


@pytest.mark.skipif(not TSC, reason="tsc is not on the PATH")
def test_the_typescript_compiler_accepts_every_pattern(tmp_path):
    paths = write_all(tmp_path, "typescript", "ts")
    (tmp_path / "node.d.ts").write_text("type Buffer = Uint8Array;\n")
    options = ("--noEmit", "--strict", "--target", "es2020", "--module", "es2020", "--moduleResolution", "node")
    run(str(TSC), *options, str(tmp_path / "node.d.ts"), *map(str, paths))


@needs_python_with("django")
def test_django_checks_every_pattern_and_could_migrate(tmp_path):
    names = []
    for pattern in USABLE:
        name = f"app_{module_name(pattern)}"
        folder = tmp_path / name
        folder.mkdir()
        (folder / "__init__.py").touch()
        (folder / "models.py").write_text(LIBRARY.compile_pattern(pattern.id, "django", {}))
        names.append(name)
    said = run(PYTHON, "-c", DJANGO, *names, cwd=tmp_path)
    assert "no issues" in said


@needs_python_with("sqlalchemy")
def test_sqlalchemy_makes_every_table(tmp_path):
    paths = write_all(tmp_path, "sqlalchemy", "py")
    assert run(PYTHON, "-c", SQLALCHEMY, *map(str, paths)) == f"{len(paths)}\n"
