"""What stands before a routine's body: name, parameters, result and attributes, one a line."""

from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import WIDTH, append_sql, close_comment
from engine.spec.document.action import Action, Param, ResultColumn, ReturnsTable, Traits

_STRICT = {True: "STRICT", False: "CALLED ON NULL INPUT"}
_LEAKPROOF = {True: "LEAKPROOF", False: "NOT LEAKPROOF"}


def lower_header(action: Action, name: str, page: SqlPage) -> None:
    """`CREATE [OR REPLACE] FUNCTION name(params) RETURNS … LANGUAGE …`."""
    traits = action.traits or Traits()
    create = "CREATE OR REPLACE" if traits.replace else "CREATE"
    kind = (action.kind or "function").upper()
    _write_list(page, f"{create} {kind} {name}", action.params)
    _write_result(action.returns, page)
    for attribute in _attributes(traits):
        page.add(attribute)


def _write_result(returns: str | ReturnsTable | None, page: SqlPage) -> None:
    if isinstance(returns, ReturnsTable):
        _write_list(page, "RETURNS TABLE ", returns.table)
    elif returns is not None:
        page.add(f"RETURNS {returns}")


def _write_list(page: SqlPage, head: str, entries: tuple[Param, ...] | tuple[ResultColumn, ...]) -> None:
    """`head(a, b)` on one line where that is short and has no notes, else an entry a line."""
    texts = [_entry_text(entry) for entry in entries]
    line = f"{head}({', '.join(texts)})"
    if len(line) <= WIDTH and "\n" not in line and not any("--" in text for text in texts) and not _noted(entries):
        page.add(line)
        return
    page.add(f"{head}(")
    with page.indented():
        for entry, text in zip(entries, texts, strict=True):
            page.note(entry.note)
            page.add(f"{close_comment(text)}{'' if entry is entries[-1] else ','}")
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
    """One line an attribute, in the order in which the manual lists them."""
    lines = [f"LANGUAGE {traits.language}"] if traits.language else []
    if traits.transform:
        lines.append(f"TRANSFORM {', '.join(f'FOR TYPE {name}' for name in traits.transform)}")
    if traits.window:
        lines.append("WINDOW")
    if traits.volatility:
        lines.append(traits.volatility.upper())
    if traits.leakproof is not None:
        lines.append(_LEAKPROOF[traits.leakproof])
    if traits.strict is not None:
        lines.append(_STRICT[traits.strict])
    lines += _worded(traits)
    return lines + [_setting(name, value) for name, value in traits.set]


def _worded(traits: Traits) -> list[str]:
    pairs = (
        ("SECURITY", traits.security and traits.security.upper()),
        ("PARALLEL", traits.parallel and traits.parallel.upper()),
        ("COST", traits.cost),
        ("ROWS", traits.rows),
        ("SUPPORT", traits.support),
    )
    return [f"{word} {value}" for word, value in pairs if value is not None]


def _setting(name: str, value: str) -> str:
    return f"SET {name} {value}" if value.upper() == "FROM CURRENT" else append_sql(f"SET {name}", f"= {value}")
