"""`specdeck policy`: what a project requires before a spec is approved."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_document, print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.review.decision_command import Project as Whose
from specdeck.review.decision_command import Unit
from specdeck.review.text_editor import read_text
from specdeck.review.unit_lookup import UnitLookup

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.member import ExplainedPolicy

app = command_group("Manage what a project requires before a spec is approved.")

Project = Annotated[str, typer.Argument(help="The project's name.")]
File = Annotated[Path, typer.Argument(help="The policy as TOML; - for stdin.")]
NewFile = Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The policy as TOML; - for stdin.")]
Alone = Annotated[bool, typer.Option("--alone", help="For one person: you may approve your own edits.")]
ALONE = """\
# One person works here, so approving your own edit counts.
[[approvals]]
risk = "normal"
distinct = false

[[approvals]]
risk = "high"
distinct = false
"""
Seen = Annotated[
    int | None, typer.Option("--revision", min=0, help="Set the policy only if it still has this revision.")
]


@dataclass(frozen=True, slots=True)
class PolicyFileCheck:
    """Whether a file contains a valid policy, and otherwise why not."""

    file: str
    ok: bool
    sentence: str
    hint: str = ""


@app.command(epilog="Example: specdeck policy show shop > policy.toml")
@prints("daemon.wire.member:PolicyInfo")
def show(
    target: Target,
    project: Project,
    as_json: Json = False,
) -> None:
    """Print the policy of a project. Prints nothing if the default policy applies."""
    with target.connect() as client:
        policy = client.people.policy(project)
    if as_json:
        print_json(policy)
    elif policy.text:
        print_document(policy.text.removesuffix("\n"), "\n")
    else:
        print("note: no policy is set; the default policy applies", file=sys.stderr)


@app.command("set", epilog="Example: specdeck policy set shop policy.toml")
@prints("daemon.wire.member:PolicyInfo")
def set_(
    target: Target,
    project: Project,
    file: NewFile = None,
    alone: Alone = False,
    revision: Seen = None,
    as_json: Json = False,
) -> None:
    """Replace the policy of a project. Approved units stay approved."""
    if alone is (file is not None):
        raise CommandError("command.no_policy", "Name a policy file, or use --alone.", "- reads it from stdin.")
    with target.connect() as client:
        if alone:
            _refuse_to_replace(client, project)
        policy = client.people.set_policy(project, ALONE if file is None else read_text(file), revision)
    if as_json:
        print_json(policy)
    else:
        print(f"The policy of {project} is set (revision {policy.revision}).")


@app.command(epilog="Example: specdeck policy check policy.toml")
@prints("specdeck.commands.projects.policy:PolicyFileCheck")
def check(file: File, as_json: Json = False) -> int:
    """Check a policy without setting it; works without the daemon. Exits 1 if it is not valid."""
    found = _read(file)
    if as_json:
        print_json(found)
    else:
        print(escape_line(f"{file}: {found.sentence}"))
        if found.hint:
            print(escape_line(f"hint: {found.hint}"))
    return ExitCode.for_problem(not found.ok)


@app.command(epilog="Example: specdeck policy explain 12")
@prints("daemon.wire.member:ExplainedPolicy")
def explain(
    target: Target,
    unit: Unit,
    project: Whose = "",
    as_json: Json = False,
) -> None:
    """Explain what the policy requires for a unit, who approved it, and what is missing."""
    with target.connect() as client:
        explained = client.people.explain(UnitLookup(client, project).number(unit))
    if as_json:
        print_json(explained)
    else:
        _print(explained)


def _refuse_to_replace(client: "Client", project: str) -> None:
    if client.people.policy(project).text:
        hint = "Write distinct = false below its [[approvals]]: specdeck policy show, then specdeck policy set."
        raise CommandError("command.policy_exists", f"{project} already has a policy.", hint, ExitCode.CONFLICT)


def _read(file: Path) -> PolicyFileCheck:
    from engine.review.policies.policy_file import read_policy
    from engine.review.refusal import Refusal

    try:
        read_policy(read_text(file))
    except Refusal as refusal:
        return PolicyFileCheck(str(file), ok=False, sentence=refusal.sentence, hint=refusal.hint)
    return PolicyFileCheck(str(file), ok=True, sentence="the policy is valid")


def _print(explained: "ExplainedPolicy") -> None:
    print(escape_line(explained.name))
    for sentence in explained.sentences:
        print(f"  {escape_line(sentence)}")
    if not explained.missing:
        print("Nothing is missing.")
        return
    print("Missing:")
    for each in explained.missing:
        print(f"  {escape_line(each)}")
