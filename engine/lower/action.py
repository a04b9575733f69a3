"""Write an action as its CREATE statement."""

import engine.lower.steps  # noqa: F401 - registers the step kinds
from engine.lower.body import lower_body
from engine.lower.header import lower_header
from engine.lower.sql_page import SqlPage
from engine.spec.document.action import Action
from engine.spec.document.file import SpecFile


def lower_action(action: Action, spec_file: SpecFile) -> str:
    """Return the CREATE FUNCTION or CREATE PROCEDURE of an action, preceded by its note."""
    schema = action.schema or spec_file.schema
    page = SqlPage()
    page.note(action.note)
    lower_header(action, f"{schema}.{action.name}" if schema else action.name, page)
    lower_body(action, page)
    return f"{page.text}\n"
