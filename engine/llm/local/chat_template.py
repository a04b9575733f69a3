"""What a model's own chat template puts around the stable part and the question.

Only the template's text may hold special tokens: a question is data, and `<|im_end|>` in it is eleven characters.
"""

import ctypes
from dataclasses import dataclass
from typing import Any

SYSTEM, USER = "\x01system\x01", "\x01user\x01"  # no template contains these


@dataclass(frozen=True, slots=True)
class ChatTemplate:
    """The texts before the stable part, between it and the question, and after the question."""

    before: str = ""
    between: str = "\n\n"
    after: str = "\n\nAnswer:\n"

    def shared(self, system: str) -> str:
        """Return all that comes before the question."""
        return f"{self.before}{system}{self.between}"


PLAIN = ChatTemplate()


def chat_template(library: Any, model: object) -> ChatTemplate:  # noqa: ANN401 - functions made by ctypes
    """Return the template of a model; a plain one where it has none that llama.cpp knows."""
    source = library.llama_model_chat_template(model, None)
    rendered = _rendered(library, source) if source else ""
    before, has_system, rest = rendered.partition(SYSTEM)
    between, has_user, after = rest.partition(USER)
    return ChatTemplate(before, between, after) if has_system and has_user else PLAIN


def _rendered(library: Any, source: bytes) -> str:  # noqa: ANN401 - functions made by ctypes
    roles = ((b"system", SYSTEM.encode()), (b"user", USER.encode()))
    messages = (library.llama_chat_message * len(roles))(
        *(library.llama_chat_message(role=role, content=content) for role, content in roles)
    )
    buffer = ctypes.create_string_buffer(16_384)
    length = library.llama_chat_apply_template(source, messages, len(roles), True, buffer, len(buffer))  # noqa: FBT003 - ctypes
    return buffer.raw[:length].decode("utf-8", errors="replace") if 0 < length <= len(buffer) else ""
