"""`specdeck review`: look at what needs a person, decide, take back. Each word is a module of `specdeck.reviewing`."""

import typer

from specdeck.words import Words


class Reviewing(Words):
    """The words of review."""

    package = "specdeck.reviewing"


app = typer.Typer(
    cls=Reviewing,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Look at what needs a person, decide, take back.",
)


@app.callback()
def review() -> None:
    """Look at what needs a person, decide, take back."""
