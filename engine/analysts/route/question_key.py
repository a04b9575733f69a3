"""The hash that names a question: a unit's SQL, what is asked about it, and what was shown of it."""

import hashlib
import json

from engine.analysts.shown_text import ShownText
from engine.llm.prompt_task import PromptTask


def question_key(name: str, sql_hash: str, task: PromptTask, shown: ShownText) -> str:
    """Return the key; it is cheap, since everything that a prompt shows follows from these."""
    parts = [name, sql_hash, task.version(), shown.literals, shown.comments]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
