"""`specdeck doctor`: check the installation and suggest fixes."""

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.exit_codes import ExitCode

app = single_command()


@app.command(epilog="Example: specdeck doctor --json")
@prints("specdeck.doctor.doctor_check:DoctorFinding", "an array")
def doctor(as_json: Json = False) -> int:
    """Report what is available, what is missing and how to fix it. Exits 1 if something needs fixing."""
    from specdeck.doctor.run_checks import run_checks

    found = list(run_checks())
    if as_json:
        print_json(found)
    else:
        print_table(("part", "state", "found"), [(finding.name, finding.state, finding.found) for finding in found])
        _print_hints([(finding.name, finding.hint) for finding in found if finding.hint])
    return ExitCode.for_problem(any(finding.state == "bad" for finding in found))


def _print_hints(hints: list[tuple[str, str]]) -> None:
    if hints:
        print("\nHints:")
    for name, hint in hints:
        print(f"  {name}: {hint}")
