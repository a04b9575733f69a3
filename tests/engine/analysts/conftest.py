"""A routine, its lifted unit, and a context whose model gives one scripted answer."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.analysts.analyst import AnalystContext
from engine.check_edit import EditedUnit
from engine.conversion import convert_file
from engine.llm.ask_model import ModelAnswer
from engine.llm.language_model import TokenUsage
from engine.llm.prompt_task import PromptTask, TaskInput
from engine.source.split_file import split

TOTAL = """CREATE FUNCTION shop.total(p_order int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  v_x numeric := 0;
  r record;
BEGIN
  FOR r IN SELECT price FROM shop.line WHERE order_id = p_order AND state = 'open' LOOP
    v_x := v_x + r.price;
  END LOOP;
  IF v_x IS NULL THEN
    RAISE EXCEPTION 'no lines for %', p_order;
  END IF;
  RETURN v_x;
END $$;"""


def lifted(sql: str) -> EditedUnit:
    (conversion,) = convert_file(split(sql))
    return EditedUnit(conversion.kind, conversion.unit, sql, conversion.spec)


@pytest.fixture
def total() -> EditedUnit:
    return lifted(TOTAL)


@pytest.fixture
def answering() -> Callable[[Any], AnalystContext]:
    """Return a context whose model gives this value, after the task's own check."""

    def context(value: Any) -> AnalystContext:
        def ask(task: PromptTask, given: TaskInput) -> ModelAnswer:
            task.request(given)
            assert not task.check(given, value), "the answer would have been repaired"
            return ModelAnswer(value, TokenUsage(10, 5), ())

        return AnalystContext(ask)

    return context
