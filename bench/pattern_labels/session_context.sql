-- yes: session_context | maybe:
CREATE FUNCTION me() RETURNS bigint LANGUAGE sql AS $$
  SELECT id FROM person WHERE login = session_user;
$$;

-- yes: session_context | maybe:
CREATE FUNCTION set_actor(p_actor bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.actor', p_actor::text, true);
END;
$$;

-- yes: session_context | maybe: tenant_scope
CREATE FUNCTION my_language() RETURNS text LANGUAGE sql AS $$
  SELECT language FROM preference WHERE user_id = current_setting('app.user_id')::bigint;
$$;

-- yes: session_context | maybe: audit_columns, tenant_scope
CREATE FUNCTION fill_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.owner := current_setting('app.user');
  RETURN NEW;
END;
$$;

-- yes: | maybe: session_context
CREATE FUNCTION start_import(p_batch bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMPORARY TABLE import_context (batch bigint) ON COMMIT DROP;
  INSERT INTO import_context VALUES (p_batch);
END;
$$;

-- yes: session_context | maybe: tenant_scope
CREATE FUNCTION my_tasks() RETURNS SETOF task LANGUAGE sql AS $$
  SELECT * FROM task WHERE assignee = current_user;
$$;

-- yes: session_context | maybe: tenant_scope
CREATE FUNCTION remember_locale(p_locale text) RETURNS void LANGUAGE sql AS $$
  UPDATE profile SET locale = p_locale WHERE user_id = auth.uid();
$$;

-- yes: session_context | maybe:
CREATE FUNCTION audit_actor() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN nullif(current_setting('audit.actor', true), '')::bigint;
END;
$$;

-- yes: | maybe: session_context, audit_columns
CREATE FUNCTION note_here(p_text text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO sticky_note (author, body) VALUES (session_user, p_text);
$$;

-- yes: | maybe:
CREATE FUNCTION hello() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN 'this is ' || current_database();
END;
$$;

-- yes: access_guard | maybe:
CREATE FUNCTION check_admin() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'admin' THEN
    RAISE EXCEPTION 'admins only';
  END IF;
END;
$$;
