"""Create the trigger under trial so that it fires for the event of a case, and not for its rows."""

from collections.abc import Iterator

from engine.trial.observe.run_script import ARMED
from engine.trial.schema.trial_schema import TriggerShape, quoted_name

_EXECUTE = " EXECUTE "
_CONDITION = f"pg_catalog.current_setting('{ARMED}', true) = 'on'"


def trigger_statements(trigger: TriggerShape | None) -> Iterator[str]:
    """Return what replaces the trigger by one that waits until it is armed."""
    if trigger is None:
        return
    yield f"DROP TRIGGER IF EXISTS {quoted_name(trigger.name)} ON {trigger.table}"
    yield armed_definition(trigger)


def armed_definition(trigger: TriggerShape) -> str:
    """Return the definition with one more condition; a trigger of a view can have none, and views get no rows."""
    if trigger.timing == "INSTEAD OF":
        return trigger.definition
    before, execute, function = trigger.definition.rpartition(_EXECUTE)
    head, when, condition = before.partition(" WHEN (")
    if when:
        return f"{head} WHEN ({_CONDITION} AND ({condition}){execute}{function}"
    return f"{before} WHEN ({_CONDITION}){execute}{function}"
