"""Safe routines and statements, written for the bench; `{t}`, `{c}` and `{p}` stand for names."""

NAMES = (
    {"t": "item", "c": "label", "p": "p_label"},
    {"t": "customer", "c": "city", "p": "in_city"},
    {"t": "shop.parcel", "c": "code", "p": "_code"},
    {"t": "ledger", "c": "remark", "p": "v_remark_in"},
    {"t": "hr.person", "c": "surname", "p": "surname_arg"},
)
TEMPLATES = (
    """CREATE FUNCTION purge({p} text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'DELETE FROM ' || quote_ident({p});
END $$;""",
    """CREATE FUNCTION count_rows({p} text, p_limit integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_query text;
  v_count bigint;
BEGIN
  v_query := 'SELECT count(*) FROM {t} WHERE {c} = ' || quote_literal({p});
  IF p_limit IS NOT NULL THEN
    v_query := v_query || ' LIMIT ' || p_limit;
  END IF;
  EXECUTE v_query INTO v_count;
  RETURN v_count;
END $$;""",
    """CREATE FUNCTION list_rows({p} text) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN EXECUTE format('SELECT * FROM %I WHERE {c} IS NOT NULL', {p}) LOOP
    RETURN NEXT r;
  END LOOP;
END $$;""",
    """CREATE FUNCTION rename_all({p} text, p_value text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('UPDATE %I SET {c} = %L', {p}, p_value);
END $$;""",
    """CREATE FUNCTION find_row({p} text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_id integer;
BEGIN
  EXECUTE 'SELECT id FROM {t} WHERE {c} = $1' INTO v_id USING {p};
  RETURN v_id;
END $$;""",
    """CREATE FUNCTION open_rows({p} text) RETURNS refcursor LANGUAGE plpgsql AS $$
DECLARE
  c_rows refcursor;
BEGIN
  OPEN c_rows FOR EXECUTE 'SELECT * FROM ' || quote_ident({p}) || ' ORDER BY 1';
  RETURN c_rows;
END $$;""",
    """CREATE FUNCTION rows_of({p} text) RETURNS TABLE (id integer) LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format('SELECT id FROM %I', {p});
END $$;""",
    """CREATE FUNCTION drop_partition({p} text, p_suffix text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_name text;
BEGIN
  v_name := {p} || '_' || p_suffix;
  CASE
    WHEN v_name LIKE 'tmp%' THEN RETURN;
    ELSE EXECUTE 'DROP TABLE ' || quote_ident(v_name);
  END CASE;
END $$;""",
    """CREATE FUNCTION total() RETURNS numeric LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
  v_sum numeric;
BEGIN
  SELECT sum(amount) INTO v_sum FROM {t} WHERE {c} IS NOT NULL;
  RETURN v_sum;
END $$;""",
    """CREATE FUNCTION send({p} text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_state text;
BEGIN
  SELECT state INTO v_state FROM {t} WHERE {c} = {p} FOR UPDATE;
  IF v_state <> 'packed' THEN
    RAISE EXCEPTION 'not packed: %', {p};
  END IF;
  UPDATE {t} SET state = 'sent' WHERE {c} = {p};
END $$;""",
    """CREATE FUNCTION tag({p} text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {t} ({c}) VALUES ({p}) ON CONFLICT ({c}) DO NOTHING;
END $$;""",
    """CREATE FUNCTION register(p_login text, p_password text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO {t} (login, password) VALUES (p_login, crypt(p_password, gen_salt('bf', 12)));
END $$;""",
    "CREATE TABLE {t}_session (id bigint PRIMARY KEY, token text DEFAULT gen_random_uuid()::text);",
    "CREATE POLICY own ON {t} FOR SELECT USING (owner = current_user);",
    "GRANT INSERT, UPDATE, DELETE ON {t} TO clerk;",
    "CREATE ROLE clerk LOGIN;",
    """CREATE FUNCTION first_of({p} text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_id integer;
BEGIN
  SELECT min(id) INTO v_id FROM {t} WHERE {c} = {p};
  IF v_id IS NULL THEN
    RAISE EXCEPTION 'nothing for %', {p};
  END IF;
  RETURN v_id;
END $$;""",
    """CREATE FUNCTION price(p_id integer) RETURNS numeric STABLE LANGUAGE sql AS $$
  SELECT amount FROM {t} WHERE id = p_id
$$;""",
    "ALTER TABLE {t} ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;",
    "CREATE INDEX CONCURRENTLY by_{c} ON {t} ({c});",
    "ALTER TABLE {t} ADD COLUMN size integer NOT NULL DEFAULT 0;",
)


def bases() -> list[str]:
    """Every template with every set of names."""
    return [_filled(template, names) for template in TEMPLATES for names in NAMES]


def _filled(template: str, names: dict[str, str]) -> str:
    for key, name in names.items():
        template = template.replace("{" + key + "}", name)
    return template
