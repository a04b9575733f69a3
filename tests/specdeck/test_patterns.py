"""`specdeck patterns`: the library from the shell."""

import subprocess

import pytest

MINE = """
id: our.touch
title: Touch
tier: domain
category: audit
description: Says when a row was touched.
tags: [audit]
parameters:
  table: {type: name, default: app.item}
spec: |
  actions:
    - name: app.touch
      params: {p_id: bigint}
      returns: void
      traits: {language: plpgsql}
      steps:
        - update: {table: {{ table }}, set: {touched_at: now()}, where: id = p_id}
"""


@pytest.fixture(scope="module")
def library(shared_shell):
    shared_shell.write("mine.yaml", MINE)
    added = shared_shell.specdeck("patterns", "add", "mine.yaml", "--reason", "ours")
    assert added.code == 0, added.err
    return shared_shell


def test_the_seeds_are_listed_by_tier(library):
    found = library.specdeck("patterns", "list", "--tier", "domain", "--json").json
    assert len(found) >= 31
    assert {each["state"] for each in found if each["id"] != "our.touch"} == {"validated"}


def test_a_pattern_is_shown_with_its_parameters(library):
    ran = library.specdeck("patterns", "show", "state_machine")
    assert ran.out.startswith("state_machine: State machine transition (domain, validated, version 1)")
    assert "from_state" in ran.out


def test_a_search_says_why(library):
    ran = library.specdeck("patterns", "search", "soft", "delete", "--explain")
    first = ran.out.splitlines()[1]
    assert first.startswith("soft_delete")
    assert first.endswith("words #1")
    assert "ms" in ran.err


def test_an_unknown_pattern_is_refused_with_the_closest(library):
    ran = library.specdeck("patterns", "show", "soft_delet")
    assert ran.code == 2
    assert "soft_delete" in ran.err


def test_a_pattern_is_filled_in_as_specql_and_sql(library):
    ran = library.specdeck("patterns", "instantiate", "our.touch", "--set", "table=shop.client")
    assert "update: {table: shop.client" in ran.out
    sql = library.specdeck("patterns", "instantiate", "our.touch", "--as", "postgresql")
    assert "UPDATE app.item" in sql.out


def test_an_unknown_parameter_is_refused(library):
    ran = library.specdeck("patterns", "instantiate", "our.touch", "--set", "tabel=x")
    assert ran.code == 2
    assert "Did you mean table?" in ran.err


def test_composition_lists_conflicts(library):
    ran = library.specdeck("patterns", "compose", "soft_delete", "retention_purge")
    assert ran.code == 1
    assert "exclude each other" in ran.out
    assert "deleted_at" in library.specdeck("patterns", "compose", "soft_delete", "state_machine").out


def test_tags_make_a_new_version_of_a_seed(library):
    assert (
        library.specdeck("patterns", "tag", "upsert", "--add", "merge").out
        == "upsert: insert, update, conflict, merge\n"
    )
    versions = library.specdeck("patterns", "history", "upsert", "--json").json["versions"]
    assert [each["number"] for each in versions] == [1, 2]
    assert "+- merge" in library.specdeck("patterns", "diff", "upsert").out


def test_an_edit_is_a_new_version(library):
    editor = library.write("editor.sh", "#!/bin/sh\nsed -i 's/Says when/Notes when/' \"$1\"\n")
    editor.chmod(0o755)
    ran = library.specdeck("patterns", "edit", "our.touch", EDITOR=str(editor))
    assert ran.code == 0, ran.err
    assert "+description: Notes when a row was touched." in library.specdeck("patterns", "diff", "our.touch").out


def test_a_pattern_goes_through_its_life(library):
    assert library.specdeck("patterns", "approve", "our.touch").out == "our.touch is now validated.\n"
    ran = library.specdeck("patterns", "deprecate", "our.touch", "--replaced-by", "audit_columns")
    assert ran.out == "our.touch is now deprecated.\n"
    assert "replaced by: audit_columns" in library.specdeck("patterns", "show", "our.touch").out
    again = library.specdeck("patterns", "approve", "our.touch")
    assert (again.code, "it is deprecated" in again.err) == (2, True)


def test_files_are_checked_without_a_daemon(shell):
    shell.write("mine.yaml", MINE)
    shell.write("wrong.yaml", MINE.replace("category:", "categorie:"))
    assert shell.specdeck("patterns", "validate", "mine.yaml").out == "mine.yaml: 1 valid\n"
    ran = shell.specdeck("patterns", "validate", "wrong.yaml")
    assert (ran.code, "unknown key 'categorie'" in ran.err) == (2, True)
    assert not any(shell.home.rglob("*.lock"))


def test_a_bundle_is_signed_and_a_changed_one_is_refused(library):
    key = library.folder / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    library.write("signers", f"ana {(library.folder / 'key.pub').read_text()}")
    ran = library.specdeck("patterns", "export", "our.touch", "--to", "ours.yaml", "--key", "key")
    assert ran.code == 0, ran.err
    good = library.specdeck("patterns", "import", "ours.yaml", "--signers", "signers")
    assert good.code == 0, good.err
    bundle = library.folder / "ours.yaml"
    bundle.write_text(bundle.read_text().replace("now()", "now() - interval '1 day'"))
    bad = library.specdeck("patterns", "import", "ours.yaml", "--signers", "signers")
    assert bad.code == 2
    assert "The signature of ours.yaml is not valid" in bad.err
    library.write("signers", "")
    assert (
        "not by anybody in signers" in library.specdeck("patterns", "import", "ours.yaml", "--signers", "signers").err
    )


def test_the_units_that_carry_out_a_pattern_are_listed(library):
    library.write(
        "db/ship.sql",
        "CREATE FUNCTION ship(p int) RETURNS void LANGUAGE sql AS "
        "$$ UPDATE parcel SET state = 'sent' WHERE id = p AND state = 'packed' $$;",
    )
    assert library.specdeck("project", "add", "shop", "db").code == 0
    assert library.specdeck("wait").code == 0
    ran = library.specdeck("patterns", "instances", "state_machine")
    assert ran.code == 0, ran.err
    assert "ship(integer)" in ran.out
    assert "field state" in ran.out


def test_a_bundle_without_a_signature_is_refused(library):
    library.write("plain.yaml", MINE)
    ran = library.specdeck("patterns", "import", "plain.yaml")
    assert (ran.code, "has no signature" in ran.err) == (2, True)


def test_a_waiting_pattern_is_merged_into_another_which_gets_its_tags(library):
    library.write("twin.yaml", MINE.replace("our.touch", "our.twin").replace("tags: [audit]", "tags: [stamp]"))
    assert library.specdeck("patterns", "add", "twin.yaml").code == 0
    refused = library.specdeck("patterns", "merge", "our.twin", "--into", "our.twin")
    assert "Name that pattern" in refused.err
    merged = library.specdeck("patterns", "merge", "our.twin", "--into", "our.touch", "--json").json
    assert (merged["summary"]["state"], merged["replaced_by"]) == ("deprecated", "our.touch")
    assert "stamp" in library.specdeck("patterns", "show", "our.touch", "--json").json["summary"]["tags"]
