"""Compare what two versions of a routine did with one case."""

from dataclasses import fields

from engine.trial.observe.observation import Observation

# Errors of a text that is not valid where it is: the server itself finds such a mistake.
_MALFORMED = frozenset({
    "42601", "42703", "42883", "42804", "42846", "42702", "42725", "42P18", "42P02", "42809", "42803", "42P10", "42P13",
    "42P08", "42P19", "42P22", "42P20", "42P21", "0A000",
})  # fmt: skip
_DENIED = "42501"


def is_same(one: Observation, other: Observation) -> bool:
    """Whether a caller could not tell two runs apart."""
    return one == other


def is_malformed(seen: Observation, original: Observation) -> bool:
    """Whether a run failed because the text of the routine is not valid, where the original did not."""
    error, expected = seen.error, original.error
    if error is None or error.sqlstate not in _MALFORMED:
        return False
    return expected is None or expected.sqlstate != error.sqlstate


def unfit_error(seen: Observation) -> list[str]:
    """Return the error of a run, if it says that the text does not fit the schema: class 42 without denied rights."""
    error = seen.error
    if error is None or not error.sqlstate.startswith("42") or error.sqlstate == _DENIED:
        return []
    return [error.message]


def describe_difference(one: Observation, other: Observation) -> str:
    """Return the first thing that differs, in words."""
    if one.timed_out != other.timed_out:
        return f"{('The new version', 'The original')[one.timed_out]} does not end in time."
    names = [each.name for each in fields(Observation) if getattr(one, each.name) != getattr(other, each.name)]
    name = min(names, key=lambda each: each != "error")  # an error explains the rest
    return f"The {_WORDS.get(name, name)} differ: {_shown(one, name)} and {_shown(other, name)}."


_WORDS = {"rows": "results", "error": "errors", "tables": "tables afterwards"}


def _shown(seen: Observation, name: str) -> str:
    if name == "error":
        return _shown_error(seen)
    if name == "tables":
        return "; ".join(f"{table} {list(rows)}" for table, rows in seen.tables.items())
    if name == "notices":
        return str([f"{each.severity} {each.message}" for each in seen.notices])
    return str(list(getattr(seen, name, ())))


def _shown_error(seen: Observation) -> str:
    if seen.error is None:
        return "none"
    return f"{seen.error.sqlstate} {seen.error.message!r}"
