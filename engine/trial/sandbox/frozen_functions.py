"""Replace the functions of PostgreSQL whose results differ from run to run, in every database made afterwards.

The server calls a built-in function by its number and looks at no definition, so each is renamed and a new function
takes its name. That holds for a call that names `pg_catalog` too, and for one in a routine with its own search path.
`random()` needs nothing: `setseed` repeats it. `now()` is that of the transaction, in which all variants run.
"""

SCHEMA = "specdeck_trial"

_RENAMED = (
    "clock_timestamp()", "statement_timestamp()", "timeofday()", "pg_sleep(double precision)", "pg_sleep_for(interval)",
    "pg_sleep_until(timestamptz)", "pg_notify(text, text)", "gen_random_uuid()",
)  # fmt: skip
_SINCE_18 = ("uuidv4()", "uuidv7()", "uuidv7(interval)")
_VERSION_18 = 180000
_REPLACEMENTS_SINCE_18 = """
CREATE FUNCTION pg_catalog.uuidv4() RETURNS uuid LANGUAGE sql AS 'SELECT pg_catalog.gen_random_uuid()';
CREATE FUNCTION pg_catalog.uuidv7(shift interval DEFAULT '0') RETURNS uuid LANGUAGE sql AS $$
    SELECT (pg_catalog.lpad(pg_catalog.to_hex((extract(epoch FROM pg_catalog.now() + shift) * 1000)::bigint), 12, '0')
        || '7' || pg_catalog.substr(pg_catalog.md5(pg_catalog.random()::text), 14))::uuid $$;
"""
_REPLACEMENTS = """
CREATE FUNCTION pg_catalog.clock_timestamp() RETURNS timestamptz LANGUAGE sql
    AS 'SELECT pg_catalog.now()';
CREATE FUNCTION pg_catalog.statement_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT pg_catalog.now()';
CREATE FUNCTION pg_catalog.timeofday() RETURNS text LANGUAGE sql
    AS $$ SELECT pg_catalog.to_char(pg_catalog.now(), 'Dy Mon DD HH24:MI:SS.US YYYY TZ') $$;
CREATE FUNCTION pg_catalog.pg_sleep(double precision) RETURNS void LANGUAGE sql STRICT AS 'SELECT';
CREATE FUNCTION pg_catalog.pg_sleep_for(interval) RETURNS void LANGUAGE sql STRICT AS 'SELECT';
CREATE FUNCTION pg_catalog.pg_sleep_until(timestamptz) RETURNS void LANGUAGE sql STRICT AS 'SELECT';
CREATE FUNCTION pg_catalog.gen_random_uuid() RETURNS uuid LANGUAGE sql AS $$
    SELECT pg_catalog.overlay(pg_catalog.md5(pg_catalog.random()::text), '4', 13)::uuid $$;
CREATE FUNCTION pg_catalog.pg_notify(channel text, payload text) RETURNS void LANGUAGE plpgsql
    SET search_path = pg_catalog AS $$
BEGIN
    IF channel IS NULL OR channel = '' THEN
        RAISE EXCEPTION 'channel name cannot be empty' USING ERRCODE = '22023';
    ELSIF length(channel) > 63 THEN
        RAISE EXCEPTION 'channel name too long' USING ERRCODE = '22023';
    ELSIF octet_length(payload) > 7999 THEN
        RAISE EXCEPTION 'payload string too long' USING ERRCODE = '22023';
    END IF;
    INSERT INTO specdeck_trial.notification (channel, payload) VALUES (channel, coalesce(payload, ''));
END $$;
"""
# A role may signal its own other server processes; nothing under trial has a reason to.
_REVOKED = ("pg_cancel_backend(integer)", "pg_terminate_backend(integer, bigint)")
_NOTIFICATIONS = f"""
CREATE SCHEMA {SCHEMA};
CREATE TABLE {SCHEMA}.notification (ordinal bigint GENERATED ALWAYS AS IDENTITY, channel text, payload text);
GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC;
GRANT SELECT, INSERT ON {SCHEMA}.notification TO PUBLIC;
"""
EXTENSION_FUNCTIONS = {
    "uuid-ossp": (
        "uuid_generate_v1() RETURNS uuid", "uuid_generate_v1mc() RETURNS uuid", "uuid_generate_v4() RETURNS uuid",
    ),
    "pgcrypto": ("gen_random_uuid() RETURNS uuid", "gen_random_bytes(integer) RETURNS bytea"),
}  # fmt: skip
_BODIES = {
    "uuid": "SELECT pg_catalog.gen_random_uuid()",
    "bytea": """SELECT pg_catalog.decode(pg_catalog.string_agg(pg_catalog.lpad(pg_catalog.to_hex(
        pg_catalog.floor(pg_catalog.random() * 256)::int), 2, '0'), ''), 'hex')
        FROM pg_catalog.generate_series(1, $1)""",
}


def freezing_statements(server_version: int) -> str:
    """Return what the superuser runs in the template of all databases."""
    renamed, replacements = _RENAMED, _REPLACEMENTS
    if server_version >= _VERSION_18:
        renamed, replacements = (*_RENAMED, *_SINCE_18), _REPLACEMENTS + _REPLACEMENTS_SINCE_18
    renames = "".join(f"ALTER FUNCTION pg_catalog.{each} RENAME TO {_hidden_name(each)};\n" for each in renamed)
    revokes = "".join(f"REVOKE EXECUTE ON FUNCTION pg_catalog.{each} FROM PUBLIC;\n" for each in _REVOKED)
    hidden = "".join(
        f"REVOKE EXECUTE ON FUNCTION pg_catalog.{_hidden_name(each)}({each.partition('(')[2]} FROM PUBLIC;\n"
        for each in renamed
    )
    return f"SET allow_system_table_mods = on;\n{renames}{_NOTIFICATIONS}{replacements}{revokes}{hidden}"


def _hidden_name(signature: str) -> str:
    return f"specdeck_original_{signature.partition('(')[0]}"


def extension_statements(extension: str, schema: str) -> str:
    """Return what freezes the functions of an extension that was created in a schema."""
    return "".join(
        f"CREATE OR REPLACE FUNCTION {schema}.{each} LANGUAGE sql VOLATILE AS $body$ {_body(each)} $body$;\n"
        for each in EXTENSION_FUNCTIONS.get(extension, ())
    )


def _body(signature: str) -> str:
    return _BODIES[signature.rpartition(" ")[2]]
