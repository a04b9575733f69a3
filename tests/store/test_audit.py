"""An audit finds every change made to a journal from outside."""

import shutil
import sqlite3
import subprocess
import sys

import pytest

import store
from store.access import people
from store.audit import anchor as anchors
from store.audit.verify import verify_file
from store.core import journal, texts

COLUMNS = ("seq", "at", "type", "subject", "actor", "data", "previous", "hash")


@pytest.fixture
def written(file):
    opened = store.open(file)
    with opened.write() as tx:
        for number in range(8):
            journal.append(tx, "test.happened", f"thing:{number}", {"number": number, "name": "é"}, "act_1")
    opened.close()
    return file


def codes(file, anchor=None):
    return {problem.code for problem in verify_file(file, anchor).problems}


def tamper(file, *statements):
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_untouched_journal_is_whole(written):
    report = verify_file(written)
    assert report.whole
    assert (report.events, report.head.seq) == (8, 8)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "seq"])
@pytest.mark.parametrize("seq", [1, 4, 8])
@pytest.mark.parametrize("at", [0, -1])
def test_a_flipped_byte_in_any_column_is_found(written, column, seq, at):
    connection = sqlite3.connect(written)
    raw = bytearray(
        connection.execute(f"SELECT CAST({column} AS BLOB) FROM journal WHERE seq = ?", (seq,)).fetchone()[0]
    )
    raw[at] ^= 0x01
    connection.execute(f"UPDATE journal SET {column} = CAST(? AS TEXT) WHERE seq = ?", (bytes(raw), seq))
    connection.commit()
    connection.close()
    assert codes(written) & {"audit.altered", "audit.link"}


def test_a_flipped_byte_that_leaves_no_utf8_is_found(written):
    tamper(written, "UPDATE journal SET data = CAST(x'ff' AS TEXT) || data WHERE seq = 3")
    assert "audit.altered" in codes(written)


@pytest.mark.parametrize("changed", [0, 9, 12, -1])
def test_a_changed_number_is_found(written, changed):
    tamper(written, f"UPDATE journal SET seq = {changed} WHERE seq = 5")
    assert codes(written) >= {"audit.gap", "audit.altered"}


@pytest.mark.parametrize("seq", [1, 5])
def test_a_dropped_event_is_found(written, seq):
    tamper(written, f"DELETE FROM journal WHERE seq = {seq}")
    assert "audit.gap" in codes(written)


def test_a_doubled_event_is_found(written):
    tamper(written, f"INSERT INTO journal SELECT 9, {', '.join(COLUMNS[1:])} FROM journal WHERE seq = 8")
    assert codes(written) == {"audit.altered", "audit.link"}


def test_reordered_events_are_found(written):
    tamper(
        written,
        "UPDATE journal SET seq = 99 WHERE seq = 4",
        "UPDATE journal SET seq = 4 WHERE seq = 5",
        "UPDATE journal SET seq = 5 WHERE seq = 99",
    )
    assert "audit.link" in codes(written)


def test_a_cut_tail_is_found_only_with_an_anchor(written):
    head = verify_file(written).head
    tamper(written, "DELETE FROM journal WHERE seq > 6")
    assert codes(written) == set()
    assert codes(written, head) == {"audit.anchor"}


def test_a_rewritten_journal_is_found_with_an_anchor(written, tmp_path):
    head = verify_file(written).head
    other = store.open(tmp_path / "other.db")
    with other.write() as tx:
        for _ in range(12):
            journal.append(tx, "test.forged", "x", {})
    other.close()
    assert codes(tmp_path / "other.db", head) == {"audit.anchor"}


def test_a_journal_that_grew_still_holds_its_anchor(written):
    head = verify_file(written).head
    opened = store.open(written)
    with opened.write() as tx:
        journal.append(tx, "test.happened", "x", {})
    opened.close()
    assert codes(written, head) == set()


def test_a_kept_text_that_was_changed_is_found(file):
    opened = store.open(file)
    with opened.write() as tx:
        texts.save(tx, "SELECT 1")
    opened.close()
    tamper(file, "UPDATE texts SET content = CAST('SELECT 2' AS BLOB)")
    assert codes(file) == {"audit.text"}


def test_a_live_database_is_audited_beside_its_writer(file):
    opened = store.open(file)
    with opened.write() as tx:
        journal.append(tx, "test.happened", "x", {})
    assert verify_file(file).events == 1
    opened.close()


def test_an_audit_of_a_copy_needs_no_daemon_and_leaves_nothing_behind(written, tmp_path):
    copy = tmp_path / "elsewhere" / "copy.db"
    copy.parent.mkdir()
    shutil.copy(written, copy)
    command = [sys.executable, "-P", "-m", "store", "verify", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"events":8' in done.stdout
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]


def test_an_audit_that_finds_something_exits_with_one(written):
    tamper(written, "DELETE FROM journal WHERE seq = 2")
    command = [sys.executable, "-P", "-m", "store", "verify", str(written)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Event 2 is missing." in done.stdout


def test_erasing_a_person_leaves_the_chain_verifying(file):
    opened = store.open(file)
    with opened.write() as tx:
        person = people.get_or_add(tx, "os:1000", "Ada Lovelace")
        words = people.add_remark(tx, person.id, "the totals are wrong")
        journal.append(tx, "unit.rejected", "unit:1", {"remark": words}, person.id)
    with opened.write() as tx:
        people.erase(tx, person.id, person.id)
    with opened.read() as view:
        assert people.get_remark(view, words) is None
        assert people.get_name(view, person.id) == person.id
    opened.close()
    assert verify_file(file).whole
    assert b"Lovelace" not in file.read_bytes()
    assert b"totals are wrong" not in file.read_bytes()


def test_a_malformed_anchor_is_refused():
    with pytest.raises(anchors.NoAnchorError):
        anchors.parse("17:abc")
    head = anchors.JournalAnchor(17, "a" * 64)
    assert anchors.parse(f" {head}\n") == head
