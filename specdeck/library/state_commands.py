"""Steps of a pattern's life cycle."""

from typing import Annotated

import typer

from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.library.browse_commands import print_patterns
from specdeck.library.pattern_app import PatternId, Reason, app

ReplacedBy = Annotated[str, typer.Option("--replaced-by", metavar="ID", help="The pattern to use instead.")]
Into = Annotated[str, typer.Option("--into", metavar="ID", help="The pattern that stays.")]
GivenReason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept with the pattern.")]


@app.command(epilog="Example: specdeck patterns suggestions")
@prints("daemon.wire.library_pattern:PatternSummary", "an array")
def suggestions(target: Target, as_json: Json = False) -> None:
    """List the patterns that were suggested and wait for a decision."""
    with target.connect() as client:
        found = client.patterns.list(state="suggested").items
    print_patterns(found, as_json)


@app.command(epilog="Example: specdeck patterns approve mined.touch_row")
@prints("daemon.wire.library_pattern:PatternDetail")
def approve(target: Target, pattern: PatternId, reason: Reason = "", as_json: Json = False) -> None:
    """Approve a pattern: a suggested one waits for validation then, a waiting one is validated."""
    _move(target, pattern, "approve", reason, None, as_json)


@app.command(epilog="Example: specdeck patterns reject mined.touch_row --reason 'too narrow'")
@prints("daemon.wire.library_pattern:PatternDetail")
def reject(target: Target, pattern: PatternId, reason: GivenReason, as_json: Json = False) -> None:
    """Reject a suggested pattern, or one that waits for validation."""
    _move(target, pattern, "reject", reason, None, as_json)


@app.command(epilog="Example: specdeck patterns merge mined.touch_row --into audit_columns")
@prints("daemon.wire.library_pattern:PatternDetail")
def merge(target: Target, pattern: PatternId, into: Into, reason: Reason = "", as_json: Json = False) -> None:
    """Merge a pattern that waits into another one, which gets its tags and purposes."""
    _move(target, pattern, "merge", reason, into, as_json)


@app.command(epilog="Example: specdeck patterns deprecate old_audit --replaced-by audit_log --reason 'one of two'")
@prints("daemon.wire.library_pattern:PatternDetail")
def deprecate(
    target: Target, pattern: PatternId, replaced_by: ReplacedBy = "", reason: Reason = "", as_json: Json = False
) -> None:
    """Deprecate a pattern: it is kept with its history, and no longer used."""
    _move(target, pattern, "deprecate", reason, replaced_by or None, as_json)


def _move(target: Target, pattern: str, action: str, reason: str, replaced_by: str | None, as_json: bool) -> None:
    from daemon.wire.library_pattern import PatternMove

    with target.connect() as client:
        found = client.patterns.move(pattern, PatternMove(action, reason, replaced_by))
    if as_json:
        print_json(found)
    else:
        print(f"{pattern} is now {found.summary.state}.")
