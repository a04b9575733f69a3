"""Add, edit and tag patterns."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.library.browse_commands import print_patterns
from specdeck.library.pattern_app import PatternId, Reason, app

if TYPE_CHECKING:
    from daemon.wire.library_pattern import PatternPage

File = Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file of patterns, or - for stdin.")]
Add = Annotated[list[str] | None, typer.Option("--add", metavar="TAG", help="A tag to add; can be repeated.")]
Remove = Annotated[list[str] | None, typer.Option("--remove", metavar="TAG", help="A tag to remove; can be repeated.")]


@app.command(epilog="Example: specdeck patterns add mine.yaml")
@prints("daemon.wire.library_pattern:PatternSummary", "an array")
def add(target: Target, file: File, reason: Reason = "", as_json: Json = False) -> None:
    """Add the patterns of a file. One that exists gets a new version; a new one waits for validation."""
    from specdeck.review.text_editor import read_text

    with target.connect() as client:
        saved = client.patterns.save(read_text(file), reason)
    _report(saved, as_json)


@app.command(epilog="Example: specdeck patterns edit soft_delete --reason 'say who deleted it'")
@prints("daemon.wire.library_pattern:PatternSummary", "an array")
def edit(target: Target, pattern: PatternId, reason: Reason = "", as_json: Json = False) -> None:
    """Edit a pattern in $EDITOR; the result is a new version."""
    from specdeck.review.text_editor import open_editor, write_draft

    with target.connect() as client:
        found = client.patterns.get(pattern)
        draft = write_draft("pattern", found.text)
        open_editor(draft)
        text = draft.read_text(encoding="utf-8")
        if text == found.text:
            print("Nothing was changed.")
        else:
            _report(client.patterns.save(text, reason, found.revision), as_json)
    draft.unlink()


@app.command(epilog="Example: specdeck patterns tag soft_delete --add gdpr --remove restore")
@prints("daemon.wire.library_pattern:PatternDetail")
def tag(target: Target, pattern: PatternId, add: Add = None, remove: Remove = None, as_json: Json = False) -> None:
    """Add and remove tags of a pattern."""
    with target.connect() as client:
        found = client.patterns.tag(pattern, add or (), remove or ())
    if as_json:
        print_json(found)
    else:
        print(f"{pattern}: {', '.join(found.summary.tags) or 'no tags'}")


def _report(saved: "PatternPage", as_json: bool) -> None:
    print_patterns(saved.items, as_json)
