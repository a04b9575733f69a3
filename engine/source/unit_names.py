"""The identity of a unit: `schema.name`, with the argument types of a routine."""

from collections.abc import Iterable, Sequence

from pglast import ast
from pglast.enums import FunctionParameterMode, ObjectType

from engine.source.node_strings import node_strings
from engine.source.type_names import type_name

_OUTPUT = {FunctionParameterMode.FUNC_PARAM_OUT, FunctionParameterMode.FUNC_PARAM_TABLE}
_OWN_NAMES: dict[type[ast.Node], str] = {
    ast.CreateSchemaStmt: "schemaname",
    ast.CreateExtensionStmt: "extname",
    ast.CreateEventTrigStmt: "trigname",
    ast.CreateRoleStmt: "role",
}
_LISTS: dict[type[ast.Node], str] = {
    ast.CreateEnumStmt: "typeName",
    ast.CreateRangeStmt: "typeName",
    ast.CreateDomainStmt: "domainname",
    ast.DefineStmt: "defnames",
    ast.AlterEnumStmt: "typeName",
    ast.AlterDomainStmt: "typeName",
}
_RELATIONS: dict[type[ast.Node], str] = {
    ast.CreateStmt: "relation",
    ast.ViewStmt: "view",
    ast.CompositeTypeStmt: "typevar",
    ast.CreateSeqStmt: "sequence",
    ast.AlterSeqStmt: "sequence",
    ast.AlterTableStmt: "relation",
    ast.RenameStmt: "relation",
    ast.InsertStmt: "relation",
    ast.UpdateStmt: "relation",
    ast.DeleteStmt: "relation",
    ast.MergeStmt: "relation",
    ast.CopyStmt: "relation",
    ast.AlterObjectSchemaStmt: "relation",
}
_ON_TABLE: dict[type[ast.Node], tuple[str, str]] = {
    ast.CreateTrigStmt: ("relation", "trigname"),
    ast.CreatePolicyStmt: ("table", "policy_name"),
    ast.AlterPolicyStmt: ("table", "policy_name"),
    ast.RuleStmt: ("relation", "rulename"),
}
_ON_TABLE_OBJECTS = {
    ObjectType.OBJECT_COLUMN,
    ObjectType.OBJECT_TRIGGER,
    ObjectType.OBJECT_RULE,
    ObjectType.OBJECT_POLICY,
    ObjectType.OBJECT_TABCONSTRAINT,
}


class Namer:
    """Names what statements define, under the search path in force."""

    def __init__(self, search_path: Sequence[str]) -> None:
        self.schema = next((name for name in search_path if name not in {"$user", "pg_catalog", ""}), "")

    def name(self, node: ast.Node) -> str:
        """Return the identity of what a statement is about; empty if it has none."""
        kind = type(node)
        if isinstance(node, ast.CreateFunctionStmt):
            return self.routine(node)
        if isinstance(node, ast.CreateTableAsStmt):
            return self.relation(getattr(node.into, "rel", None))
        if isinstance(node, ast.SelectStmt):
            return self.relation(getattr(node.intoClause, "rel", None))
        if isinstance(node, ast.IndexStmt):
            return self._index(node)
        if isinstance(node, ast.CreateForeignTableStmt):
            return self.relation(getattr(node.base, "relation", None))
        if isinstance(node, ast.CommentStmt):
            return self.named(node.objtype, node.object)
        if isinstance(node, (ast.GrantStmt, ast.DropStmt)):
            return ", ".join(filter(None, (self.named(_object_type(node), each) for each in node.objects or ())))
        if kind in _ON_TABLE:
            table, own = _ON_TABLE[kind]
            return f"{self.relation(getattr(node, table))}.{getattr(node, own)}"
        if kind in _RELATIONS:
            return self.relation(getattr(node, _RELATIONS[kind]))
        if kind in _LISTS:
            return self.qualified(node_strings(getattr(node, _LISTS[kind])))
        if kind not in _OWN_NAMES:
            return ""
        return str(getattr(node, _OWN_NAMES[kind]) or "")

    def qualified(self, parts: Iterable[str]) -> str:
        """Return a name with its schema, which comes from the search path if it is not written."""
        names = list(parts)
        return ".".join([self.schema, *names] if len(names) == 1 and self.schema else names)

    def relation(self, node: ast.RangeVar | None) -> str:
        """Return the name of a relation; a temporary one belongs to `pg_temp`."""
        if node is None:
            return ""
        relation = node.relname or ""
        if node.relpersistence == "t":
            return f"pg_temp.{relation}"
        return self.qualified([node.schemaname, relation] if node.schemaname else [relation])

    def routine(self, node: ast.CreateFunctionStmt) -> str:
        """Return `schema.name(types)`: the arguments of a call, for a procedure its output arguments too."""
        passed = [
            type_name(parameter.argType)
            for parameter in node.parameters or ()
            if node.is_procedure or parameter.mode not in _OUTPUT
        ]
        return f"{self.qualified(node_strings(node.funcname))}({', '.join(passed)})"

    def _index(self, node: ast.IndexStmt) -> str:
        table = self.relation(node.relation)
        schema = table.rpartition(".")[0]
        if not node.idxname:
            return f"{table}.(index)"
        if not schema:
            return node.idxname
        return f"{schema}.{node.idxname}"

    def named(self, kind: ObjectType | None, named: object) -> str:
        """Return the name of an object as COMMENT, GRANT, DROP or ALTER spell it."""
        if isinstance(named, ast.RangeVar):
            return self.relation(named)
        if isinstance(named, ast.ObjectWithArgs):
            name = self.qualified(node_strings(named.objname))
            arguments = [type_name(each) for each in named.objargs or () if isinstance(each, ast.TypeName)]
            if named.args_unspecified:
                return name
            return f"{name}({', '.join(arguments)})"
        if isinstance(named, ast.TypeName):
            return self.qualified(node_strings(named.names))
        if isinstance(named, ast.String):
            return named.sval or ""
        names = node_strings(named)
        if kind in _ON_TABLE_OBJECTS and names:
            return f"{self.qualified(names[:-1])}.{names[-1]}"
        return self.qualified(names)


def _object_type(node: ast.GrantStmt | ast.DropStmt) -> ObjectType | None:
    if isinstance(node, ast.GrantStmt):
        return node.objtype
    return node.removeType
