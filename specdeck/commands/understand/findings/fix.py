"""`specdeck findings fix`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.scan.scan_options import Paths, Rules, scan_paths

if TYPE_CHECKING:
    from engine.findings.prove_fix import CheckedFix

app = single_command()

Apply = Annotated[bool, typer.Option("--apply", help="Write the fixes that may be applied; undo takes them back.")]


@app.command(epilog="Example: specdeck findings fix db/ --rule not-equals-sign --apply")
def fix(paths: Paths, rule: Rules = None, apply: Apply = False) -> int:
    """Show the fixes of findings as differences; with --apply write those that are proved or intended."""
    from specdeck.scan.fix_history import write_files
    from specdeck.scan.propose_fixes import apply_fixes, propose_fixes

    result = scan_paths(paths, rule)
    fixes = list(propose_fixes(result.sources, result.findings))
    for each in fixes:
        _print_fix(each)
    chosen = [each for each in fixes if each.may_apply]
    print(f"{len(fixes)} fixes, {len(chosen)} may be applied")
    if apply and chosen:
        texts = {each.path: each.text for each in result.sources}
        changed = {path: apply_fixes(texts[path], _of_file(chosen, path)) for path in _paths_of(chosen)}
        write_files({path: _encode(path, texts[path], text) for path, text in changed.items()})
        print(f"{len(changed)} files written; take it back with: specdeck findings undo")
    return ExitCode.OK


def _print_fix(fix: "CheckedFix") -> None:
    import difflib

    place = fix.finding.place
    print(f"{place.path}:{place.line}: {fix.finding.rule} {fix.finding.name}: {fix.verdict.value}")
    for line in difflib.unified_diff(fix.before.splitlines(), fix.after.splitlines(), lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            print(f"  {line}")


def _paths_of(fixes: "list[CheckedFix]") -> list[str]:
    return sorted({each.finding.place.path for each in fixes})


def _of_file(fixes: "list[CheckedFix]", path: str) -> "list[CheckedFix]":
    return [each for each in fixes if each.finding.place.path == path]


def _encode(path: str, before: str, after: str) -> bytes:
    """The bytes of a changed text in the encoding of the file; refused where that is not known."""
    original = Path(path).read_bytes()
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"):
        if before.encode(encoding, "replace") == original:
            return after.encode(encoding)
    raise CommandError("encoding", f"{path} cannot be written in its encoding.", "Save it as UTF-8 first.")
