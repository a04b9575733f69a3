"""IF and both kinds of CASE."""

from engine.plpgsql.reader import GrammarError, Reader
from engine.plpgsql.statement_list import read_statements
from engine.plpgsql.statement_parts import take_using
from engine.plpgsql.tree import Case, CaseWhen, Elsif, If, Steps

_THEN = frozenset({"then"})
_WHEN = frozenset({"when"})
_WHEN_END = frozenset({",", "then"})


def read_if(reader: Reader) -> If:
    """`IF … THEN … [ELSIF …] [ELSE …] END IF;`."""
    first = reader.at
    reader.expect("if")
    condition = reader.until("expression", _THEN)
    reader.expect("then")
    then = read_statements(reader)
    elsifs: list[Elsif] = []
    while reader.word in {"elsif", "elseif"}:
        elsifs.append(_read_elsif(reader))
    otherwise = _read_else(reader)
    reader.expect("end")
    reader.expect("if")
    reader.expect(";")
    return If(condition, then, tuple(elsifs), otherwise, reader.since(first))


def _read_elsif(reader: Reader) -> Elsif:
    first = reader.at
    reader.take()
    condition = reader.until("expression", _THEN)
    reader.expect("then")
    steps = read_statements(reader)
    return Elsif(condition, steps, reader.since(first))


def _read_else(reader: Reader) -> Steps | None:
    if not reader.accept("else"):
        return None
    return read_statements(reader)


def read_case(reader: Reader) -> Case:
    """`CASE [subject] WHEN … THEN … [ELSE …] END CASE;`."""
    first = reader.at
    reader.expect("case")
    subject = None if reader.word == "when" else reader.until("expression", _WHEN)
    cases: list[CaseWhen] = []
    while reader.word == "when":
        cases.append(_read_when(reader, searched=subject is None))
    if not cases:
        raise GrammarError("a CASE has no WHEN")
    otherwise = _read_else(reader)
    reader.expect("end")
    reader.expect("case")
    reader.expect(";")
    return Case(subject, tuple(cases), otherwise, reader.since(first))


def _read_when(reader: Reader, *, searched: bool) -> CaseWhen:
    first = reader.at
    reader.expect("when")
    conditions = (reader.until("expression", _THEN),) if searched else take_using(reader, _WHEN_END)
    reader.expect("then")
    steps = read_statements(reader)
    return CaseWhen(conditions, steps, reader.since(first))
