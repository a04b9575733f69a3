"""Typer apps whose commands can take a bundle of options as one parameter.

A command that asks for a `Target`, for example, gets `--host`, `--instance` and `--no-daemon-start`. The module that
declares the type also registers the function that builds it from the options.
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import typer

Command = TypeVar("Command", bound=Callable[..., Any])

_BUNDLES: dict[object, Callable[..., Any]] = {}


def option_bundle(annotation: object) -> Callable[[Command], Command]:
    """Register a function whose options replace every parameter with this annotation."""

    def register(build: Command) -> Command:
        _BUNDLES[annotation] = build
        return build

    return register


class CommandApp(typer.Typer):
    """A typer app that expands option bundles."""

    def command(self, *args: Any, **kwargs: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - typer's options
        """Register a command, like `typer.Typer.command`."""
        register = super().command(*args, **kwargs)

        def declare(command: Command) -> Command:
            register(_expanded(command))
            return command

        return declare


def single_command() -> CommandApp:
    """Return the app of a module that defines one command."""
    return CommandApp(rich_markup_mode=None, add_completion=False)


def command_group(help: str) -> CommandApp:  # noqa: A002 - typer's name for it
    """Return the app of a module that defines several commands."""
    return CommandApp(rich_markup_mode=None, add_completion=False, no_args_is_help=True, help=help)


def _expanded(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return the command as typer should see it: with the options of each bundle in place of its parameter."""
    declared = inspect.signature(command).parameters
    bundles = {name: _BUNDLES[each.annotation] for name, each in declared.items() if each.annotation in _BUNDLES}
    if not bundles:
        return command

    @functools.wraps(command)
    def called(**given: Any) -> Any:  # noqa: ANN401 - as declared
        built = {name: build(**_arguments(build, given)) for name, build in bundles.items()}
        return command(**{name: {**given, **built}[name] for name in declared})

    parameters: dict[str, inspect.Parameter] = {}
    for name, parameter in declared.items():
        bundle = bundles.get(name)
        parameters |= inspect.signature(bundle).parameters if bundle else {name: parameter}
    keyword_only = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters.values()]
    vars(called).update(__signature__=inspect.Signature(keyword_only))
    called.__annotations__ = {each.name: each.annotation for each in keyword_only}
    return called


def _arguments(build: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given[name] for name in inspect.signature(build).parameters}
