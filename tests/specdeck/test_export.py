"""`specdeck export`: the specs of a project as a tree of numbered files."""

import hashlib

import pytest

REGISTRY, MANIFEST = "domain_registry.yaml", "manifest.sha256"
SQL = """\
CREATE TABLE sales.tb_order (pk_order integer PRIMARY KEY, total numeric(12,2));
CREATE TABLE sales.tb_line (pk_line integer PRIMARY KEY, fk_order integer REFERENCES sales.tb_order);
CREATE FUNCTION sales.total(p integer) RETURNS numeric LANGUAGE sql AS
  'SELECT total FROM sales.tb_order WHERE pk_order = p';
"""


def tree(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("dialect", ["full", "core"])
def test_each_entity_is_a_file_with_a_code_and_the_registry_keeps_the_codes(shell, dialect):
    shell.write("db/order.sql", SQL)
    ran = shell.specdeck("export", "out", "db", "--dialect", dialect, "--json")
    assert (ran.code, ran.json["left_out"]) == (0, [])
    written = tree(shell.folder / "out")
    assert set(ran.json["files"]) == set(written)
    assert "domain_registry.yaml" in written
    assert sum("entity: " in text for text in written.values()) == 2
    assert shell.specdeck("export", "out", "db", "--dialect", dialect).code == 0
    assert tree(shell.folder / "out") == written


def test_in_the_full_dialect_every_file_is_a_valid_spec(shell):
    shell.write("db/order.sql", SQL)
    files = shell.specdeck("export", "out", "db", "--json").json["files"]
    specs = [shell.folder / "out" / file for file in files if file not in (REGISTRY, MANIFEST)]
    assert shell.specdeck("spec", "check", *specs).code == 0
    assert shell.specdeck("spec", "fmt", "--check", *specs).code == 0


def test_folders_and_dialect_can_come_from_the_settings(shell):
    shell.write("db/order.sql", SQL)
    shell.write("elsewhere/x.sql", "CREATE TABLE x (a int);")
    shell.write("specdeck.toml", '[project]\nfolders = ["db"]\n[export]\ndialect = "core"\n')
    found = shell.specdeck("export", "out", "--json").json
    assert found["dialect"] == "core"
    assert not any("x" in file.rpartition("/")[2] for file in found["files"])


def test_skipped_text_is_listed_and_unreadable_text_fails(shell):
    shell.write("db/order.sql", SQL + "\\echo done\n")
    ran = shell.specdeck("export", "out", "db")
    assert (ran.code, ran.err) == (0, "warning: skipped: psql: \\echo done\n")
    shell.write("db/bad.sql", "CREATE TABEL x;")
    assert shell.specdeck("export", "out", "db").code == 1


def test_a_folder_with_other_files_is_not_changed(shell):
    shell.write("db/order.sql", SQL)
    shell.write("out/mine.txt", "mine")
    ran = shell.specdeck("export", "out", "db")
    assert (ran.code, tree(shell.folder / "out")) == (4, {"mine.txt": "mine"})


def test_an_eleventh_entity_is_refused_with_the_choices(shell):
    shell.write("db/many.sql", "".join(f"CREATE TABLE s.t{n} (a int);" for n in range(11)))
    ran = shell.specdeck("export", "out", "db")
    assert (ran.code, (shell.folder / "out").exists()) == (2, False)
    assert ran.err.startswith("error: ")
    assert "hint: " in ran.err
    assert shell.specdeck("export", "out", "db", "--overflow", "spread").code == 0


ONE = "CREATE TABLE sales.tb_order (pk_order integer PRIMARY KEY);\n"
TWO = ONE + "CREATE TABLE stock.tb_item (pk_item integer PRIMARY KEY);\n"


@pytest.fixture
def stale(shell):
    """A shell in which one of two exported tables vanished; `stale.file` is what is left of it."""
    shell.write("db/tables.sql", TWO)
    shell.specdeck("export", "out", "db")
    shell.write("db/tables.sql", ONE)
    (shell.file,) = [path for path in tree(shell.folder / "out") if "item" in path]
    return shell


def test_sha256sum_can_check_the_manifest(stale):
    listed = (stale.folder / "out" / MANIFEST).read_text().splitlines()
    hashes = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in tree(stale.folder / "out").items()}
    assert sorted(listed) == sorted(f"{hashes[path]}  {path}" for path in hashes if path != MANIFEST)


def test_the_file_of_a_deleted_entity_is_reported_and_kept(stale):
    for _ in range(2):
        ran = stale.specdeck("export", "out", "db")
        assert (ran.code, ran.err.count(f"{stale.file} is from an earlier export; --prune removes it")) == (0, 1)
    assert stale.specdeck("export", "out", "db", "--json").json["stale"] == [stale.file]
    assert (stale.folder / "out" / stale.file).is_file()


def test_pruning_deletes_it_and_the_emptied_folders(stale):
    ran = stale.specdeck("export", "out", "db", "--prune", "--json")
    assert (ran.json["stale"], ran.json["pruned"]) == ([], [stale.file])
    assert not any("stock" in str(path) for path in (stale.folder / "out").rglob("*"))
    assert stale.specdeck("export", "out", "db").err == ""


def test_pruning_keeps_what_somebody_changed_since(stale):
    file = stale.folder / "out" / stale.file
    file.write_text(file.read_text() + "note: mine\n")
    ran = stale.specdeck("export", "out", "db", "--prune", "--json")
    assert (ran.json["stale"], ran.json["pruned"], file.is_file()) == ([stale.file], [], True)


def test_pruning_deletes_no_foreign_file(stale):
    theirs = [stale.write(name, "theirs") for name in ("out/mine.yaml", "elsewhere.yaml")]
    (stale.folder / "out/link.yaml").symlink_to(theirs[1])
    digest = hashlib.sha256(b"theirs").hexdigest()
    manifest = stale.folder / "out" / MANIFEST
    claimed = "".join(f"{digest}  {path}\n" for path in ("../elsewhere.yaml", theirs[1], "link.yaml"))
    manifest.write_text(manifest.read_text() + claimed)
    assert stale.specdeck("export", "out", "db", "--prune", "--json").json["pruned"] == [stale.file]
    assert [path.read_text() for path in theirs] == ["theirs", "theirs"]
    assert (stale.folder / "out/link.yaml").is_symlink()


def test_without_a_manifest_no_file_counts_as_exported(stale):
    (stale.folder / "out" / MANIFEST).unlink()
    ran = stale.specdeck("export", "out", "db", "--prune", "--json")
    assert (ran.json["stale"], ran.json["pruned"]) == ([], [])
    assert (stale.folder / "out" / stale.file).is_file()
