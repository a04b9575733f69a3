"""No unit ends a run: what the engine cannot read, or did not foresee, is the fault of that unit alone."""

from time import process_time

import pytest

from engine import conversion
from engine.conversion import convert_file, record_file
from engine.findings.suppressions import SuppressionFileError, suppressions_in_file
from engine.review.policies.policy_file import read_policy
from engine.review.refusal import Refusal
from engine.source.split_file import split
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError

GOOD = "CREATE FUNCTION good() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;"


def records(text):
    return list(record_file(split(text, "a.sql")))


@pytest.mark.parametrize("before", ["", "SELECT 1;\n"])
def test_a_byte_order_mark_inside_a_file_costs_no_other_unit(before):
    *_, last = records(f"{before}\ufeffCREATE OR REPLACE FUNCTION o()RETURNS v;\n{GOOD}")
    assert (last.name, last.verdict) == ("good()", "proved")


def test_an_exception_that_nobody_foresaw_is_the_fault_of_its_unit(monkeypatch):
    prove_unit = conversion.prove_unit

    def fail_at_bad(unit, *rest):
        if unit.name == "bad()":
            raise IndexError
        return prove_unit(unit, *rest)

    monkeypatch.setattr(conversion, "prove_unit", fail_at_bad)
    bad, good = records(f"{GOOD.replace('good', 'bad')}\n{GOOD}")
    assert (bad.fault.code, bad.verdict, bad.spec) == ("engine.unexpected", "unverified", "")
    assert "IndexError" in bad.fault.sentence
    assert good.verdict == "proved"


def test_an_exception_while_a_statement_is_read_is_the_fault_of_that_statement(monkeypatch):
    def fail(_):
        raise IndexError

    monkeypatch.setattr("engine.source.split_file.unit_kind", fail)
    assert [unit.fault.code for unit in split(f"{GOOD}\n{GOOD}").units] == ["engine.unexpected"] * 2


def test_a_unit_that_takes_all_memory_does_not_end_the_run(monkeypatch):
    def take_all(*_):
        raise MemoryError

    monkeypatch.setattr(conversion, "prove_unit", take_all)
    assert [record.fault.code for record in records(GOOD)] == ["engine.memory"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SELECT '\ud800';", "source.surrogate"),
        ("SELECT '\0';", "source.nul"),
        ("/*" * 200_000, "source.comments"),
        (("/*" * 4_000 + " ") * 500, "source.comments"),
        (f"SELECT 1; {GOOD.replace('RETURN 1', 'RETURN ' + '+/**/' * 40_000 + '1')}", "source.comments"),
    ],
)
def test_a_text_that_the_lexer_must_not_see_is_refused_at_once(text, code):
    begun = process_time()
    found = split(text)
    assert (found.fault.code, list(convert_file(found))) == (code, [])
    assert process_time() - begun < 2


@pytest.mark.parametrize("key", ["k{}: 1\n", "k: 1\n", "search_path{}: ['a']\n"])
def test_the_time_for_a_spec_of_mistakes_grows_with_its_length(key):
    def seconds(count):
        begun = process_time()
        with pytest.raises(SpecError):
            read_spec("module: x\n" + "".join(key.format(i) for i in range(count)))
        return process_time() - begun

    seconds(100)
    few, many = (min(seconds(count) for _ in range(3)) for count in (4_000, 32_000))  # the quietest of three
    assert many < 20 * few


def test_a_spec_of_many_mistakes_shows_the_first_of_them():
    with pytest.raises(SpecError) as caught:
        read_spec("module: x\n" + "".join(f"k{i}: 1\n" for i in range(1_000)))
    assert (caught.value.line, len(caught.value.others)) == (2, 199)


HOSTILE_TOML = ["[" * 5_000, "n = " + "9" * 5_000, "n = 0x" + "f" * 5_000, "n = " + "[" * 5_000, 'n = "\\ud800"']


@pytest.mark.parametrize("text", [*HOSTILE_TOML, "quota = 0x" + "f" * 5_000])
def test_a_hostile_policy_is_refused(text):
    with pytest.raises(Refusal):
        read_policy(text)


@pytest.mark.parametrize("text", HOSTILE_TOML)
def test_a_hostile_list_of_suppressions_is_refused(text):
    with pytest.raises(SuppressionFileError):
        suppressions_in_file(text)
