"""A cloud model that is asked within reserved calls only: one attempt a reservation, and none after a failure."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport, ReservedCall

if TYPE_CHECKING:
    from engine.llm.ask_model import ModelAnswer
    from engine.llm.language_model import Completion, LanguageModel, ModelError, ModelRequest
    from engine.llm.prompt_task import PromptTask, TaskInput


class PaidModel:
    """A model with the calls that are reserved for one job."""

    def __init__(self, model: "LanguageModel", calls: list[ReservedCall]) -> None:
        self.name = model.name
        self.failure: CallFailure | None = None
        self._model = model
        self._calls = calls
        self._current: ReservedCall | None = None
        self._reports: dict[int, CallReport] = {}

    def ask(self, task: "PromptTask", given: "TaskInput") -> "ModelAnswer":
        """Ask a task within its calls."""
        from engine.llm.ask_model import ask_model

        return ask_model(self, task, given, lambda request: self._take(task.id, request))

    def count_tokens(self, request: "ModelRequest") -> int:
        """Return the tokens of a request; counting costs nothing."""
        return self._model.count_tokens(request)

    def complete(self, request: "ModelRequest") -> "Completion":
        """Ask once, and note what became of the call."""
        from engine.llm.language_model import ModelError

        call = self._current
        assert call is not None, "a call is taken before each attempt"  # noqa: S101  says what the type cannot
        self._current = None
        self._reports[call.id] = CallReport(call.id, CallOutcome.LOST, {})
        try:
            completion = self._model.complete(request)
        except ModelError as error:
            self._fail(error)
            if error.refused:
                del self._reports[call.id]
            raise
        self._reports[call.id] = CallReport(call.id, CallOutcome.MADE, asdict(completion.usage))
        return completion

    def reports(self) -> tuple[CallReport, ...]:
        """Return what became of every reserved call; those that were not made are given back."""
        unused = (CallReport(call.id, CallOutcome.UNUSED, {}) for call in self._calls if call.id not in self._reports)
        return (*self._reports.values(), *unused)

    def _take(self, task: str, request: "ModelRequest") -> bool:
        """Take the next call of a task; False where none is left, or the request is larger than what is reserved."""
        from engine.llm.language_model import ModelError

        if self.failure is not None:
            return False
        call = next((each for each in self._calls if each.task == task and each.id not in self._reports), None)
        if call is None:
            return False
        try:
            if self._model.count_tokens(request) > call.input_tokens:
                return False
        except ModelError as error:
            self._fail(error)
            raise
        self._current = call
        return True

    def _fail(self, error: "ModelError") -> None:
        self.failure = CallFailure(error.code, error.sentence, error.hint, error.temporary, error.retry_after)
