-- yes: dynamic_sql | maybe:
CREATE FUNCTION rows_in(p_table text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %I', p_table) INTO n;
  RETURN n;
END;
$$;

-- yes: dynamic_sql | maybe:
CREATE FUNCTION set_column(p_table regclass, p_column text, p_id bigint, p_value text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'UPDATE ' || p_table || ' SET ' || quote_ident(p_column) || ' = $1 WHERE id = $2' USING p_value, p_id;
END;
$$;

-- yes: dynamic_sql | maybe:
CREATE FUNCTION search_people(p_name text, p_city text) RETURNS SETOF person LANGUAGE plpgsql AS $$
DECLARE
  q text;
BEGIN
  q := 'SELECT * FROM person WHERE true';
  IF p_name IS NOT NULL THEN q := q || ' AND name = ' || quote_literal(p_name); END IF;
  IF p_city IS NOT NULL THEN q := q || ' AND city = ' || quote_literal(p_city); END IF;
  RETURN QUERY EXECUTE q;
END;
$$;

-- yes: dynamic_sql | maybe:
CREATE FUNCTION truncate_schema(p_schema text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = p_schema LOOP
    EXECUTE format('TRUNCATE %I.%I', p_schema, r.tablename);
  END LOOP;
END;
$$;

-- yes: dynamic_sql | maybe:
CREATE FUNCTION add_role(p_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE ROLE %I', p_name);
END;
$$;

-- yes: dynamic_sql | maybe: row_loop
CREATE FUNCTION sorted(p_order text) RETURNS SETOF item LANGUAGE plpgsql AS $$
DECLARE
  r item;
BEGIN
  FOR r IN EXECUTE 'SELECT * FROM item ORDER BY ' || quote_ident(p_order) LOOP
    RETURN NEXT r;
  END LOOP;
END;
$$;

-- yes: dynamic_sql | maybe: derived_copy, audit_log
CREATE FUNCTION generic_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('INSERT INTO %I_copy SELECT ($1).*', TG_TABLE_NAME) USING NEW;
  RETURN NEW;
END;
$$;

-- yes: dynamic_sql | maybe:
CREATE FUNCTION value_of(p_column text, p_id bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v text;
BEGIN
  EXECUTE 'SELECT ' || p_column || '::text FROM person WHERE id = $1' INTO v USING p_id;
  RETURN v;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION constant() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'ANALYZE person';
END;
$$;

-- yes: | maybe: dynamic_sql
CREATE FUNCTION make_query(p_table text) RETURNS text LANGUAGE sql AS $$
  SELECT format('SELECT count(*) FROM %I', p_table);
$$;

-- yes: | maybe:
CREATE FUNCTION plain(p_id bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v text;
BEGIN
  SELECT name INTO v FROM person WHERE id = p_id;
  RETURN v;
END;
$$;
