"""The header of a routine: name, parameters, result and attributes, one a line."""

from engine.lower.clauses import clause, keyword
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import WIDTH, append_sql, close_comment
from engine.spec.document.action import Action, Param, ResultColumn, ReturnsTable, Traits

_STRICT = {None: "", True: "STRICT", False: "CALLED ON NULL INPUT"}
_LEAKPROOF = {None: "", True: "LEAKPROOF", False: "NOT LEAKPROOF"}


def lower_header(action: Action, name: str, page: SqlPage) -> None:
    """`CREATE [OR REPLACE] FUNCTION name(params) RETURNS … LANGUAGE …`."""
    traits = action.traits or Traits()
    create = f"CREATE {keyword('OR REPLACE ', traits.replace)}"
    kind = (action.kind or "function").upper()
    _write_list(page, f"{create}{kind} {name}", action.params)
    _write_result(action.returns, page)
    for attribute in _attributes(traits):
        page.add(attribute)


def _write_result(returns: str | ReturnsTable | None, page: SqlPage) -> None:
    if isinstance(returns, ReturnsTable):
        _write_list(page, "RETURNS TABLE ", returns.table)
    elif returns is not None:
        page.add(f"RETURNS {returns}")


def _write_list(page: SqlPage, head: str, entries: tuple[Param, ...] | tuple[ResultColumn, ...]) -> None:
    """Write `head(a, b)` on one line if that is short and has no notes, else one entry a line."""
    texts = [_entry_text(entry) for entry in entries]
    line = f"{head}({', '.join(texts)})"
    if len(line) <= WIDTH and "\n" not in line and not any("--" in text for text in texts) and not _noted(entries):
        page.add(line)
        return
    page.add(f"{head}(")
    with page.indented():
        for entry, text in zip(entries, texts, strict=True):
            page.note(entry.note)
            page.add(close_comment(text) + keyword(",", entry is not entries[-1]))
    page.add(")")


def _noted(entries: tuple[Param, ...] | tuple[ResultColumn, ...]) -> bool:
    return any(entry.note is not None for entry in entries)


def _entry_text(entry: Param | ResultColumn) -> str:
    words: list[str] = []
    if isinstance(entry, Param) and entry.mode:
        words.append(entry.mode.upper())
    if entry.name:
        words.append(entry.name)
    words.append(entry.type)
    if isinstance(entry, Param) and entry.default is not None:
        words += ["DEFAULT", entry.default]
    return " ".join(words)


def _attributes(traits: Traits) -> list[str]:
    """Return one line for each attribute, in the order of the manual."""
    transforms = tuple(f"FOR TYPE {name}" for name in traits.transform)
    lines = (
        clause("LANGUAGE", traits.language),
        clause("TRANSFORM", transforms, ", ".join),
        keyword("WINDOW", traits.window),
        (traits.volatility or "").upper(),
        _LEAKPROOF[traits.leakproof],
        _STRICT[traits.strict],
        clause("SECURITY", traits.security, str.upper),
        clause("PARALLEL", traits.parallel, str.upper),
        clause("COST", traits.cost),
        clause("ROWS", traits.rows),
        clause("SUPPORT", traits.support),
    )
    return [line for line in lines if line] + [_setting(name, value) for name, value in traits.set]


def _setting(name: str, value: str) -> str:
    if value.upper() == "FROM CURRENT":
        return f"SET {name} {value}"
    return append_sql(f"SET {name}", f"= {value}")
