"""`specdeck findings rules`."""

from specdeck.cli.command_app import single_command
from specdeck.cli.output import print_table

app = single_command()


@app.command(epilog="Example: specdeck findings rules | grep injection")
def rules() -> None:
    """List all rules."""
    from engine.findings.discover_rules import finding_rules

    rows = [(each.id, each.name, each.severity.value, each.cwe, each.default) for each in finding_rules()]
    print_table(("rule", "name", "severity", "cwe", "default"), rows)
