-- yes: replace_set | maybe:
CREATE FUNCTION set_roles(p_user bigint, p_roles text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM user_role WHERE user_id = p_user;
  INSERT INTO user_role (user_id, role) SELECT p_user, r FROM unnest(p_roles) r;
END;
$$;

-- yes: replace_set | maybe:
CREATE FUNCTION put_tags(p_post bigint, p_tags bigint[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM post_tag WHERE post_id = p_post;
  INSERT INTO post_tag (post_id, tag_id) SELECT p_post, unnest(p_tags);
$$;

-- yes: replace_set | maybe:
CREATE FUNCTION save_lines(p_invoice bigint, p_lines jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM invoice_line WHERE invoice_id = p_invoice;
  INSERT INTO invoice_line (invoice_id, text, amount) SELECT p_invoice, l.text, l.amount FROM jsonb_to_recordset(p_lines) AS l(text text, amount numeric);
END;
$$;

-- yes: replace_set | maybe: row_loop
CREATE FUNCTION set_hours(p_shop integer, p_hours text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  h text;
BEGIN
  DELETE FROM opening_hour WHERE shop_id = p_shop;
  FOREACH h IN ARRAY p_hours LOOP
    INSERT INTO opening_hour (shop_id, hours) VALUES (p_shop, h);
  END LOOP;
END;
$$;

-- yes: replace_set | maybe: derived_copy
CREATE FUNCTION index_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM word_index WHERE doc_id = NEW.doc_id;
  INSERT INTO word_index (doc_id, word) SELECT NEW.doc_id, w FROM regexp_split_to_table(NEW.body, '\s+') w;
  RETURN NEW;
END;
$$;

-- yes: replace_set | maybe:
CREATE FUNCTION assign_skills(p_emp integer, p_skills integer[]) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM employee_skill WHERE emp_no = p_emp;
  INSERT INTO employee_skill SELECT p_emp, s FROM unnest(p_skills) AS s;
  RETURN cardinality(p_skills);
END;
$$;

-- yes: replace_set | maybe: cache_refresh, derived_copy
CREATE FUNCTION reset_prices(p_list integer) RETURNS void LANGUAGE sql AS $$
  DELETE FROM list_price WHERE list_id = p_list;
  INSERT INTO list_price (list_id, item_id, price) SELECT p_list, item_id, base_price FROM item;
$$;

-- yes: replace_set | maybe:
CREATE FUNCTION set_watchers(p_issue bigint, p_people bigint[]) RETURNS void LANGUAGE sql AS $$
  WITH gone AS (DELETE FROM watcher WHERE issue_id = p_issue)
  INSERT INTO watcher (issue_id, person_id) SELECT p_issue, x FROM unnest(p_people) x;
$$;

-- yes: | maybe:
CREATE FUNCTION clear_tags(p_post bigint) RETURNS void LANGUAGE sql AS $$
  DELETE FROM post_tag WHERE post_id = p_post;
$$;

-- yes: | maybe:
CREATE FUNCTION move_lines(p_from bigint, p_to bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO invoice_line (invoice_id, text, amount) SELECT p_to, text, amount FROM invoice_line WHERE invoice_id = p_from;
  DELETE FROM invoice_line WHERE invoice_id = p_from;
END;
$$;

-- yes: | maybe: audit_log
CREATE FUNCTION archive_post(p_post bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO post_archive_log SELECT p.*, now() FROM post p WHERE id = p_post;
  DELETE FROM post WHERE id = p_post;
END;
$$;
