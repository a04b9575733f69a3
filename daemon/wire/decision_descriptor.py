"""What is known about a kind of decision: the one description that the server, the commands and the deck read."""

from dataclasses import dataclass
from enum import StrEnum

from daemon.wire.role import Permission


class AskedWhen(StrEnum):
    """When a prompt is shown."""

    ALWAYS = "always"
    NOT_PROVED = "not proved"


@dataclass(frozen=True, slots=True)
class DecisionPrompt:
    """A question whose answer fills a field of the decision; without an answer to a required one nothing is sent."""

    field: str
    question: str
    required: bool = False
    choices: tuple[str, ...] = ()
    when: AskedWhen = AskedWhen.ALWAYS


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """The notice that a kind of decision sends; `{by}` in its sentence is the person who decided."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class DecisionDescriptor:
    """One kind of decision.

    `fields` are the fields of a request that this kind accepts, besides those that every kind does; of `exclusive`
    ones it accepts one. `history` is the predicate in a unit's history, `goal` the state that the decision aims for,
    and `settles_as` the state that it gives a proposal. The note of an `is_comment` is kept beside the spec. `key` is
    the letter that starts it in plain review, and `prompts` are the questions it asks there.
    """

    kind: str
    permission: Permission
    label: str
    past_tense: str
    history: str
    fields: frozenset[str] = frozenset()
    exclusive: tuple[str, ...] = ()
    goal: str | None = None
    settles_as: str | None = None
    one_unit_only: bool = False
    is_comment: bool = False
    notice: DecisionNotice | None = None
    key: str | None = None
    prompts: tuple[DecisionPrompt, ...] = ()

    @property
    def approves(self) -> bool:
        return self.goal == "approved"
