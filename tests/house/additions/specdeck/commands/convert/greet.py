"""`specdeck greet`: a command that a test adds."""

from specdeck.cli.command_app import single_command

app = single_command()


@app.command(epilog="Example: specdeck greet")
def greet() -> None:
    """Print a greeting."""
    print("hello")
