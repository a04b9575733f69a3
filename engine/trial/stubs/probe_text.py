"""A version of a routine that runs each of its statements once, and reports the error of each.

The server plans a statement of PL/pgSQL when it runs, so a call shows one missing object at a time, and none on the
paths that it does not take. Here every statement runs on its own, whatever the others do.
"""

from collections.abc import Iterator

from engine.plpgsql.tree import (
    Assert,
    Assign,
    Block,
    Call,
    Execute,
    ForQuery,
    ForRange,
    Fragment,
    GetDiagnostics,
    Open,
    Perform,
    Raise,
    Return,
    ReturnNext,
    ReturnQuery,
    Sql,
    Variable,
)
from engine.trial.routine.body_view import BodyView

REPORT = "TR042"  # the SQLSTATE of a report
_WHOLE = (Assign, Sql, Perform, Call, Execute, Raise, Assert, GetDiagnostics, ReturnNext, ReturnQuery)
_BLOCK = """
BEGIN
    {text};
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS specdeck_column = COLUMN_NAME;
    RAISE NOTICE '%', SQLERRM USING ERRCODE = '{report}', HINT = SQLSTATE, COLUMN = specdeck_column,
        DETAIL = '{number}';
END;"""


def probe_text(view: BodyView) -> tuple[str, tuple[str, ...]]:
    """Return the text of the version, and the statements by their number; ("", ()) for a body of SQL."""
    if view.block is None:
        return "", ()
    texts = tuple(_texts(view))
    blocks = "".join(_BLOCK.format(text=text, report=REPORT, number=number) for number, text in enumerate(texts))
    names = "specdeck_column text; sqlstate text; sqlerrm text;"
    body = f"<<specdeck>>\nDECLARE {names}\n{_declarations(view)}\nBEGIN\n{blocks}\nRETURN{_value(view)};\nEND"
    return view.routine.with_body(f"#variable_conflict use_column\n{body}").text, texts


def _value(view: BodyView) -> str:
    header = view.routine.header
    outputs = any(not each.is_input for each in header.parameters)
    if header.is_procedure or header.returns_set or outputs or header.returns in {"void", ""}:
        return ""
    return " NULL"


def _declarations(view: BodyView) -> str:
    """Return the declarations of all blocks, each name once, without their values."""
    found: dict[str, str] = {}
    for block in view.of(Block):
        for each in block.declarations:
            text = view.text[each.span.start : each.span.end]
            name = getattr(each, "name", text).lower()
            if isinstance(each, Variable):
                text = f"{each.name} {each.type.text};"
            found.setdefault(name, text if text.rstrip().endswith(";") else f"{text};")
    for each in view.of(ForRange):
        found.setdefault(each.variable.text.lower(), f"{each.variable.text} integer;")
    return "\n".join(found.values())


def _texts(view: BodyView) -> Iterator[str]:
    for each in view.of(Variable):
        if each.default is not None:
            yield f"{each.name} := {each.default.text}"
    for part in view.parts:
        yield from _statement(view, part.node)


def _statement(view: BodyView, node: object) -> Iterator[str]:
    """Return what runs for a part of a body: the statement itself, or the expression at its head."""
    if isinstance(node, _WHOLE):
        yield view.text[node.span.start : node.span.end].strip().rstrip(";")
    elif isinstance(node, Return) and node.value is not None:
        yield f"PERFORM ({node.value.text})"
    elif isinstance(node, ForQuery) and isinstance(node.query, Fragment):
        targets = ", ".join(each.text for each in node.targets)
        yield f"FOR {targets} IN {node.query.text} LOOP EXIT; END LOOP"
    elif isinstance(node, Open) and isinstance(node.query, Fragment):
        yield f"PERFORM * FROM ({node.query.text}) specdeck_query"
    elif isinstance(node, ForRange):
        yield f"PERFORM ({node.low.text}), ({node.high.text})"
    else:
        yield from (f"PERFORM ({each.text})" for each in _conditions(node))


def _conditions(node: object) -> Iterator[Fragment]:
    for name in ("condition", "subject", "array"):
        value = getattr(node, name, None)
        if isinstance(value, Fragment):
            yield value
    for each in getattr(node, "conditions", ()):
        if isinstance(each, Fragment):
            yield each
