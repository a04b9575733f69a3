-- yes: get_or_create | maybe:
CREATE FUNCTION tag_id(p_name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_id bigint;
BEGIN
  SELECT id INTO v_id FROM tag WHERE name = p_name;
  IF v_id IS NULL THEN
    INSERT INTO tag (name) VALUES (p_name) RETURNING id INTO v_id;
  END IF;
  RETURN v_id;
END;
$$;

-- yes: get_or_create | maybe:
CREATE FUNCTION author_for(p_first text, p_last text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  a integer;
BEGIN
  SELECT author_id INTO a FROM author WHERE first_name = p_first AND last_name = p_last;
  IF NOT FOUND THEN
    INSERT INTO author (first_name, last_name) VALUES (p_first, p_last) RETURNING author_id INTO a;
  END IF;
  RETURN a;
END;
$$;

-- yes: get_or_create | maybe: idempotent_insert
CREATE FUNCTION host_no(p_name text) RETURNS bigint LANGUAGE sql AS $$
  WITH made AS (INSERT INTO host (name) VALUES (p_name) ON CONFLICT (name) DO NOTHING RETURNING host_id)
  SELECT host_id FROM made UNION ALL SELECT host_id FROM host WHERE name = p_name LIMIT 1;
$$;

-- yes: get_or_create | maybe: audit_log
CREATE FUNCTION log_request(p_agent text, p_path text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_agent bigint;
BEGIN
  SELECT agent_id INTO v_agent FROM user_agent WHERE agent = p_agent;
  IF v_agent IS NULL THEN
    INSERT INTO user_agent (agent) VALUES (p_agent) RETURNING agent_id INTO v_agent;
  END IF;
  INSERT INTO request (agent_id, path) VALUES (v_agent, p_path);
END;
$$;

-- yes: get_or_create | maybe: idempotent_insert
CREATE FUNCTION station_key(p_code text) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO station (code) VALUES (p_code) ON CONFLICT (code) DO NOTHING;
  RETURN (SELECT station_id FROM station WHERE code = p_code);
END;
$$;

-- yes: get_or_create | maybe:
CREATE FUNCTION open_cart(p_user bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_cart bigint;
BEGIN
  v_cart := (SELECT cart_id FROM cart WHERE user_id = p_user AND closed_at IS NULL);
  IF v_cart IS NULL THEN
    INSERT INTO cart (user_id) VALUES (p_user) RETURNING cart_id INTO v_cart;
  END IF;
  RETURN v_cart;
END;
$$;

-- yes: get_or_create | maybe: idempotent_insert
CREATE FUNCTION vendor(p_name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v bigint;
BEGIN
  BEGIN
    INSERT INTO vendor (name) VALUES (p_name) RETURNING vendor_id INTO v;
  EXCEPTION WHEN unique_violation THEN
    SELECT vendor_id INTO v FROM vendor WHERE name = p_name;
  END;
  RETURN v;
END;
$$;

-- yes: get_or_create | maybe: upsert
CREATE FUNCTION topic_id(p_title text) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO topic (title) VALUES (p_title) ON CONFLICT (title) DO UPDATE SET title = excluded.title RETURNING topic_id;
$$;

-- yes: | maybe:
CREATE FUNCTION find_person(p_mail text, p_name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  r bigint;
BEGIN
  SELECT id INTO r FROM person WHERE mail = p_mail;
  IF r IS NULL THEN
    SELECT id INTO r FROM person WHERE name = p_name;
  END IF;
  RETURN r;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION need_tag(p_name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_id bigint;
BEGIN
  SELECT id INTO v_id FROM tag WHERE name = p_name;
  IF v_id IS NULL THEN
    RAISE EXCEPTION 'no tag %', p_name;
  END IF;
  RETURN v_id;
END;
$$;
