-- yes: optimistic_lock | maybe:
CREATE FUNCTION save_page(p_id bigint, p_body text, p_ver integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  UPDATE page SET body = p_body, ver = ver + 1 WHERE id = p_id AND ver = p_ver;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END;
$$;

-- yes: optimistic_lock | maybe:
CREATE FUNCTION change_offer(p_offer bigint, p_price numeric, p_version bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE offer SET price = p_price, version = version + 1 WHERE offer_id = p_offer AND version = p_version;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'offer % was changed meanwhile', p_offer;
  END IF;
END;
$$;

-- yes: optimistic_lock | maybe:
CREATE FUNCTION set_doc(p_doc bigint, p_text text, p_rev integer) RETURNS integer LANGUAGE sql AS $$
  UPDATE doc SET body = p_text, revision = revision + 1 WHERE doc_id = p_doc AND revision = p_rev RETURNING revision;
$$;

-- yes: optimistic_lock | maybe: audit_columns
CREATE FUNCTION move_card(p_card bigint, p_lane integer, p_seen timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE card SET lane = p_lane, updated_at = now() WHERE card_id = p_card AND updated_at = p_seen;
  RETURN FOUND;
END;
$$;

-- yes: optimistic_lock | maybe:
CREATE FUNCTION check_row_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.row_version <> OLD.row_version THEN
    RAISE EXCEPTION 'stale version %', NEW.row_version;
  END IF;
  NEW.row_version := OLD.row_version + 1;
  RETURN NEW;
END;
$$;

-- yes: | maybe: optimistic_lock
CREATE FUNCTION rename_file(p_file bigint, p_old text, p_new text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE file SET name = p_new WHERE file_id = p_file AND name = p_old;
  RETURN FOUND;
END;
$$;

-- yes: optimistic_lock | maybe:
CREATE FUNCTION put_value(p_key text, p_value jsonb, p_etag uuid) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  v_tag uuid;
BEGIN
  UPDATE kv SET value = p_value, etag = gen_random_uuid() WHERE key = p_key AND etag = p_etag RETURNING etag INTO v_tag;
  IF v_tag IS NULL THEN
    RAISE EXCEPTION 'somebody else wrote %', p_key;
  END IF;
  RETURN v_tag;
END;
$$;

-- yes: optimistic_lock | maybe:
CREATE FUNCTION edit_recipe(p_recipe bigint, p_text text, p_lock integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_lock integer;
BEGIN
  SELECT lock_version INTO v_lock FROM recipe WHERE recipe_id = p_recipe FOR UPDATE;
  IF v_lock <> p_lock THEN
    RAISE EXCEPTION 'the recipe was changed';
  END IF;
  UPDATE recipe SET body = p_text, lock_version = lock_version + 1 WHERE recipe_id = p_recipe;
END;
$$;

-- yes: optimistic_lock | maybe:
CREATE FUNCTION update_plan(p_plan bigint, p_goal text, p_version integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE plan SET goal = p_goal, version_no = p_version + 1 WHERE plan_id = p_plan AND version_no = p_version;
  IF NOT FOUND THEN
    RAISE SQLSTATE '40001';
  END IF;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION lock_plan(p_plan bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(p_plan);
  UPDATE plan SET goal = 'x' WHERE plan_id = p_plan;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION latest_version(p_doc bigint) RETURNS integer LANGUAGE sql AS $$
  SELECT max(revision) FROM doc_revision WHERE doc_id = p_doc;
$$;

-- yes: | maybe:
CREATE FUNCTION bump(p_doc bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE doc SET revision = revision + 1 WHERE doc_id = p_doc;
$$;
