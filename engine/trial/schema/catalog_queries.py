"""The queries of `read_schema`: each returns one JSON array."""

_OURS = """
    n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'specdeck_trial')
    AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = {oid} AND e.classid = '{catalog}'::regclass AND e.deptype = 'e')
"""  # noqa: E501
_RELATIONS = _OURS.format(oid="c.oid", catalog="pg_class")
_QUOTED = "'\"' || replace({0}, '\"', '\"\"') || '\"'"
_QUALIFIED = f"{_QUOTED.format('{0}.nspname')} || '.' || {_QUOTED.format('{1}')}"

_BASE_TYPES = """
    WITH RECURSIVE chain AS (
        SELECT oid, oid AS base, typtype, typbasetype, typtypmod FROM pg_type
        UNION ALL
        SELECT c.oid, t.oid, t.typtype, t.typbasetype, t.typtypmod
          FROM chain c JOIN pg_type t ON t.oid = c.typbasetype WHERE c.typtype = 'd'
    ), base_type AS (SELECT oid, base FROM chain WHERE typtype <> 'd'),
    label AS (SELECT enumtypid, json_agg(enumlabel ORDER BY enumsortorder) AS labels FROM pg_enum GROUP BY 1)
"""  # the last link of a chain of domains

COLUMNS = f"""{_BASE_TYPES}
    SELECT json_agg(json_build_object(
        'table', {_QUALIFIED.format("n", "c.relname")}, 'name', a.attname,
        'type_name', format_type(a.atttypid, a.atttypmod),
        'base_type', format_type(b.base, NULL), 'is_nullable', NOT a.attnotnull,
        'has_default', a.atthasdef OR a.attidentity <> '', 'is_generated', a.attgenerated <> '',
        'is_identity', a.attidentity = 'a', 'enum_labels', l.labels,
        'checks', (SELECT json_agg(pg_get_constraintdef(k.oid)) FROM pg_constraint k
                    WHERE (k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey))
                       OR (k.contypid = a.atttypid AND k.contypid <> 0))
    ) ORDER BY c.oid, a.attnum)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN base_type b ON b.oid = a.atttypid LEFT JOIN label l ON l.enumtypid = b.base
    WHERE a.attnum > 0 AND NOT a.attisdropped
"""

TABLES = f"""
    SELECT json_agg(json_build_object(
        'schema', n.nspname, 'name', c.relname, 'is_view', c.relkind = 'v',
        'keys', (SELECT json_agg(json_build_object('primary', i.indisprimary, 'columns', (
                     SELECT json_agg(a.attname ORDER BY k.place) FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, place)
                       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum)) ORDER BY i.indexrelid)
                   FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indpred IS NULL
                    AND i.indexprs IS NULL),
        'references', (SELECT json_agg(json_build_object('table', {_QUALIFIED.format("tn", "t.relname")},
                'columns', (SELECT json_agg(a.attname ORDER BY p) FROM unnest(f.conkey) WITH ORDINALITY k(n, p)
                              JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.n),
                'target_columns', (SELECT json_agg(a.attname ORDER BY p) FROM unnest(f.confkey) WITH ORDINALITY k(n, p)
                              JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.n)) ORDER BY f.oid)
              FROM pg_constraint f JOIN pg_class t ON t.oid = f.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
             WHERE f.conrelid = c.oid AND f.contype = 'f'),
        'checks', (SELECT json_agg(pg_get_constraintdef(k.oid) ORDER BY k.oid)
                     FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c')
    ) ORDER BY c.oid)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE (c.relkind IN ('r', 'p') OR (c.relkind = 'v' AND c.relhastriggers)) AND NOT c.relispartition AND {_RELATIONS}
"""  # noqa: E501

ENUMS = f"""
    SELECT json_agg(json_build_object('name', format_type(t.oid, NULL), 'labels', (
        SELECT json_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)) ORDER BY t.oid)
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' AND {_OURS.format(oid="t.oid", catalog="pg_type")}
"""

ROUTINES = f"""{_BASE_TYPES}
    SELECT json_agg(json_build_object(
        'schema', n.nspname, 'name', p.proname, 'identity', pg_get_function_identity_arguments(p.oid),
        'kind', CASE WHEN p.prorettype = 'trigger'::regtype THEN 'trigger'
                     WHEN p.prokind = 'p' THEN 'procedure' ELSE 'function' END,
        'return_type', format_type(nullif(p.prorettype, 0), NULL), 'returns_set', p.proretset,
        'has_columns', coalesce(p.proargmodes && ARRAY['o', 'b', 't']::"char"[], false),
        'language', g.lanname, 'source', coalesce(nullif(p.prosrc, ''), pg_get_functiondef(p.oid)),
        'outputs', (
            SELECT json_agg(json_build_array(u.place - 1, format_type(u.type, NULL)) ORDER BY u.place)
              FROM unnest(p.proallargtypes, p.proargmodes) WITH ORDINALITY u(type, mode, place) WHERE u.mode = 'o'),
        'parameters', (
            SELECT json_agg(json_build_object(
                'name', coalesce(q.name, ''), 'type_name', format_type(q.type, NULL),
                'base_type', format_type(coalesce(b.base, q.type), NULL), 'enum_labels', l.labels,
                'is_variadic', q.mode = 'v', 'has_default', q.input > p.pronargs - p.pronargdefaults) ORDER BY q.place)
              FROM (SELECT u.*, count(*) FILTER (WHERE u.mode IN ('i', 'b', 'v')) OVER (ORDER BY u.place) AS input
                      FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames,
                                  coalesce(p.proargmodes, array_fill('i'::"char", ARRAY[p.pronargs::int])))
                           WITH ORDINALITY u(type, name, mode, place)) q
              LEFT JOIN base_type b ON b.oid = q.type LEFT JOIN label l ON l.enumtypid = b.base
             WHERE q.mode IN ('i', 'b', 'v'))
    ) ORDER BY p.oid)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language g ON g.oid = p.prolang
    WHERE p.prokind IN ('f', 'p') AND {_OURS.format(oid="p.oid", catalog="pg_proc")}
"""

TRIGGERS = f"""
    SELECT json_agg(json_build_object(
        'name', t.tgname, 'table', {_QUALIFIED.format("n", "c.relname")},
        'function', {_QUALIFIED.format("pn", "p.proname")}, 'type', t.tgtype,
        'definition', pg_get_triggerdef(t.oid)) ORDER BY t.oid)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace pn ON pn.oid = p.pronamespace
    WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND {_RELATIONS}
"""
