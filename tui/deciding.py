"""What a decision is about: the chosen rows of a list, everything that its query finds, or one unit."""

from collections.abc import Callable
from typing import cast

from daemon.client import Client
from daemon.wire.decision import REASONS, Act, NewDecision, NewDecisions, Word
from daemon.wire.inbox import Item
from tui.query import Query
from tui.widgets.choosing import EVERYTHING
from tui.widgets.rows import Rows

Deciding = Callable[[Client], Act]


async def about(rows: Rows[Item], query: Query, decision: NewDecision) -> Deciding | None:
    """How to say a word of what is chosen, or of the unit under the cursor; None where there is neither."""
    if rows.choice == EVERYTHING:
        everything = NewDecisions(decision, where=query.where)
        return lambda client: client.reviews.decide_all(query.project, everything)
    if rows.chosen:
        units = cast("set[int]", await rows.chosen_keys())
        chosen = NewDecisions(decision, units=tuple(sorted(units)))
        return lambda client: client.reviews.decide_all(query.project, chosen)
    item = rows.current
    if item is None:
        return None
    return lambda client: client.reviews.decide(item.id, decision, item.revision)


def rejection(words: str) -> NewDecision | None:
    """A reason of the taxonomy, then what one wants to say; None where it begins with no such reason."""
    reason = next((each for each in REASONS if words.startswith(each)), None)
    if reason is None:
        return None
    return NewDecision(Word.REJECT, reason=reason, words=words.removeprefix(reason).strip(" :,"))
