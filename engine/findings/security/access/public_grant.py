"""Rights to write, or to run routines with their owner's rights, for everyone."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ObjectType, RoleSpecType

from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.source.node_strings import node_strings

_WRITING = frozenset({"insert", "update", "delete", "truncate", "references", "trigger", "create", "all"})
_DATA = frozenset({
    ObjectType.OBJECT_TABLE, ObjectType.OBJECT_SCHEMA, ObjectType.OBJECT_SEQUENCE, ObjectType.OBJECT_DATABASE
})  # fmt: skip
_ROUTINES = frozenset({ObjectType.OBJECT_FUNCTION, ObjectType.OBJECT_PROCEDURE, ObjectType.OBJECT_ROUTINE})
# On a sequence USAGE and UPDATE only draw numbers, and CREATE and ALL say who may write elsewhere.
_HARMLESS_ON_SEQUENCES = frozenset({"usage", "update", "select"})


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    if not node.is_grant or not any(each.roletype == RoleSpecType.ROLESPEC_PUBLIC for each in node.grantees or ()):
        return
    rights = {(each.priv_name or "all").lower() for each in node.privileges or ()} or {"all"}
    if node.objtype == ObjectType.OBJECT_SEQUENCE:
        rights -= _HARMLESS_ON_SEQUENCES
    if node.objtype in _DATA and rights & _WRITING:
        yield Hit(site.unit.place(), f"PUBLIC is granted {', '.join(sorted(rights & _WRITING))}.")
    elif node.objtype in _ROUTINES and any(_is_definer(each, facts) for each in node.objects or ()):
        yield Hit(site.unit.place(), "PUBLIC is granted EXECUTE of a SECURITY DEFINER routine.")


def _is_definer(named: object, facts: ProjectFacts) -> bool:
    """Whether a routine of that name runs with its owner's rights."""
    if not isinstance(named, ast.ObjectWithArgs):
        return False
    units = facts.routines.get(bare(".".join(node_strings(named.objname))), ())
    return any("security definer" in " ".join(each.text.lower().split()) for each in units)


RULE = FindingRule(
    id="SEC104",
    name="public-grant",
    family="public_grant",
    category="security",
    severity=Severity.HIGH,
    cwe=732,
    node=ast.GrantStmt,
    check=_check,
    sentence="PUBLIC means every role, also those created later.",
    hint="Grant the right to a role, and the role to those who need it.",
    effort_minutes=10,
    positive=(
        "GRANT INSERT, UPDATE ON item TO PUBLIC;",
        "GRANT ALL ON ALL TABLES IN SCHEMA app TO PUBLIC;",
        (
            "CREATE FUNCTION f() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ DELETE FROM item WHERE owner "
            "= session_user $$; GRANT EXECUTE ON FUNCTION f() TO PUBLIC;"
        ),
    ),
    near_miss=(
        "GRANT SELECT ON catalog_view TO PUBLIC;",
        "GRANT USAGE ON SCHEMA app TO PUBLIC;",
        "GRANT INSERT ON item TO writer;",
        "REVOKE ALL ON item FROM PUBLIC;",
    ),
)
