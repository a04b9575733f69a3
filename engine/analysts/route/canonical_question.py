"""The same question in other names: a routine whose local names are numbered, so that copies share an answer.

Only answers that a validator decides are shared this way: new names, which are proved again for each routine. What a
routine is for depends on its own words, so a description is never taken from another one.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.analysts.local_names import local_names, rename_locals
from engine.llm.placeholders import hide_literals
from engine.llm.prompt_task import PromptTask

SHARED_TASKS = frozenset({"name_variables"})


@dataclass(frozen=True, slots=True)
class CanonicalQuestion:
    """The key of a question, the local names of its routine in their order, and its text in numbered names."""

    key: str
    names: tuple[str, ...]
    text: str

    def lift_answer(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return an answer about this routine as one about numbered names."""
        renames = [{**each, "old": self._number(each["old"])} for each in answer["renames"]]
        return {"renames": renames}

    def lower_answer(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return an answer about numbered names as one about this routine."""
        renames = [{**each, "old": self.names[int(each["old"])]} for each in answer["renames"]]
        return {"renames": renames}

    def _number(self, name: str) -> str:
        return str(self.names.index(name))


def canonical_question(task: PromptTask, sql: str) -> CanonicalQuestion | None:
    """Return the question in numbered names; None where its answer cannot be shared."""
    names = local_names(sql)
    if task.id not in SHARED_TASKS or not names:
        return None
    numbered = rename_locals(sql, {name: f"local_{at}" for at, name in enumerate(names)})
    if numbered is None:
        return None
    text = " ".join(hide_literals(_without_header(numbered)).text.split())
    key = hashlib.sha256(f"{task.version()}\0{text}".encode()).hexdigest()
    return CanonicalQuestion(key, names, text)


def _without_header(sql: str) -> str:
    """Return the routine from its parameters on: its own name does not matter."""
    return sql[sql.index("(") :]
