"""Judge mutants of a text against the other text that it was proved equal to."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from pglast.parser import ParseError, parse_sql_json

from engine.plpgsql.body import parse_body
from engine.proof.prove import prove
from engine.proof.verdict import Verdict, VerdictKind
from mutation.equivalent import canonical, numbers_parameter, renames_idle_variable
from mutation.mutant import Mutant

EQUAL = frozenset({VerdictKind.PROVED, VerdictKind.PROVED_IF})
Report = Callable[[Verdict, Mutant], None]


@dataclass(slots=True)
class Tally:
    """The outcomes of the mutants, by token class."""

    judged: Counter[str] = field(default_factory=Counter)
    equivalent: Counter[str] = field(default_factory=Counter)
    invalid: int = 0
    unsound: int = 0


@dataclass(slots=True)
class Judge:
    """Checks that the prover distinguishes mutants of `base` from `other`."""

    base: str
    other: str
    tally: Tally
    report: Report
    words: list[str] = field(default_factory=list)

    def __call__(self, mutant: Mutant) -> None:
        verdict = prove(mutant.text, self.other)
        equal = verdict.kind in EQUAL
        if not equal and not parses(mutant.text):
            self.tally.invalid += 1
        elif self._is_equivalent(mutant):
            self.tally.equivalent[mutant.kind] += 1
        else:
            self.tally.judged[mutant.kind] += 1
            if equal:
                self.tally.unsound += 1
                self.report(verdict, mutant)

    def _is_equivalent(self, mutant: Mutant) -> bool:
        self.words = self.words or canonical(self.base)
        try:
            words = canonical(mutant.text)
        except ParseError:
            return False
        return words == self.words or any(
            same(self.words, words) for same in (renames_idle_variable, numbers_parameter)
        )


def parses(text: str) -> bool:
    """Whether the statement parses, and its body in its own language."""
    try:
        statement = json.loads(parse_sql_json(text))["stmts"][0]["stmt"]["CreateFunctionStmt"]
        options = {option["DefElem"]["defname"]: option["DefElem"]["arg"] for option in statement["options"]}
        if "as" not in options:
            return "sql_body" in statement
        body = options["as"]["List"]["items"][0]["String"]["sval"]
        language = options["language"]["String"]["sval"]
        if language == "sql":
            parse_sql_json(body)
    except (ParseError, UnicodeEncodeError, KeyError, IndexError):
        return False
    return language != "plpgsql" or not parse_body(body).opaque
