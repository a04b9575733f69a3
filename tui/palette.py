"""The ctrl+p palette: every action of the screen, with its keys and the shell command that does the same."""

from collections.abc import Iterator

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.actions import Action, actions_of


class Actions(Provider):
    """What can be done here, found by any part of its title, id or command."""

    async def discover(self) -> Hits:
        for action in self._shown():
            yield DiscoveryHit(_line(action), lambda action=action: self._run(action), action.title, _help(action))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action in self._shown():
            text = f"{action.title} {action.id} {action.shell}"
            if score := matcher.match(text):
                yield Hit(score, _line(action), lambda action=action: self._run(action), action.title, _help(action))

    def _shown(self) -> Iterator[Action]:
        return (action for action in actions_of(self.screen).values() if action.enabled)

    async def _run(self, action: Action) -> None:
        await self.app.run_action(action.binding.binding.action, action.binding.node)


def _line(action: Action) -> Content:
    keys = " ".join(action.keys)
    return Content.assemble(action.title, ("  " + keys, "$accent"), ("  " + action.id, "$foreground-muted"))


def _help(action: Action) -> str:
    return action.shell or "no command does this"
