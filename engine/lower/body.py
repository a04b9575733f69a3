"""What a routine does, in its own language."""

from engine.lower.error import LowerError
from engine.lower.literals import dollar_quote, quote_literal
from engine.lower.sql_page import SqlPage
from engine.lower.step import lower_inner, lower_steps
from engine.lower.steps.block import write_block
from engine.spec.document.action import Action
from engine.spec.steps.raw import RawStep
from engine.spec.steps.return_ import ReturnStep


def lower_body(action: Action, page: SqlPage) -> None:
    """Everything after the attributes, through the semicolon."""
    if action.as_:
        page.add(f"AS {', '.join(quote_literal(part) for part in action.as_)};")
    elif action.body == "atomic":
        page.add("BEGIN ATOMIC")
        lower_inner(action.steps, page)
        page.add("END;")
    elif action.body == "return":
        _write_return(action, page)
    else:
        _write_quoted(page, _source(action))


def _write_quoted(page: SqlPage, source: str) -> None:
    """A body is one literal: none of its lines is moved."""
    page.add(f"AS {dollar_quote(source)};")


def _write_return(action: Action, page: SqlPage) -> None:
    match action.steps:
        case (ReturnStep(value=str(value)),):
            page.end_with("RETURN", value)
        case _:
            raise LowerError(
                f"the action {action.name} has a body of one expression, but other steps",
                "write one `return:` step with a value, or leave `body: return` out",
            )


def _source(action: Action) -> str:
    language = action.traits.language if action.traits else None
    match (language or "").strip("'\"").lower():
        case "plpgsql":
            return _block_source(action)
        case "sql":
            return _sql_source(action)
        case _:
            return _foreign_source(action, language or "no language")


def _block_source(action: Action) -> str:
    whole = _whole_body(action)
    if whole is not None:
        return whole
    page = SqlPage()
    for pragma in action.pragmas:
        page.add(f"#{pragma}")
    write_block(page, action.label, action.declare, action.steps, action.catch)
    return f"\n{page.text}\n"


def _whole_body(action: Action) -> str | None:
    """A body that could not be taken apart: its `raw` is more than one statement can be, which has no semicolon."""
    match action:
        case Action(steps=(RawStep(raw=source),), declare=(), catch=(), pragmas=(), label=None):
            return source if source != source.strip() or source.endswith(";") else None
        case _:
            return None


def _sql_source(action: Action) -> str:
    page = SqlPage()
    lower_steps(action.steps, page)
    return f"\n{page.text}\n"


def _foreign_source(action: Action, language: str) -> str:
    match action.steps:
        case (RawStep(raw=source),):
            return source
        case _:
            raise LowerError(
                f"the action {action.name} is in {language}, but has steps",
                "say `traits: {language: plpgsql}`, or keep the body as one `raw:` step",
            )
