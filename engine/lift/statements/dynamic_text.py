"""Lift an EXECUTE whose command is a template or a text put together from pieces, and queries made that way."""

from collections.abc import Sequence
from dataclasses import replace

from engine.lift.lift_context import LiftContext
from engine.lift.literals import decode_literal
from engine.lift.origin import Origin, Path
from engine.lift.statements.token_groups import closing
from engine.plpgsql import tree
from engine.plpgsql.tree import Range, Token
from engine.source.span import Span
from engine.spec.document.filled_template import fill_template
from engine.spec.document.text_parts import TextPart, text_from_parts
from engine.spec.steps.dynamic import DynamicQuery
from engine.spec.steps.execute import ExecuteStep
from engine.spec.steps.execute_format import ExecuteFormatStep
from engine.spec.steps.execute_text import ExecuteTextStep
from engine.spec.steps.set_ import SetStep
from engine.spec.steps.step import Step
from engine.spec.syntax.yaml_scalars import block_header, one_line

Command = ExecuteFormatStep | ExecuteTextStep
_DEPTH = {"(": 1, "[": 1, "case": 1, ")": -1, "]": -1, "end": -1}
_LOOSER = frozenset({"=", "<", ">", "<=", ">=", "<>", "!=", "and", "or", "not", "is", "collate", "at", "operator"})


def command_from_expression(context: LiftContext, expression: tree.Fragment) -> Command | None:
    """Return the step that executes an expression, without INTO and USING; None if it is not made of texts."""
    if len(expression.ranges) > 1 or context.notes.between(expression.span.start, expression.span.end):
        return None
    return _template(context, expression.ranges[0]) or _text(context, expression.ranges[0])


def lift_query(context: LiftContext, query: tree.Query) -> str | DynamicQuery:
    """Return a static query, or the command and parameters of EXECUTE."""
    if isinstance(query, tree.Fragment):
        return context.sql(query)
    text, using = context.sql(query.command), context.list(query.using)
    match command_from_expression(context, query.command):
        case ExecuteFormatStep(template=template, args=args):
            return DynamicQuery(template=template, args=args, using=using)
        case ExecuteTextStep(text=joined):
            return DynamicQuery(text=joined, using=using)
    return DynamicQuery(execute=text, using=using)


def join_command(
    context: LiftContext, steps: list[Step], step: Step, path: Path, statements: Sequence[tree.Statement]
) -> bool:
    """Add an EXECUTE to the assignment before it that made its command; return whether it was added.

    `path` is where the step would be in the list, `statements` are the list's through the EXECUTE.
    """
    if len(statements) < 2 or not isinstance(step, ExecuteStep) or step.note is not None:
        return False
    last, made = steps[-1], statements[-2]
    if not isinstance(last, SetStep) or not isinstance(made, tree.Assign) or last.set[-1][0] != step.execute:
        return False
    command = command_from_expression(context, made.value)
    if command is None:
        return False
    joined = replace(command, via=step.execute, using=step.using, into=step.into, strict=step.strict)
    _place(context, steps, joined, path, made.span.start, statements)
    return True


def _place(
    context: LiftContext,
    steps: list[Step],
    joined: Command,
    path: Path,
    start: int,
    statements: Sequence[tree.Statement],
) -> None:
    """Put the joined step in place of the last assignment."""
    last = steps[-1]
    added = context.origins.pop(path)
    before = (*path[:-1], len(steps) - 1)
    if isinstance(last, SetStep) and len(last.set) > 1:
        context.origins[before] = Origin(Span(context.origins[before].span.start, statements[-3].span.end), "exact")
        steps[-1] = replace(last, set=last.set[:-1])
        steps.append(joined)
        before = path
    else:
        steps[-1] = replace(joined, note=last.note)
    context.origins[before] = Origin(Span(start, added.span.end), "inferred")


def _template(context: LiftContext, place: Range) -> ExecuteFormatStep | None:
    """Return the step of `format('template', arguments)`."""
    tokens, (start, stop) = context.tokens, place
    is_call = stop - start > 3 and tokens[start].word == "format" and tokens[start + 1].word == "("
    if not is_call or tokens[start + 2].name != "SCONST" or closing(tokens, start + 1, stop) != stop - 1:
        return None
    text = _decoded(tokens[start + 2].word)
    arguments = _split(tokens, (start + 3, stop - 1), ",")
    if text is None or arguments is None or arguments[0][0] != arguments[0][1]:
        return None
    args = tuple(context.written(each) for each in arguments[1:])
    filled = fill_template(text, args)
    if filled is not None and _is_readable(filled):
        return ExecuteFormatStep(template=filled)
    return ExecuteFormatStep(template=text, args=args) if args else None


def _text(context: LiftContext, place: Range) -> ExecuteTextStep | None:
    """Return the step of `'text' || expression || …`."""
    pieces = _split(context.tokens, place, "||")
    if pieces is None:
        return None
    parts: list[TextPart] = []
    for piece in pieces:
        part = _part(context, piece)
        if part is None or (parts and not part.is_expression and not parts[-1].is_expression):
            return None
        parts.append(part)
    text = text_from_parts(tuple(parts))
    if _is_readable(text) and any(not part.is_expression for part in parts):
        return ExecuteTextStep(text=text)
    return None


def _part(context: LiftContext, piece: Range) -> TextPart | None:
    start, stop = piece
    if stop == start + 1 and context.tokens[start].name == "SCONST":
        text = _decoded(context.tokens[start].word)
        return TextPart(text, is_expression=False) if text else None
    written = context.written(piece) if start < stop else "{"
    if "{" in written or "}" in written or "\n" in written:
        return None
    return TextPart(written, is_expression=True)


def _split(tokens: Sequence[Token], place: Range, joint: str) -> list[Range] | None:
    """Return the ranges between the joints outside parentheses; None if a word there binds less tightly."""
    start, stop = place
    depth, pieces = 0, []
    for index in range(*place):
        word = tokens[index].word
        depth += _DEPTH.get(word, 0)
        if depth:
            continue
        if word == joint:
            pieces.append((start, index))
            start = index + 1
        elif joint == "||" and word in _LOOSER:
            return None
    return [*pieces, (start, stop)]


def _decoded(literal: str) -> str | None:
    """Return the text of a literal, unless it would be hard to read in a spec."""
    try:
        text = decode_literal(literal)
    except ValueError:
        return None
    return text if text and _is_readable(text) else None


def _is_readable(text: str) -> bool:
    return one_line(text) is not None or block_header(text) is not None
