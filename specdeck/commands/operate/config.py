"""`specdeck config`: show and check the settings."""

import os
import sys
from dataclasses import dataclass

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints

app = command_group("Show and check the settings.")


@dataclass(frozen=True, slots=True)
class SettingsCheck:
    """The origins of valid settings."""

    ok: bool
    origins: tuple[str, ...]


@app.command(epilog="Example: specdeck config show --origin")
@prints("specdeck.settings.resolve_settings:ResolvedSetting", "an array")
def show(
    origin: bool = typer.Option(False, "--origin", help="Also show the origin of each value."), as_json: Json = False
) -> None:
    """Show every setting and its current value."""
    from specdeck.settings.resolve_settings import resolve_settings

    resolved = list(resolve_settings().values())
    if as_json:
        print_json(resolved)
    elif origin:
        print_table(("setting", "value", "origin"), [(each.key, each.value, each.origin) for each in resolved])
    else:
        print_table(("setting", "value"), [(each.key, each.value) for each in resolved])


@app.command(epilog="Example: specdeck config schema > specdeck.schema.json")
def schema() -> None:
    """Print the JSON Schema of specdeck.toml, for editors."""
    from specdeck.settings.schema import json_schema

    print_json(json_schema())


@app.command(epilog="Example: specdeck config check && echo fine")
@prints("specdeck.commands.operate.config:SettingsCheck")
def check(as_json: Json = False) -> None:
    """Check every source of settings: the environment, the project file and the user file."""
    from specdeck.errors import CommandError
    from specdeck.settings.known_settings import SETTINGS
    from specdeck.settings.resolve_settings import resolve_settings, unknown_variables
    from specdeck.settings.settings_files import nearest_name_hint

    resolved = list(resolve_settings().values())
    for name in unknown_variables(os.environ):
        raise CommandError(
            "unknown_variable",
            f"{name} is not a setting.",
            nearest_name_hint(name, [setting.variable for setting in SETTINGS]),
        )
    origins = sorted({each.origin for each in resolved})
    if as_json:
        print_json(SettingsCheck(ok=True, origins=tuple(origins)))
    else:
        print(f"{len(resolved)} settings are valid; they come from: {', '.join(origins)}")


@app.command(epilog="Example: specdeck config keys --check")
@prints("tui.keymap.key_table:BoundAction", "an array")
def keys(
    check: bool = typer.Option(
        False, "--check", help="Exit with 1 if your keys have a mistake or two actions conflict."
    ),
    as_json: Json = False,
) -> None:
    """Show the keys of every place on the deck, including your own keys."""
    from specdeck.local.open_tui import deck_preferences
    from tui.keymap.key_overrides import choose_keys
    from tui.keymap.key_table import key_table

    preferences = deck_preferences()
    found = choose_keys(preferences.preset, preferences.keys)
    rows = key_table(found.keys)
    if as_json:
        print_json(rows)
    else:
        print_table(("place", "action", "keys", "does"), [(e.scene, e.id, " ".join(e.keys), e.title) for e in rows])
    for mistake in found.mistakes:
        print(f"error: {mistake.sentence}\nhint: {mistake.hint}", file=sys.stderr)
    if check and found.mistakes:
        raise typer.Exit(1)
