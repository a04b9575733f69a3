-- Audit trail. Every table that matters has trg_audit -> audit.record_change().

CREATE TABLE audit.change_log (
    id          bigserial PRIMARY KEY,
    happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    who         text        NOT NULL DEFAULT CURRENT_USER,
    schema_name name        NOT NULL,
    table_name  name        NOT NULL,
    operation   char(1)     NOT NULL CHECK (operation IN ('I', 'U', 'D')),
    row_key     text,
    old_row     jsonb,
    new_row     jsonb
);

CREATE INDEX change_log_table_idx ON audit.change_log (schema_name, table_name, happened_at DESC);
CREATE INDEX change_log_new_row_idx ON audit.change_log USING gin (new_row jsonb_path_ops);

COMMENT ON TABLE audit.change_log IS 'Who changed what.
Never update, never delete: see audit.forbid_change().';
COMMENT ON COLUMN audit.change_log.row_key IS 'The "id" of the row if it has one, else its first key';

CREATE TABLE audit.error_log (
    id          serial PRIMARY KEY,
    happened_at timestamp DEFAULT now(),
    routine     text,
    sqlstate    char(5),
    message     text,
    context     text
);

CREATE OR REPLACE FUNCTION audit.record_change() RETURNS trigger AS $body$
DECLARE
    v_key text;
    v_old jsonb;
    v_new jsonb;
BEGIN
    IF TG_OP = 'INSERT' THEN
        v_new := to_jsonb(NEW);
        v_key := v_new ->> 'id';
    ELSIF TG_OP = 'UPDATE' THEN
        v_old := to_jsonb(OLD);
        v_new := to_jsonb(NEW);
        v_key := v_new ->> 'id';
        IF v_old = v_new THEN
            RETURN NEW; -- nothing changed, nothing to tell
        END IF;
    ELSE
        v_old := to_jsonb(OLD);
        v_key := v_old ->> 'id';
    END IF;

    INSERT INTO audit.change_log (schema_name, table_name, operation, row_key, old_row, new_row)
    VALUES (TG_TABLE_SCHEMA, TG_TABLE_NAME, left(TG_OP, 1), v_key, v_old, v_new);

    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END;
$body$ LANGUAGE plpgsql SECURITY DEFINER;

COMMENT ON FUNCTION audit.record_change() IS 'Row trigger: writes the change to audit.change_log';

CREATE OR REPLACE FUNCTION audit.touch_updated_at() RETURNS trigger AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION audit.forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
begin
	raise exception 'The audit log cannot be changed'
		using errcode = 'insufficient_privilege',
		      hint = 'Ask the auditor.';
end
$$;

CREATE TRIGGER change_log_is_forever
    BEFORE UPDATE OR DELETE ON audit.change_log
    FOR EACH ROW EXECUTE FUNCTION audit.forbid_change();

CREATE TRIGGER change_log_no_truncate
    BEFORE TRUNCATE ON audit.change_log
    FOR EACH STATEMENT EXECUTE PROCEDURE audit.forbid_change();

-- Called from the EXCEPTION sections of half the system.
CREATE OR REPLACE FUNCTION audit.log_error(p_routine text, p_sqlstate text, p_message text, p_context text DEFAULT '')
RETURNS integer AS $$
DECLARE
    v_id integer;
BEGIN
    INSERT INTO audit.error_log (routine, sqlstate, message, context)
    VALUES (p_routine, p_sqlstate, p_message, p_context)
    RETURNING id INTO v_id;
    RETURN v_id;
END;
$$ LANGUAGE plpgsql;

/* Puts the audit trigger on a table. Dynamic because there are so many of them. */
CREATE OR REPLACE PROCEDURE audit.watch_table(p_schema text, p_table text)
LANGUAGE plpgsql AS $$
DECLARE
    v_count integer;
BEGIN
    SELECT count(*) INTO v_count
      FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = p_schema AND c.relname = p_table AND t.tgname = 'trg_audit';

    IF v_count > 0 THEN
        RAISE NOTICE 'table %.% is watched already', p_schema, p_table;
        RETURN;
    END IF;

    EXECUTE format(
        'CREATE TRIGGER trg_audit AFTER INSERT OR UPDATE OR DELETE ON %I.%I FOR EACH ROW EXECUTE FUNCTION audit.record_change()',
        p_schema, p_table);
END;
$$;

-- Monthly clean-up of the error log; the change log stays.
CREATE OR REPLACE FUNCTION audit.purge_errors(p_keep_days integer DEFAULT 90) RETURNS bigint AS $$
DECLARE
    v_deleted bigint := 0;
    v_batch   bigint;
BEGIN
    IF p_keep_days < 1 THEN
        RAISE EXCEPTION 'p_keep_days must be at least 1, not %', p_keep_days USING ERRCODE = '22023';
    END IF;
    LOOP
        DELETE FROM audit.error_log
         WHERE id IN (SELECT id FROM audit.error_log
                       WHERE happened_at < now() - make_interval(days => p_keep_days)
                       ORDER BY id LIMIT 1000);
        GET DIAGNOSTICS v_batch = ROW_COUNT;
        EXIT WHEN v_batch = 0;
        v_deleted := v_deleted + v_batch;
    END LOOP;
    RETURN v_deleted;
END;
$$ LANGUAGE plpgsql;
