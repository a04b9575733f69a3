"""A question that is typed as a query: `? where is an order shipped` shows the units that answer it."""

from daemon.wire.search import MAX_QUESTION, SearchReply
from tui.deck_screen import DeckScreen

SIGN = "?"
MOST = 20


def is_question(text: str) -> bool:
    """Whether a query is a question in words."""
    return text.lstrip().startswith(SIGN)


async def ask_question(screen: DeckScreen, project: str, text: str) -> SearchReply:
    """Ask the daemon; a search with notes says so in a toast."""
    question = text.strip().removeprefix(SIGN).strip()[:MAX_QUESTION] or SIGN
    reply = await screen.ask(lambda client: client.search.ask(project, question, (), MOST))
    if reply.notes:
        screen.deck.toasts.warn(" ".join(reply.notes))
    return reply


def where_of(reply: SearchReply) -> str:
    """Return the query that shows the results of a search."""
    return " or ".join(f"id = {result.unit}" for result in reply.results)
