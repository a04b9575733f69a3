-- People and departments: hierarchies, salaries, absences.
CREATE TABLE departments (
  id integer PRIMARY KEY,
  name text NOT NULL UNIQUE,
  budget integer,
  parent_id integer REFERENCES departments (id)
);
CREATE TABLE employees (
  id integer PRIMARY KEY,
  department_id integer REFERENCES departments (id),
  name text NOT NULL,
  salary integer NOT NULL CHECK (salary > 0),
  grade smallint NOT NULL DEFAULT 1,
  hired_on date,
  manager_id integer
);
CREATE TABLE absences (
  id integer PRIMARY KEY,
  employee_id integer NOT NULL REFERENCES employees (id),
  days integer NOT NULL,
  reason text
);

CREATE FUNCTION raise_salary(p_employee integer, p_percent integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_new integer;
  v_grade smallint;
  c_most CONSTANT integer := 20;
BEGIN
  IF p_percent > c_most THEN
    RAISE EXCEPTION 'a raise of % %% is too high', p_percent USING ERRCODE = '22003';
  END IF;
  SELECT grade INTO v_grade FROM employees WHERE id = p_employee;
  IF v_grade IS NULL THEN
    RETURN NULL;
  END IF;
  UPDATE employees SET salary = salary + salary * p_percent / 100 WHERE id = p_employee
  RETURNING salary INTO v_new;
  IF v_grade >= 3 AND v_new > 50 THEN
    UPDATE employees SET grade = grade + 1 WHERE id = p_employee;
  END IF;
  RETURN v_new;
END $$;

CREATE FUNCTION department_path(p_department integer) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_path text := '';
  v_id integer := p_department;
  v_name text;
  v_depth integer := 0;
BEGIN
  WHILE v_id IS NOT NULL AND v_depth < 5 LOOP
    SELECT name, parent_id INTO v_name, v_id FROM departments WHERE id = v_id;
    IF NOT FOUND THEN
      RETURN nullif(v_path, '');
    END IF;
    v_path := '/' || v_name || v_path;
    v_depth := v_depth + 1;
  END LOOP;
  RETURN v_path;
END $$;

CREATE FUNCTION absence_days(p_employee integer, p_reason text DEFAULT NULL) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(days), 0) FROM absences
   WHERE employee_id = p_employee AND (p_reason IS NULL OR reason = p_reason) AND days > 0
$$;

CREATE FUNCTION budget_left(p_department integer) RETURNS integer LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_budget integer;
  v_spent bigint;
BEGIN
  SELECT d.budget, (SELECT sum(e.salary) FROM employees e WHERE e.department_id = d.id)
    INTO v_budget, v_spent
    FROM departments d WHERE d.id = p_department;
  IF v_budget IS NULL THEN
    RETURN 0;
  END IF;
  RETURN greatest(v_budget - coalesce(v_spent, 0), 0);
END $$;

CREATE FUNCTION move_employee(p_employee integer, p_department integer) RETURNS boolean LANGUAGE plpgsql AS $$
<<outer_block>>
DECLARE
  v_old integer;
  v_count integer;
BEGIN
  SELECT department_id INTO v_old FROM employees WHERE id = p_employee;
  IF v_old = p_department THEN
    RETURN false;
  END IF;
  <<checks>>
  BEGIN
    SELECT count(*) INTO v_count FROM employees WHERE department_id = p_department;
    IF v_count >= 3 THEN
      EXIT checks;
    END IF;
    UPDATE employees SET department_id = p_department, manager_id = NULL WHERE id = p_employee;
    RETURN FOUND;
  END checks;
  RAISE NOTICE 'department % is full: %', p_department, outer_block.v_count;
  RETURN false;
EXCEPTION
  WHEN foreign_key_violation THEN
    RETURN NULL;
END $$;

CREATE FUNCTION employees_of(p_department integer, p_least integer) RETURNS SETOF employees LANGUAGE plpgsql AS $$
DECLARE
  v_row employees;
BEGIN
  FOR v_row IN SELECT * FROM employees WHERE department_id = p_department ORDER BY salary DESC, id LOOP
    EXIT WHEN v_row.salary < p_least;
    IF v_row.manager_id IS NULL THEN
      v_row.name := upper(v_row.name);
    END IF;
    RETURN NEXT v_row;
  END LOOP;
END $$;

CREATE FUNCTION merge_absences(p_employee integer, p_days integer, p_reason text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_id integer;
BEGIN
  SELECT id INTO v_id FROM absences WHERE employee_id = p_employee AND reason = p_reason ORDER BY id LIMIT 1;
  IF FOUND THEN
    UPDATE absences SET days = days + p_days WHERE id = v_id;
    RETURN 'updated';
  END IF;
  INSERT INTO absences (id, employee_id, days, reason)
    SELECT coalesce(max(id), 0) + 1, p_employee, p_days, p_reason FROM absences;
  RETURN 'inserted';
EXCEPTION
  WHEN foreign_key_violation OR not_null_violation THEN
    RETURN 'refused: ' || SQLSTATE;
END $$;

CREATE FUNCTION level_salaries(p_department integer, p_step integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_changed integer;
  v_total integer := 0;
BEGIN
  FOR v_grade IN REVERSE 5..1 BY 2 LOOP
    UPDATE employees SET salary = salary + p_step * v_grade
     WHERE department_id = p_department AND grade = v_grade AND salary < 100 * v_grade;
    GET DIAGNOSTICS v_changed = ROW_COUNT;
    v_total := v_total + v_changed;
  END LOOP;
  RETURN v_total;
END $$;

CREATE FUNCTION employees_statement_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM employees WHERE salary > 100) > 2 THEN
    RAISE EXCEPTION 'too many high salaries' USING ERRCODE = 'P0300';
  END IF;
  UPDATE departments d SET budget = coalesce(budget, 0) + 1
   WHERE EXISTS (SELECT 1 FROM employees e WHERE e.department_id = d.id AND e.grade > 2);
  RETURN NULL;
END $$;
CREATE TRIGGER employees_changed AFTER INSERT OR UPDATE ON employees
  FOR EACH STATEMENT EXECUTE FUNCTION employees_statement_trigger();
