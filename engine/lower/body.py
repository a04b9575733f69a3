"""The body of a routine, in its language."""

from engine.lower.error import LowerError
from engine.lower.literals import dollar_quote, quote_literal
from engine.lower.sql_page import SqlPage
from engine.lower.step import lower_inner, lower_steps
from engine.lower.steps.block import write_block
from engine.spec.document.action import Action
from engine.spec.steps.raw import RawStep
from engine.spec.steps.return_ import ReturnStep


def lower_body(action: Action, page: SqlPage) -> None:
    """Write everything after the attributes, through the semicolon."""
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
    """A body is one literal, so none of its lines is indented."""
    page.add(f"AS {dollar_quote(source)};")


def _write_return(action: Action, page: SqlPage) -> None:
    match action.steps:
        case (ReturnStep(value=str(value)),):
            page.end_with("RETURN", value)
        case _:
            raise LowerError(
                f"the action {action.name} says `body: return`, but has other steps than one `return:`",
                "write one `return:` step with a value, or remove `body: return`",
            )


def _source(action: Action) -> str:
    language = getattr(action.traits, "language", None)
    match (language or "").strip("'\"").lower():
        case "plpgsql":
            return block_source(action)
        case "sql":
            return _sql_source(action)
        case _:
            return _foreign_source(action, language or "no language")


def block_source(action: Action) -> str:
    """Return the PL/pgSQL text of an action's body."""
    whole = _whole_body(action)
    if whole is not None:
        return whole
    page = SqlPage()
    for pragma in action.pragmas:
        page.add(f"#{pragma}")
    write_block(page, action.label, action.declare, action.steps, action.catch)
    return f"\n{page.text}\n"


def _whole_body(action: Action) -> str | None:
    """The text of a body that was not taken apart. A single statement would have no semicolon and no blank ends."""
    match action:
        case Action(steps=(RawStep(raw=source),), declare=(), catch=(), pragmas=(), label=None):
            if source != source.strip() or source.endswith(";"):
                return source
            return None
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
                "write `traits: {language: plpgsql}`, or keep the body as one `raw:` step",
            )
