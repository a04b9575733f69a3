"""A command, or a group of them, without the decoration that typer would load for it."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import typer

from specdeck.cli.daemon_target import Target, resolve_target
from specdeck.cli.options import Host, Instance, NoDaemonStart

Command = TypeVar("Command", bound=Callable[..., Any])


class CommandApp(typer.Typer):
    """A typer app whose commands may ask for a `Target`: they have the options that say which daemon then."""

    def command(self, *args: Any, **kwargs: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - whatever typer takes
        register = super().command(*args, **kwargs)

        def declare(command: Command) -> Command:
            register(_targeted(command))
            return command

        return declare


def single_command() -> CommandApp:
    """The app of a module that holds one command."""
    return CommandApp(rich_markup_mode=None, add_completion=False)


def command_group(help: str) -> CommandApp:  # noqa: A002 - typer's own word for it
    """The app of a module that holds several commands."""
    return CommandApp(rich_markup_mode=None, add_completion=False, no_args_is_help=True, help=help)


def _options(
    context: typer.Context, host: Host = None, instance: Instance = None, no_daemon_start: NoDaemonStart = False
) -> None:
    """The options that say which daemon, as typer reads them."""


def _targeted(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command as typer is to see it: in place of its target the options that name one."""
    declared = inspect.signature(command).parameters
    wanting = next((name for name, parameter in declared.items() if parameter.annotation is Target), None)
    if wanting is None:
        return command

    @functools.wraps(command)
    def called(
        context: typer.Context,
        host: str | None,
        instance: str | None,
        no_daemon_start: bool,
        **given: Any,  # noqa: ANN401 - as declared
    ) -> Any:  # noqa: ANN401 - whatever the command returns
        return command(**given, **{wanting: resolve_target(context, host, no_daemon_start, instance)})

    parameters = {name: each for name, each in declared.items() if name != wanting}
    parameters |= inspect.signature(_options).parameters
    named = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters.values()]
    vars(called).update(__signature__=inspect.Signature(named))
    called.__annotations__ = {each.name: each.annotation for each in named}
    return called
