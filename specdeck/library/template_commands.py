"""`specdeck patterns template`: a template of a pattern for another language, with a preview before it is saved."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from specdeck.cli.confirmation import Yes
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_document, print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.cli.wait_for_jobs import failed_jobs
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.library.pattern_app import Language, PatternId, Values, app, parse_values
from specdeck.review.decision_command import Project
from specdeck.review.prompt import choose
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.pattern_draft import TemplateDraftInfo, WantedTemplate


@app.command(epilog="Example: specdeck patterns template soft_delete --as django --set entity=Order")
@prints("daemon.wire.pattern_draft:TemplateDraftInfo")
def template(
    target: Target,
    pattern: PatternId,
    language: Language,
    values: Values = None,
    project: Project = "",
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """Let the local model write a template of a pattern, show what it gives, and save it if you agree."""
    wanted = _wanted(language, values)
    with target.connect() as client:
        draft = _draft(client, resolve_project(client, project), pattern, wanted)
        if as_json:
            print_json(draft)
        else:
            _print_draft(draft)
        if not draft.template:
            return ExitCode.for_problem([draft])
        if yes or (not as_json and choose("Save it as a new version of the pattern? yes or no", "yn", "n") == "y"):
            _save(client, draft)
            if not as_json:
                print(f"Saved; see it with: specdeck patterns show {escape_line(pattern)}")
    return ExitCode.for_problem([])


def _wanted(language: str, values: list[str] | None) -> "WantedTemplate":
    from daemon.wire.pattern_draft import WantedTemplate

    try:
        return WantedTemplate(language, parse_values(values))
    except ValueError as error:
        raise CommandError("command.bad_value", f"{language!r}: {error}.", "Write --as python.") from None


def _draft(client: "Client", project: str, pattern: str, wanted: "WantedTemplate") -> "TemplateDraftInfo":
    order = client.patterns.write_template(project, pattern, wanted)
    for job in failed_jobs(client, [order.job]):
        if job.error:
            raise CommandError(job.error.code, job.error.sentence, job.error.hint)
    return client.patterns.template_draft(project, order.draft)


def _save(client: "Client", draft: "TemplateDraftInfo") -> None:
    """Save the pattern as it is now with the template."""
    from engine.patterns.library.pattern_history import pattern_to_yaml
    from engine.patterns.library.read_patterns import read_patterns

    detail = client.patterns.get(draft.pattern)
    (pattern,) = read_patterns(detail.text)
    changed = replace(pattern, templates={**pattern.templates, draft.language: draft.template})
    client.patterns.save(pattern_to_yaml(changed), f"Template for {draft.language} (template_writer).", detail.revision)


def _print_draft(draft: "TemplateDraftInfo") -> None:
    if draft.fault:
        print(escape_line(draft.fault))
        return
    for line in _remarks(draft):
        print(escape_line(line))
    print("\nTemplate:")
    print_document(draft.template)
    for example in draft.examples:
        values = ", ".join(f"{name}={value}" for name, value in example.values.items())
        print(escape_line(f"\nWith {values}:".lstrip("\n")))
        print_document(example.text)


def _remarks(draft: "TemplateDraftInfo") -> Iterator[str]:
    yield f"{draft.pattern} in {draft.language}: {draft.verdict}"
    yield draft.approach
    yield from (f"not done: {each}" for each in draft.caveats)
