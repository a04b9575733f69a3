"""What models cost, and what a project allows of cloud models. Money is in nanodollars, billionths of a dollar."""

from dataclasses import dataclass

NANODOLLARS = 1_000_000_000
MOST_DOLLARS = 1_000_000
OPEN_BATCH = frozenset({"submitting", "submitted"})  # states of a batch whose answers are still to come


@dataclass(frozen=True, slots=True)
class CostLine:
    """Sums of answers under a name: a task, a model, a day, or how answers were found.

    `baseline` is what always asking the cloud would have cost.
    """

    name: str
    answers: int
    failures: int
    input_tokens: int
    output_tokens: int
    cost: int
    baseline: int


@dataclass(frozen=True, slots=True)
class DayBudget:
    """Today: what may be spent, what was, and what is reserved; `alert` is the highest alert reached, in percent."""

    per_day: int
    spent: int
    reserved: int
    left: int
    alert: int


@dataclass(frozen=True, slots=True)
class CostReport:
    """What a project spent in a number of days.

    `unanswered` is the cost of calls whose answer was lost. `forecast` is what 30 days like the last ones would cost,
    as least, usual and most. `saving` is the share of always asking the cloud that was not spent; None without answers.
    """

    project: str
    days: int
    today: DayBudget
    spent: int
    baseline: int
    unanswered: int
    saving: float | None
    cached: int
    forecast: tuple[int, int, int]
    by_task: tuple[CostLine, ...]
    by_model: tuple[CostLine, ...]
    by_day: tuple[CostLine, ...]
    by_source: tuple[CostLine, ...]


@dataclass(frozen=True, slots=True)
class NewBudget:
    """What a project may spend in a day; 0 means that only local models are asked."""

    per_day: int

    def __post_init__(self) -> None:
        if not 0 <= self.per_day <= MOST_DOLLARS * NANODOLLARS:
            raise ValueError(f"a budget is 0 to {MOST_DOLLARS:,} dollars a day")


@dataclass(frozen=True, slots=True)
class CloudInfo:
    """Whether and which cloud model may be asked, and what may be shown to it.

    `batch_hours` are the hours of a day in which batches are submitted, such as 22-6, or any.
    """

    enabled: bool
    model: str
    with_literals: bool
    with_comments: bool
    calls_per_minute: int
    batch_hours: str = "any"


@dataclass(frozen=True, slots=True)
class CloudChange:
    """A change of what a project allows; None leaves a part as it is."""

    enabled: bool | None = None
    model: str | None = None
    with_literals: bool | None = None
    with_comments: bool | None = None
    calls_per_minute: int | None = None
    batch_hours: str | None = None

    def __post_init__(self) -> None:
        if self.calls_per_minute is not None and not 1 <= self.calls_per_minute <= 10_000:
            raise ValueError("calls a minute are 1 to 10,000")


@dataclass(frozen=True, slots=True)
class BatchInfo:
    """A batch of questions to a cloud model. Money is in nanodollars: what is still reserved, and what was spent."""

    id: int
    model: str
    state: str
    questions: int
    cancelled: bool
    reserved: int
    spent: int
    at: str


@dataclass(frozen=True, slots=True)
class BatchList:
    """The latest batches of a project, newest first, and how many questions wait for one."""

    items: tuple[BatchInfo, ...]
    waiting: int

    @property
    def has_open(self) -> bool:
        """Whether answers are still to come."""
        return self.waiting > 0 or any(each.state in OPEN_BATCH for each in self.items)


@dataclass(frozen=True, slots=True)
class RoutingInfo:
    """The rules of a project on who answers a question: the text of their file, and each in words."""

    text: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewRouting:
    """The text of a file of rules; empty for none."""

    text: str
