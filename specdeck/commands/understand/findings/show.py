"""`specdeck findings show`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command

app = single_command()


@app.command(epilog="Example: specdeck findings show SEC001")
def show(rule: Annotated[str, typer.Argument(help="The id, name, family or category of rules.")]) -> None:
    """Explain a rule: what it reports, why, what to do, and its examples."""
    from specdeck.scan.rule_page import rule_lines
    from specdeck.scan.scan_files import chosen_rules

    for each in chosen_rules([rule]):
        print("\n".join(rule_lines(each)))
