"""The catalog of a scratch database as lines of text that hold no object numbers."""

_PARTS = (
    """SELECT 'routine', p.oid::regprocedure::text, prokind::text, pg_get_function_arguments(p.oid),
        pg_get_function_result(p.oid), lanname, provolatile::text, prosecdef, proisstrict, proleakproof,
        proparallel::text, procost, prorows, proconfig, proacl, prosupport, proargnames, prosqlbody IS NULL
        FROM pg_proc p JOIN pg_language l ON l.oid = prolang WHERE p.oid >= 16384""",
    """SELECT 'relation', c.oid::regclass::text, relkind::text, relpersistence::text, reloptions, relreplident::text,
        relispartition, pg_get_expr(relpartbound, c.oid), relacl, relrowsecurity, relforcerowsecurity
        FROM pg_class c WHERE c.oid >= 16384 AND c.oid::regclass::text !~ '^pg_toast'""",
    """SELECT 'column', attrelid::regclass::text, attnum, attname, format_type(atttypid, atttypmod), attnotnull,
        attidentity::text, attgenerated::text, pg_get_expr(adbin, adrelid), attcollation::regcollation::text,
        attstorage::text, attcompression::text, attacl, attoptions
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid >= 16384 AND attnum > 0 AND attrelid::regclass::text !~ '^pg_toast'""",
    """SELECT 'constraint', conrelid::regclass::text, contypid::regtype::text, conname, pg_get_constraintdef(oid),
        convalidated, connoinherit, condeferrable, condeferred FROM pg_constraint WHERE oid >= 16384""",
    """SELECT 'index', pg_get_indexdef(indexrelid), indisclustered, indisunique, indimmediate, indisreplident
        FROM pg_index WHERE indexrelid >= 16384 AND indrelid::regclass::text !~ '^pg_toast'""",
    """SELECT 'trigger', pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger
        WHERE oid >= 16384 AND NOT tgisinternal""",
    """SELECT 'view', oid::regclass::text, pg_get_viewdef(oid) FROM pg_class
        WHERE relkind IN ('v', 'm') AND oid >= 16384""",
    """SELECT 'type', oid::regtype::text, typtype::text, typnotnull, typdefault, format_type(typbasetype, typtypmod),
        (SELECT array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
        FROM pg_type t WHERE oid >= 16384""",
    """SELECT 'sequence', seqrelid::regclass::text, seqtypid::regtype::text, seqstart, seqincrement, seqmax, seqmin,
        seqcache, seqcycle, (SELECT pg_describe_object(refclassid, refobjid, refobjsubid) FROM pg_depend d
        WHERE classid = 'pg_class'::regclass AND objid = seqrelid AND d.deptype IN ('a', 'i')) FROM pg_sequence""",
    """SELECT 'policy', polname, polrelid::regclass::text, polcmd::text, polpermissive, polroles::regrole[]::text,
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) FROM pg_policy""",
    """SELECT 'comment', pg_describe_object(classoid, objoid, objsubid), description FROM pg_description
        WHERE objoid >= 16384""",
    """SELECT 'role', rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication,
        rolbypassrls, rolconnlimit, rolpassword IS NULL, rolvaliduntil, (SELECT array_agg(setconfig::text ORDER BY 1)
        FROM pg_db_role_setting WHERE setrole = r.oid) FROM pg_authid r WHERE oid >= 16384""",
    """SELECT 'setting', name, setting FROM pg_settings WHERE source = 'session'
        AND name NOT IN ('statement_timeout', 'client_min_messages')""",
    "SELECT 'schema', nspname, nspacl FROM pg_namespace WHERE oid >= 16384 AND nspname !~ '^pg_'",
    "SELECT 'defaults', pg_describe_object('pg_default_acl'::regclass, oid, 0), defaclacl FROM pg_default_acl",
    "SELECT 'rule', pg_get_ruledef(oid) FROM pg_rewrite WHERE oid >= 16384 AND rulename <> '_RETURN'",
    "SELECT 'statistics', pg_get_statisticsobjdef(oid) FROM pg_statistic_ext",
)


def _union(parts: tuple[str, ...]) -> str:
    queries = (f"SELECT q{at}::text FROM ({part}) q{at}" for at, part in enumerate(parts))
    return f"{' UNION ALL '.join(queries)} ORDER BY 1"


ROUTINES = _union(_PARTS[:1])
CATALOG = _union(_PARTS)
