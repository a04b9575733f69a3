"""Carry patterns from one library to another, signed."""

from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.library.browse_commands import print_patterns
from specdeck.library.pattern_app import app

Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="The patterns. Default: all but the seeds.")]
To = Annotated[Path, typer.Option("--to", metavar="FILE", help="The bundle to write.")]
Key = Annotated[Path, typer.Option("--key", metavar="FILE", help="Your SSH key, which signs the bundle.")]
Bundle = Annotated[Path, typer.Argument(metavar="FILE", help="The bundle.")]
Signers = Annotated[
    Path | None, typer.Option("--signers", metavar="FILE", help="Who may sign, in the format of ssh's allowed_signers.")
]
Unsigned = Annotated[bool, typer.Option("--unsigned", help="Import a bundle without a signature.")]


@app.command("export", epilog="Example: specdeck patterns export --to ours.yaml --key ~/.ssh/id_ed25519")
def export_bundle(target: Target, to: To, key: Key, ids: Ids = None) -> None:
    """Write patterns to a bundle and sign it with an SSH key; the signature is the bundle's name with `.sig`."""
    from specdeck.library.bundle_signature import sign_bundle

    with target.connect() as client:
        bundle = client.patterns.bundle(ids or ())
    if not bundle.patterns:
        raise CommandError("patterns.nothing", "There is nothing to export.", "Name the patterns.")
    to.write_text(bundle.text, encoding="utf-8")
    signature = sign_bundle(to, key)
    print(f"{to}: {len(bundle.patterns)} patterns, signed in {signature}")


@app.command("import", epilog="Example: specdeck patterns import theirs.yaml --signers allowed_signers")
@prints("daemon.wire.library_pattern:PatternSummary", "an array")
def import_bundle(
    target: Target, bundle: Bundle, signers: Signers = None, unsigned: Unsigned = False, as_json: Json = False
) -> None:
    """Add the patterns of a bundle; they wait for validation. A missing or bad signature is refused."""
    from specdeck.library.bundle_signature import verify_bundle
    from specdeck.review.text_editor import read_text

    text = read_text(bundle)
    reason = "Imported without a signature."
    if not unsigned:
        reason = f"Imported, signed by {verify_bundle(bundle, text, signers)}."
    with target.connect() as client:
        saved = client.patterns.save(text, reason)
    print_patterns(saved.items, as_json)
