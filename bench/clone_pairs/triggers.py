"""Trigger functions, and routines with handlers and dynamic commands."""

from bench.clone_pairs.base import Base

AUDIT = Base(
    """CREATE FUNCTION audit_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO product_log (product, was, who) VALUES (OLD.id, to_jsonb(OLD), current_user);
    RETURN OLD;
  END IF;
  INSERT INTO product_log (product, was, who) VALUES (NEW.id, to_jsonb(NEW), current_user);
  RETURN NEW;
END $$;""",
    same=(
        ("product_log >>> price_log", "(product, >>> (price,"),
        ("audit_product >>> log_product", "who >>> changed_by"),
        ("NEW.id >>> NEW.code", "OLD.id >>> OLD.code"),
    ),
    different=(
        ("'DELETE' >>> 'UPDATE'",),
        ("RETURN OLD >>> RETURN NULL",),
        ("to_jsonb(NEW) >>> to_jsonb(OLD)",),
        ("current_user >>> session_user",),
        ("NEW.id >>> NEW.name",),
    ),
)
STAMP = Base(
    """CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_at := now();
  NEW.changed_by := current_user;
  IF NEW.version IS NOT NULL THEN NEW.version := NEW.version + 1; END IF;
  RETURN NEW;
END $$;""",
    same=(
        ("changed_at >>> modified", "changed_by >>> modified_by"),
        ("NEW.version + 1 >>> 1 + NEW.version",),
        ("touch >>> stamp", "version >>> revision"),
        (":= >>> =",),
    ),
    different=(
        ("version + 1 >>> version + 10",),
        ("IS NOT NULL >>> IS NULL",),
        ("RETURN NEW >>> RETURN OLD",),
        ("NEW.changed_by := current_user;\n  >>> ",),
        ("NEW.version := NEW.version + 1 >>> NEW.version := OLD.version + 1",),
    ),
)
LOCKED = Base(
    """CREATE FUNCTION next_job(p_worker text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_id int;
BEGIN
  SELECT id INTO v_id FROM job WHERE state = 'ready' ORDER BY priority, id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF v_id IS NOT NULL THEN
    UPDATE job SET state = 'running', worker = p_worker WHERE id = v_id;
  END IF;
  RETURN v_id;
END $$;""",
    same=(
        ("job >>> task", "worker >>> runner", "v_id >>> v_task"),
        ("state = 'running', worker = p_worker >>> worker = p_worker, state = 'running'",),
        ("priority >>> urgency",),
    ),
    different=(
        (" SKIP LOCKED >>> ",),
        ("'ready' >>> 'failed'",),
        ("ORDER BY priority, id >>> ORDER BY id, priority",),
        ("LIMIT 1 >>> LIMIT 2",),
        ("FOR UPDATE >>> FOR SHARE",),
    ),
)
HANDLED = Base(
    """CREATE FUNCTION add_tag(p_name text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_id int;
BEGIN
  INSERT INTO tag (name) VALUES (p_name) RETURNING id INTO v_id;
  RETURN v_id;
EXCEPTION WHEN unique_violation THEN
  SELECT id INTO v_id FROM tag WHERE name = p_name;
  RETURN v_id;
END $$;""",
    same=(
        ("tag >>> label", "v_id >>> v_key"),
        ("p_name >>> p_text", "(name) >>> (title)", "WHERE name >>> WHERE title"),
        ("add_tag >>> get_or_add_tag",),
    ),
    different=(
        ("unique_violation >>> foreign_key_violation",),
        ("unique_violation >>> others",),
        ("WHERE name = p_name >>> WHERE name <> p_name",),
        ("(p_name) RETURNING >>> (lower(p_name)) RETURNING",),
    ),
)
DYNAMIC = Base(
    """CREATE FUNCTION count_rows(p_table regclass) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE v_count bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %s', p_table) INTO v_count;
  RAISE NOTICE '% rows', v_count;
  RETURN v_count;
END $$;""",
    same=(
        ("v_count >>> n", "p_table >>> t"),
        ("'% rows' >>> 'there are % rows'",),
        ("count_rows >>> table_size",),
    ),
    different=(
        ("count(*) FROM >>> count(DISTINCT id) FROM",),
        ("FROM %s >>> FROM %I",),
        ("regclass >>> text",),
        ("RETURN v_count >>> RETURN v_count + 1",),
    ),
)
CHECKED = Base(
    """CREATE FUNCTION check_email(p_email text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF p_email IS NULL OR length(p_email) > 254 THEN RETURN false; END IF;
  IF p_email !~ '^[^@]+@[^@]+$' THEN RAISE EXCEPTION 'not an address' USING ERRCODE = '22023'; END IF;
  RETURN NOT EXISTS (SELECT 1 FROM banned WHERE address = lower(p_email));
END $$;""",
    same=(
        ("p_email >>> a", "banned >>> blocked", "address = >>> mail ="),
        ("'not an address' >>> 'this is not an email address'",),
        ("p_email IS NULL OR length(p_email) > 254 >>> 254 < length(p_email) OR p_email IS NULL",),
        ("check_email >>> is_email",),
    ),
    different=(
        ("254 >>> 320",),
        ("'22023' >>> '22000'",),
        ("!~ >>> !~*",),
        ("NOT EXISTS >>> EXISTS",),
        ("lower( >>> upper(",),
        ("IS NULL OR >>> IS NULL AND",),
    ),
)
BASES = (AUDIT, STAMP, LOCKED, HANDLED, DYNAMIC, CHECKED)
