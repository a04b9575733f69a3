"""`specdeck patterns suggest`: a pattern from a description, with a preview before anything is kept."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_document, print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.cli.wait_for_jobs import failed_jobs
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.library.pattern_app import app
from specdeck.review.decision_command import Project
from specdeck.review.prompt import choose
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.pattern_draft import DescribedPattern, PatternDraftInfo

From = Annotated[str, typer.Option("--from", metavar="TEXT", help="What the pattern does, in your own words.")]
Category = Annotated[str, typer.Option("--category", help="Such as workflow, validation, audit or security.")]
Namespace = Annotated[str, typer.Option("--namespace", help="The namespace of the pattern.")]
Yes = Annotated[bool, typer.Option("--yes", help="Suggest it without asking.")]


@app.command(epilog="Example: specdeck patterns suggest --from 'note who last changed a row' --category audit")
@prints("daemon.wire.pattern_draft:PatternDraftInfo")
def suggest(
    target: Target,
    description: From,
    category: Category = "workflow",
    namespace: Namespace = "",
    project: Project = "",
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """Let the local model draft a pattern, show it, and suggest it to the library if you agree."""
    request = _request(description, category, namespace)
    with target.connect() as client:
        draft = _draft(client, resolve_project(client, project), request)
        if as_json:
            print_json(draft)
        else:
            _print_draft(draft)
        if not draft.pattern:
            return ExitCode.for_problem([draft])
        if yes or (not as_json and choose("Suggest it to the library? yes or no", "yn", "n") == "y"):
            client.patterns.suggest(draft.pattern, "Drafted from a description.")
            if not as_json:
                print("Suggested; approve or reject it: specdeck patterns suggestions")
    return ExitCode.for_problem([])


def _request(description: str, category: str, namespace: str) -> "DescribedPattern":
    from daemon.wire.pattern_draft import DescribedPattern

    try:
        return DescribedPattern(description, category, namespace)
    except ValueError as error:
        raise CommandError(
            "command.bad_value", f"Cannot draft from this: {error}.", "Describe it in a sentence."
        ) from None


def _draft(client: "Client", project: str, request: "DescribedPattern") -> "PatternDraftInfo":
    order = client.patterns.describe(project, request)
    for job in failed_jobs(client, [order.job]):
        if job.error:
            raise CommandError(job.error.code, job.error.sentence, job.error.hint)
    return client.patterns.draft(project, order.draft)


def _print_draft(draft: "PatternDraftInfo") -> None:
    for number, step in enumerate(draft.steps, 1):
        sentence = f": {step.sentence}" if step.sentence else ""
        print(escape_line(f"{number}. {step.name}: {step.state}{sentence}"))
    for heading, text in (("Spec", draft.spec), ("SQL", draft.sql)):
        if text:
            print(f"\n{heading}:")
            print_document(text)
    if draft.languages:
        print(f"\nAlso in {', '.join(sorted(draft.languages))}: specdeck patterns show, once it is approved.")
    if draft.use_instead:
        print(f"The library has it already: specdeck patterns show {escape_line(draft.use_instead)}")
