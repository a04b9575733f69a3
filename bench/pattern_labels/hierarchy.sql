-- yes: hierarchy | maybe:
CREATE TABLE department (
  dept_id integer PRIMARY KEY,
  name text NOT NULL,
  parent_dept integer REFERENCES department (dept_id)
);

-- yes: hierarchy | maybe:
CREATE FUNCTION below(p_unit bigint) RETURNS SETOF bigint LANGUAGE sql AS $$
  WITH RECURSIVE tree AS (SELECT id FROM org_unit WHERE id = p_unit UNION ALL SELECT c.id FROM org_unit c JOIN tree t ON c.parent_id = t.id)
  SELECT id FROM tree;
$$;

-- yes: hierarchy | maybe:
CREATE FUNCTION path_of(p_folder bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  SELECT name, parent_id INTO r FROM folder WHERE id = p_folder;
  IF r.parent_id IS NULL THEN
    RETURN r.name;
  END IF;
  RETURN path_of(r.parent_id) || '/' || r.name;
END;
$$;

-- yes: hierarchy | maybe:
CREATE VIEW part_explosion AS WITH RECURSIVE x AS (SELECT assembly, part, quantity FROM bom UNION ALL SELECT x.assembly, b.part, x.quantity * b.quantity FROM x JOIN bom b ON b.assembly = x.part) SELECT * FROM x;

-- yes: hierarchy | maybe: derived_copy
CREATE FUNCTION set_path() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.parent_id IS NULL THEN
    NEW.path := NEW.id::text;
  ELSE
    SELECT path || '.' || NEW.id INTO NEW.path FROM page_tree WHERE id = NEW.parent_id;
  END IF;
  RETURN NEW;
END;
$$;

-- yes: hierarchy | maybe:
CREATE TABLE comment (
  comment_id bigint PRIMARY KEY,
  reply_to bigint,
  body text NOT NULL,
  CONSTRAINT comment_parent FOREIGN KEY (reply_to) REFERENCES comment (comment_id)
);

-- yes: hierarchy | maybe:
CREATE FUNCTION managers_of(p_emp integer) RETURNS TABLE (emp_no integer, depth integer) LANGUAGE sql AS $$
  WITH RECURSIVE up AS (SELECT manager_no, 1 AS depth FROM employee WHERE emp_no = p_emp UNION ALL SELECT e.manager_no, u.depth + 1 FROM employee e JOIN up u ON e.emp_no = u.manager_no)
  SELECT manager_no, depth FROM up WHERE manager_no IS NOT NULL;
$$;

-- yes: | maybe: validation_chain, hierarchy
CREATE FUNCTION would_cycle(p_node bigint, p_parent bigint) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v bigint;
BEGIN
  v := p_parent;
  WHILE v IS NOT NULL LOOP
    IF v = p_node THEN RETURN true; END IF;
    SELECT parent_id INTO v FROM menu_node WHERE id = v;
  END LOOP;
  RETURN false;
END;
$$;

-- yes: hierarchy | maybe:
ALTER TABLE region ADD CONSTRAINT region_part_of FOREIGN KEY (part_of) REFERENCES region (region_id);

-- yes: | maybe:
CREATE FUNCTION days(p_from date, p_to date) RETURNS SETOF date LANGUAGE sql AS $$
  WITH RECURSIVE d AS (SELECT p_from AS day UNION ALL SELECT day + 1 FROM d WHERE day < p_to) SELECT day FROM d;
$$;

-- yes: | maybe:
CREATE TABLE order_line (
  order_id bigint REFERENCES sales_order (order_id),
  line_no integer,
  PRIMARY KEY (order_id, line_no)
);

-- yes: | maybe: hierarchy
CREATE FUNCTION factorial(n integer) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN
  IF n <= 1 THEN RETURN 1; END IF;
  RETURN n * factorial(n - 1);
END;
$$;
