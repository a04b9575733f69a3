"""The text of a pgTAP file."""

from collections.abc import Iterator, Sequence

from engine.trial.generate.value_pools import quoted
from engine.trial.observe.variant import TrialSubject
from engine.trial.pgtap.tap_case import ExpectedCase
from engine.trial.schema.trial_schema import quoted_name

SETTINGS = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, MDY'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL client_min_messages = error",
)
_HEADER = """\
-- {unit}: what it did when this file was written. Made by Specdeck.
-- Everything is rolled back. Run it with pg_prove in a database with the schema of the project and pgTAP.
BEGIN;
"""


def tap_file(unit: str, subject: TrialSubject, cases: Sequence[ExpectedCase]) -> str:
    """Return the file with the cases of one routine."""
    lines = [*(f"{each};" for each in start_statements(subject)), f"SELECT plan({sum(each.checks for each in cases)});"]
    for number, each in enumerate(cases, 1):
        lines += ["", f"SAVEPOINT case_{number};", *(f"{statement};" for statement in each.case.setup)]
        lines += [*_checks(number, each), f"ROLLBACK TO SAVEPOINT case_{number};"]
    end = ["", "ROLLBACK;", ""]  # finish() would count nothing after a rollback; pg_prove compares with the plan
    return _HEADER.format(unit=unit) + "\n".join([*lines, *end])


def start_statements(subject: TrialSubject) -> tuple[str, ...]:
    """Return what comes before the first case: settings, the search path, and empty tables."""
    path = ", ".join(map(quoted_name, (*subject.search_path, "public")))
    search = (f"SET LOCAL search_path = {path}",) if subject.search_path else ()
    empty = (f"TRUNCATE {', '.join(subject.tables)} CASCADE",) if subject.tables else ()
    return (*SETTINGS, *search, *empty)


def _checks(number: int, expected: ExpectedCase) -> Iterator[str]:
    case, error = expected.case, expected.error
    if error is not None:
        raised = ", ".join(map(quoted, (case.call, error.sqlstate, error.message)))
        yield f"SELECT throws_ok({raised}, 'case {number} raises {error.sqlstate}');"
        return
    if case.result:
        yield f"{case.clause}SELECT is(({case.result}), {quoted(expected.result)}, 'case {number} returns');"
    else:
        yield f"SELECT lives_ok({quoted(case.call)}, 'case {number} ends');"
    if case.state:
        yield f"SELECT is(({case.state}), {quoted(expected.state)}, 'case {number} leaves');"
