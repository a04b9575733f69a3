-- yes: access_guard | maybe:
CREATE FUNCTION delete_user(p_user bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_has_role(session_user, 'admin', 'MEMBER') THEN
    RAISE EXCEPTION 'only admins may delete users';
  END IF;
  DELETE FROM app_user WHERE id = p_user;
END;
$$;

-- yes: access_guard | maybe: session_context
CREATE FUNCTION edit_page(p_page bigint, p_text text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT has_permission(current_user_id(), 'page.edit') THEN
    RAISE EXCEPTION 'not allowed';
  END IF;
  UPDATE page SET body = p_text WHERE id = p_page;
END;
$$;

-- yes: access_guard | maybe:
CREATE FUNCTION only_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.owner <> current_user THEN
    RAISE EXCEPTION 'this row belongs to %', OLD.owner;
  END IF;
  RETURN NEW;
END;
$$;

-- yes: access_guard | maybe: tenant_scope, session_context
CREATE FUNCTION may_see(p_project bigint) RETURNS boolean LANGUAGE sql AS $$
  SELECT EXISTS (SELECT 1 FROM project_member WHERE project_id = p_project AND user_id = auth.uid() AND role IN ('owner', 'viewer'));
$$;

-- yes: access_guard | maybe:
CREATE POLICY admin_only ON salary FOR ALL USING (pg_has_role(current_user, 'payroll', 'member'));

-- yes: access_guard | maybe: cache_refresh
CREATE FUNCTION truncate_stage() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_user NOT IN ('etl', 'postgres') THEN
    RAISE EXCEPTION 'permission denied for %', current_user;
  END IF;
  TRUNCATE stage_row;
END;
$$;

-- yes: access_guard | maybe:
CREATE FUNCTION grant_access(p_user text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM role_assignment WHERE member = session_user AND role = 'security_officer';
  IF NOT FOUND THEN
    RAISE insufficient_privilege;
  END IF;
  INSERT INTO access_grant (member) VALUES (p_user);
END;
$$;

-- yes: access_guard | maybe:
CREATE FUNCTION is_editor() RETURNS boolean LANGUAGE sql AS $$
  SELECT pg_has_role(current_user, 'editor', 'USAGE');
$$;

-- yes: | maybe:
CREATE FUNCTION no_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'this table cannot be changed';
END;
$$;

-- yes: | maybe:
CREATE FUNCTION same_user(p_a text, p_b text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  RETURN p_a = p_b;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION who_edited(p_page bigint) RETURNS text LANGUAGE sql AS $$
  SELECT editor FROM page WHERE id = p_page;
$$;
