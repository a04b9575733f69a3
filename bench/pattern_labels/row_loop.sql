-- yes: row_loop | maybe:
CREATE FUNCTION all_tags() RETURNS SETOF tag LANGUAGE plpgsql AS $$
DECLARE
  r tag%ROWTYPE;
BEGIN
  FOR r IN SELECT * FROM tag LOOP
    RETURN NEXT r;
  END LOOP;
  RETURN;
END;
$$;

-- yes: row_loop | maybe:
CREATE FUNCTION copy_items(p_from bigint, p_to bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT item_id FROM basket_item WHERE basket_id = p_from LOOP
    INSERT INTO basket_item (basket_id, item_id) VALUES (p_to, r.item_id);
  END LOOP;
END;
$$;

-- yes: row_loop | maybe:
CREATE FUNCTION raise_all(p_factor numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT emp_no, pay FROM salary_now LOOP
    UPDATE salary_now SET pay = r.pay * p_factor WHERE emp_no = r.emp_no;
  END LOOP;
END;
$$;

-- yes: row_loop | maybe:
CREATE FUNCTION tag_all(p_post bigint, p_tags text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_tag text;
BEGIN
  FOREACH v_tag IN ARRAY p_tags LOOP
    INSERT INTO post_word (post_id, word) VALUES (p_post, v_tag);
  END LOOP;
END;
$$;

-- yes: row_loop | maybe:
CREATE FUNCTION names_of(p_team bigint) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT name FROM member WHERE team_id = p_team ORDER BY name LOOP
    RETURN NEXT upper(r.name);
  END LOOP;
END;
$$;

-- yes: row_loop | maybe:
CREATE FUNCTION close_lines(p_order bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT line_no FROM order_line WHERE order_id = p_order LOOP
    UPDATE order_line SET closed = true WHERE order_id = p_order AND line_no = r.line_no;
  END LOOP;
END;
$$;

-- yes: row_loop | maybe:
CREATE FUNCTION drop_orphans() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT f.id FROM attachment f LEFT JOIN message m ON m.id = f.message_id WHERE m.id IS NULL LOOP
    DELETE FROM attachment WHERE id = r.id;
  END LOOP;
  RETURN 1;
END;
$$;

-- yes: | maybe: row_loop
CREATE FUNCTION seed_days(p_n integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  FOR i IN 1..p_n LOOP
    INSERT INTO calendar_day (day) VALUES (current_date + i);
  END LOOP;
END;
$$;

-- yes: row_loop | maybe:
CREATE FUNCTION with_cursor() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c CURSOR FOR SELECT id, name FROM person;
  v_id bigint;
  v_name text;
BEGIN
  OPEN c;
  LOOP
    FETCH c INTO v_id, v_name;
    EXIT WHEN NOT FOUND;
    INSERT INTO name_list (id, name) VALUES (v_id, v_name);
  END LOOP;
  CLOSE c;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION send_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT mail FROM subscriber LOOP
    PERFORM send_mail(r.mail);
  END LOOP;
END;
$$;

-- yes: | maybe: audit_log
CREATE FUNCTION try_each() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  FOR r IN SELECT id, body FROM import_row LOOP
    BEGIN
      INSERT INTO entry_text (id, value) VALUES (r.id, r.body::numeric);
    EXCEPTION WHEN OTHERS THEN
      INSERT INTO import_error (id) VALUES (r.id);
    END;
  END LOOP;
END;
$$;

-- yes: running_total | maybe:
CREATE FUNCTION spread(p_sum numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
  v_left numeric := p_sum;
BEGIN
  FOR r IN SELECT id, room FROM box ORDER BY id LOOP
    UPDATE box SET filled = least(r.room, v_left) WHERE id = r.id;
    v_left := v_left - least(r.room, v_left);
  END LOOP;
END;
$$;
