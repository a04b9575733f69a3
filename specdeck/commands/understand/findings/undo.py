"""`specdeck findings undo`."""

from specdeck.cli.command_app import single_command

app = single_command()


@app.command(epilog="Example: specdeck findings undo")
def undo() -> None:
    """Restore the files that the last `fix --apply` changed, byte for byte."""
    from specdeck.scan.fix_history import undo_last

    for each in undo_last().paths:
        print(f"restored {each}")
