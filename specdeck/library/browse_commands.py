"""List, show and search patterns; their history."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.library.pattern_app import PatternId, app
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.library_pattern import PatternDetail, PatternInstanceInfo, PatternSummary

Tier = Annotated[str, typer.Option(help="Only this tier: primitive, domain or entity.")]
State = Annotated[str, typer.Option(help="Only this state, such as validated.")]
Tag = Annotated[str, typer.Option(help="Only patterns with this tag.")]
Category = Annotated[str, typer.Option(help="Only this category.")]
Words = Annotated[list[str], typer.Argument(metavar="WORD...", help="What to look for.")]
Explain = Annotated[bool, typer.Option("--explain", help="Show the place of each pattern in each view, and the time.")]
Project = Annotated[str, typer.Option("--project", metavar="NAME", help="The project.")]
AsYaml = Annotated[bool, typer.Option("--yaml", help="Print the YAML that `patterns add` reads.")]
First = Annotated[int, typer.Option("--from", metavar="N", help="The older version. Default: the one before.")]
Second = Annotated[int, typer.Option("--to", metavar="N", help="The newer version. Default: the current one.")]
HEADINGS = ("pattern", "tier", "category", "state", "version", "quality", "uses", "title")


@app.command("list", epilog="Example: specdeck patterns list --tier domain")
@prints("daemon.wire.library_pattern:PatternSummary", "an array")
def list_patterns(
    target: Target, tier: Tier = "", state: State = "", tag: Tag = "", category: Category = "", as_json: Json = False
) -> None:
    """List the patterns of the library."""
    with target.connect() as client:
        found = client.patterns.list(tier, state, tag, category).items
    print_patterns(found, as_json)


def print_patterns(found: "tuple[PatternSummary, ...]", as_json: bool) -> None:
    """Print patterns as a table or as JSON."""
    if as_json:
        print_json(found)
    else:
        print_table(HEADINGS, map(_row, found))


@app.command(epilog="Example: specdeck patterns show state_machine")
@prints("daemon.wire.library_pattern:PatternDetail")
def show(target: Target, pattern: PatternId, as_yaml: AsYaml = False, as_json: Json = False) -> None:
    """Show a pattern: what it means, its parameters, its spec."""
    with target.connect() as client:
        found = client.patterns.get(pattern)
    if as_json:
        print_json(found)
    elif as_yaml:
        print(found.text, end="")
    else:
        _print_detail(found)


@app.command(epilog="Example: specdeck patterns search mark as deleted --explain")
@prints("daemon.wire.library_pattern:FoundPattern", "an array")
def search(target: Target, words: Words, explain: Explain = False, as_json: Json = False) -> None:
    """Search the patterns in use, best first."""
    with target.connect() as client:
        answer = client.patterns.search(" ".join(words))
    if as_json:
        print_json(answer.items)
    elif explain:
        rows = [(each.pattern.id, each.pattern.title, each.score, ", ".join(each.why)) for each in answer.items]
        print_table(("pattern", "title", "score", "found by"), rows)
        print(f"{len(rows)} patterns in {answer.milliseconds:.0f} ms", file=sys.stderr)
    else:
        print_table(("pattern", "title"), [(each.pattern.id, each.pattern.title) for each in answer.items])


@app.command(epilog="Example: specdeck patterns history soft_delete")
@prints("daemon.wire.library_pattern:PatternHistory")
def history(target: Target, pattern: PatternId, as_json: Json = False) -> None:
    """List the versions of a pattern."""
    with target.connect() as client:
        found = client.patterns.history(pattern)
    if as_json:
        print_json(found)
    else:
        rows = ((each.number, each.at, each.author, each.digest, each.reason) for each in found.versions)
        print_table(("version", "at", "author", "digest", "reason"), rows)


@app.command(epilog="Example: specdeck patterns diff soft_delete --from 1 --to 3")
@prints("daemon.wire.library_pattern:PatternDifference")
def diff(target: Target, pattern: PatternId, first: First = 0, second: Second = 0, as_json: Json = False) -> None:
    """Show what changed between two versions of a pattern."""
    with target.connect() as client:
        found = client.patterns.diff(pattern, first, second)
    if as_json:
        print_json(found)
    else:
        print(found.text, end="")


@app.command(epilog="Example: specdeck patterns instances state_machine --project shop")
@prints("daemon.wire.library_pattern:PatternInstanceInfo", "one object a line")
def instances(target: Target, pattern: PatternId, project: Project = "", as_json: Json = False) -> None:
    """List the units of a project that carry out a pattern."""
    with target.connect() as client:
        name = resolve_project(client, project)
        found = list(_all_instances(client, name, pattern))
    if as_json:
        for each in found:
            print_json(each)
    else:
        rows = ((each.unit, each.name, each.kind, each.path, each.parameters) for each in found)
        print_table(("id", "unit", "kind", "file", "parameters"), rows)


def _all_instances(client: "Client", project: str, pattern: str) -> "Iterator[PatternInstanceInfo]":
    after: str | None = "0"
    while after is not None:
        page = client.patterns.instances(project, pattern, int(after))
        yield from page.items
        after = page.next


def _row(found: "PatternSummary") -> tuple[object, ...]:
    uses = f"{found.uses} ({format_percent(found.success_rate)})" if found.uses else "0"
    return found.id, found.tier, found.category, found.state, found.version, found.quality, uses, found.title


def _print_detail(found: "PatternDetail") -> None:
    summary = found.summary
    print(f"{summary.id}: {summary.title} ({summary.tier}, {summary.state}, version {summary.version})")
    print(f"  {summary.description}")
    print(f"  tags: {', '.join(summary.tags) or '-'}; languages: {', '.join(found.languages)}")
    for label, names in (("requires", found.requires), ("conflicts with", found.conflicts)):
        if names:
            print(f"  {label}: {', '.join(names)}")
    if found.replaced_by:
        print(f"  replaced by: {found.replaced_by}")
    print()
    print_table(
        ("parameter", "type", "default", "description"),
        ((each.name, each.type, each.default, each.description) for each in found.parameters),
    )
    print(f"\n{found.spec}", end="")
