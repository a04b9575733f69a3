"""Better names for the variables of a routine."""

import re
from typing import Any

from pglast.keywords import RESERVED_KEYWORDS

from engine.llm.prompt_task import PromptTask, TaskInput
from engine.llm.schema.build_schema import items, record, text

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_MEANT_OTHERWISE = re.compile(r"found|new|old|sqlstate|sqlerrm|tg_.*")  # PL/pgSQL has these names already


def check(given: TaskInput, answer: Any) -> tuple[str, ...]:  # noqa: ANN401 - validated JSON
    """Each old name is a variable of the unit and occurs once; each new one is new and a plain name."""
    known, used = set(given["variables"]), set(given["identifiers"])
    old_names = [each["old"] for each in answer["renames"]]
    new_names = [each["new"] for each in answer["renames"]]
    unknown = {old for old in old_names if old not in known or old_names.count(old) > 1}
    taken = {new for new in new_names if not _is_plain(new) or new in used or new_names.count(new) > 1}
    return (
        *(f"{old!r} is not a variable of the unit, or is renamed twice" for old in sorted(unknown)),
        *(f"{new!r} is not a plain lower-case name, or is used already" for new in sorted(taken)),
    )


def _is_plain(name: str) -> bool:
    """Whether a name can be written without quotes and means nothing yet."""
    return bool(_NAME.fullmatch(name)) and not _MEANT_OTHERWISE.fullmatch(name) and name not in RESERVED_KEYWORDS


TASK = PromptTask(
    id="name_variables",
    title="Name variables",
    inputs=("name", "sql", "variables", "purposes"),
    schema=record(
        renames=items(record(old=text(63, 1), evidence=text(80), new=text(40, 1)), most=16),
    ),
    max_tokens=1200,
    check=check,
)
