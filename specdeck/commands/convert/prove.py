"""`specdeck prove`: prove that a spec means the same as the SQL."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from engine.proof.scripts.script_verdict import ScriptVerdict
    from engine.source.unit import SourceFile, Unit

app = single_command()

Sql = Annotated[str, typer.Argument(help="A SQL file.")]
Spec = Annotated[str, typer.Argument(help="A spec file.")]


@dataclass(frozen=True, slots=True)
class UnitProof:
    """The verdict on one unit of the SQL or the spec, or, with the kind `script`, on the whole file."""

    unit: str
    kind: str
    verdict: str
    obligations: tuple[str, ...]
    difference: str | None


@app.command(epilog="Example: specdeck prove db/order.sql specql/sales/order.yaml")
@prints("specdeck.commands.convert.prove:UnitProof", "one object a line")
def prove(sql: Sql, spec: Spec, as_json: Json = False) -> int:
    """Prove that a spec means the same as the SQL: each unit, and the whole script. Exits 1 if any is not proved."""
    from engine.lower.file import lower_file
    from engine.proof.scripts.prove_script import prove_script
    from engine.source.split_file import split
    from specdeck.files import read_spec
    from specdeck.files.sql_files import read_source

    original = read_source(sql)
    if original.fault:
        raise CommandError(original.fault.code, f"{sql}: {original.fault.sentence}", original.fault.hint)
    lowered = split(lower_file(read_spec.read_spec(spec)), spec)
    script = prove_script([original], [lowered])
    found = [*_compare(original, lowered, script), UnitProof(sql, "script", script.word, (), _first(script))]
    if as_json:
        for each in found:
            print_json(each)
    else:
        rows = [(each.unit, each.kind, each.verdict, each.difference or each.obligations) for each in found]
        print_table(("unit", "kind", "verdict", "difference or obligations"), rows)
    return ExitCode.for_problem(any(each.verdict != "proved" for each in found))


def _first(script: "ScriptVerdict") -> str | None:
    return next((problem.sentence for problem in script.problems), None)


def _compare(original: "SourceFile", lowered: "SourceFile", script: "ScriptVerdict") -> list[UnitProof]:
    """Compare each unit of either side with the unit of the same kind and name on the other side.

    A unit without one may be part of another statement, such as an ALTER of a table that the spec has as a whole: then
    the proof of the script covers it.
    """
    ours = {(unit.kind, unit.name): unit for unit in original.units}
    theirs = {(unit.kind, unit.name): unit for unit in lowered.units}
    found = [_verdict(ours.get(each), theirs.get(each), *each) for each in dict.fromkeys([*ours, *theirs])]
    if not script.is_proved:
        return found
    return [replace(each, verdict="proved", difference=None) for each in found]


def _verdict(original: "Unit | None", lowered: "Unit | None", kind: str, name: str) -> UnitProof:
    from engine.proof.prove import prove as prove_texts

    if original is None or lowered is None:
        where = "the spec" if lowered is None else "the SQL"
        return UnitProof(name, kind, "unverified", (), f"{where} does not define it")
    verdict = prove_texts(original.text, lowered.text)
    obligations = tuple(each.sentence for each in verdict.obligations if not each.discharged)
    difference = verdict.difference.sentence if verdict.difference else None
    return UnitProof(name, kind, verdict.kind.value, obligations, difference)
