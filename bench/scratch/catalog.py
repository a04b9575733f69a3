"""What the catalog of a database says, in words that do not depend on object numbers."""

import psycopg

OURS = "nspname !~ '^pg_' AND nspname <> 'information_schema'"
QUERIES = {
    "schemas": f"SELECT nspname, nspacl::text FROM pg_namespace WHERE {OURS}",
    "relations": f"""
        SELECT c.oid::regclass::text, relkind, relpersistence, relrowsecurity, relforcerowsecurity, reloptions::text,
               relreplident, a.amname, relispartition, pg_get_expr(relpartbound, c.oid),
               CASE WHEN relkind = 'p' THEN pg_get_partkeydef(c.oid) END, relacl::text, relowner::regrole::text
          FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace LEFT JOIN pg_am a ON a.oid = relam
         WHERE {OURS}""",
    "columns": f"""
        SELECT c.oid::regclass::text, attnum, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
               attgenerated, pg_get_expr(adbin, adrelid), l.collname, attstorage, attcompression, attislocal,
               attinhcount, attacl::text
          FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
          LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
          LEFT JOIN pg_collation l ON l.oid = attcollation
         WHERE {OURS} AND attnum > 0 AND NOT attisdropped""",
    "inheritance": f"""
        SELECT inhrelid::regclass::text, inhparent::regclass::text, inhseqno
          FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid JOIN pg_namespace n ON n.oid = relnamespace
         WHERE {OURS}""",
    "constraints": f"""
        SELECT conrelid::regclass::text, contypid::regtype::text, conname, contype, pg_get_constraintdef(k.oid),
               convalidated, connoinherit, condeferrable, condeferred,
               CASE WHEN contype IN ('p', 'u', 'x', 'f')
                    THEN rank() OVER (PARTITION BY conrelid, contype = 'f', contype = 'c' ORDER BY k.oid) END
          FROM pg_constraint k JOIN pg_namespace n ON n.oid = connamespace WHERE {OURS}""",
    "indexes": f"""
        SELECT pg_get_indexdef(indexrelid), indisunique, indisvalid, indimmediate
          FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN pg_namespace n ON n.oid = relnamespace
         WHERE {OURS}""",
    "triggers": """
        SELECT pg_get_triggerdef(t.oid), tgenabled FROM pg_trigger t WHERE NOT tgisinternal""",
    "event triggers": """
        SELECT evtname, evtevent, evtfoid::regprocedure::text, evtenabled, evttags FROM pg_event_trigger""",
    "views": f"""
        SELECT c.oid::regclass::text, pg_get_viewdef(c.oid), relispopulated
          FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('v', 'm') AND {OURS}""",
    "types": f"""
        SELECT t.oid::regtype::text, typtype, typnotnull, typdefault, format_type(typbasetype, typtypmod), l.collname,
               (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)::text,
               (SELECT (rngsubtype::regtype, rngcollation, rngsubdiff)::text FROM pg_range WHERE rngtypid = t.oid)
          FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace LEFT JOIN pg_collation l ON l.oid = typcollation
         WHERE {OURS}""",
    "sequences": f"""
        SELECT seqrelid::regclass::text, seqtypid::regtype::text, seqstart, seqincrement, seqmax, seqmin, seqcache,
               seqcycle, pg_describe_object(refclassid, refobjid, refobjsubid)
          FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid JOIN pg_namespace n ON n.oid = relnamespace
          LEFT JOIN pg_depend d ON classid = 'pg_class'::regclass AND objid = seqrelid AND d.deptype IN ('a', 'i')
         WHERE {OURS}""",
    "routines": f"""
        SELECT p.oid::regprocedure::text, prokind, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
               lanname, provolatile, prosecdef, proisstrict, proleakproof, proparallel, procost, prorows,
               proconfig::text, proacl::text
          FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace JOIN pg_language l ON l.oid = prolang
         WHERE {OURS}""",
    "policies": "SELECT * FROM pg_policies",
    "default privileges": """
        SELECT pg_describe_object('pg_default_acl'::regclass, oid, 0), defaclacl::text FROM pg_default_acl""",
    "rules": "SELECT schemaname, tablename, rulename, definition FROM pg_rules",
    "operators": f"""
        SELECT o.oid::regoperator::text, oprcode::text, oprcom::regoperator::text, oprcanhash, oprcanmerge
          FROM pg_operator o JOIN pg_namespace n ON n.oid = oprnamespace WHERE {OURS}""",
    "casts": """
        SELECT castsource::regtype::text, casttarget::regtype::text, castfunc::regprocedure::text, castcontext
          FROM pg_cast WHERE oid >= 16384""",
    "extensions": "SELECT extname FROM pg_extension",
    "comments": """
        SELECT i.type, i.identity, description
          FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i
         WHERE d.objoid >= 16384""",
}  # fmt: skip


def read_catalog(connection: psycopg.Connection) -> dict[str, list[str]]:
    """Return everything the catalog says about the objects of a database, sorted, by topic."""
    connection.execute("SET search_path = ''")
    return {topic: sorted(map(repr, connection.execute(query))) for topic, query in QUERIES.items()}


def first_difference(one: dict[str, list[str]], other: dict[str, list[str]]) -> str | None:
    """Return a line that only one of two catalogs has, or None where they are equal."""
    for topic, before in one.items():
        after = other[topic]
        for sign, lines in (("-", set(before) - set(after)), ("+", set(after) - set(before))):
            if lines:
                return f"{topic}: {sign} {min(lines)}"
        if before != after:
            return f"{topic}: the same lines, not as often"
    return None
