"""A cloud model that is asked within reserved calls only: one attempt a reservation, and none after a failure."""

from collections.abc import Sequence
from dataclasses import asdict
from threading import Lock
from typing import TYPE_CHECKING

from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport, ReservedCall

if TYPE_CHECKING:
    from engine.llm.ask_model import ModelAnswer
    from engine.llm.language_model import Completion, LanguageModel, ModelError, ModelRequest
    from engine.llm.prompt_task import PromptTask, TaskInput


class PaidModel:
    """A model with the calls that are reserved for one job; several tasks may be asked at the same time."""

    def __init__(self, model: "LanguageModel", calls: Sequence[ReservedCall]) -> None:
        self.model = model
        self.failure: CallFailure | None = None
        self._calls = calls
        self._reports: dict[int, CallReport] = {}
        self._lock = Lock()
        self._is_closed = False

    @property
    def name(self) -> str:
        return self.model.name

    def ask(self, task: "PromptTask", given: "TaskInput") -> "ModelAnswer":
        """Ask a task within its calls."""
        from engine.llm.ask_model import ask_model

        paid = _PaidTask(self, task.id)
        return ask_model(paid, task, given, paid.take)

    def close(self) -> tuple[CallReport, ...]:
        """Allow no further call; return what became of each. One that still runs is lost."""
        with self._lock:
            self._is_closed = True
            unused = (
                CallReport(call.id, CallOutcome.UNUSED, {}) for call in self._calls if call.id not in self._reports
            )
            return (*self._reports.values(), *unused)

    def has_call(self, task: str) -> bool:
        """Return whether a task has a call left."""
        with self._lock:
            return self._next(task) is not None

    def take(self, task: str, tokens: int) -> int | None:
        """Take the next call of a task for a prompt of so many tokens; from now on it counts as made."""
        with self._lock:
            call = self._next(task)
            if call is None or tokens > call.input_tokens:
                return None
            self._reports[call.id] = CallReport(call.id, CallOutcome.LOST, {})
            return call.id

    def made(self, call: int, completion: "Completion") -> None:
        """Note what a call used."""
        with self._lock:
            self._reports[call] = CallReport(call, CallOutcome.MADE, asdict(completion.usage))

    def failed(self, error: "ModelError", call: int | None = None) -> None:
        """Note a failure; a call that was refused costs nothing."""
        with self._lock:
            self.failure = CallFailure(error.code, error.sentence, error.hint, error.temporary, error.retry_after)
            if call is not None and error.refused:
                del self._reports[call]

    def _next(self, task: str) -> ReservedCall | None:
        if self._is_closed or self.failure is not None:
            return None
        return next((each for each in self._calls if each.task == task and each.id not in self._reports), None)


class _PaidTask:
    """The model as one task asks it."""

    def __init__(self, paid: PaidModel, task: str) -> None:
        self._paid = paid
        self._task = task
        self._call: int | None = None

    @property
    def name(self) -> str:
        return self._paid.name

    def count_tokens(self, request: "ModelRequest") -> int:
        """Return the tokens of a request; counting costs nothing."""
        return self._paid.model.count_tokens(request)

    def take(self, request: "ModelRequest") -> bool:
        """Take a call for a request; False where none is left, or it is larger than what is reserved."""
        from engine.llm.language_model import ModelError

        if not self._paid.has_call(self._task):
            return False
        try:
            tokens = self.count_tokens(request)
        except ModelError as error:
            self._paid.failed(error)
            raise
        self._call = self._paid.take(self._task, tokens)
        return self._call is not None

    def complete(self, request: "ModelRequest") -> "Completion":
        """Ask once, and note what became of the call."""
        from engine.llm.language_model import ModelError

        call = self._call
        assert call is not None, "a call is taken before each attempt"  # noqa: S101  says what the type cannot
        try:
            completion = self._paid.model.complete(request)
        except ModelError as error:
            self._paid.failed(error, call)
            raise
        self._paid.made(call, completion)
        return completion
