-- Accounts and entries: money moves, balances, audit rows.
CREATE TABLE accounts (
  id integer PRIMARY KEY,
  owner text NOT NULL,
  balance integer NOT NULL DEFAULT 0,
  limit_amount integer,
  closed_on date
);
CREATE TABLE entries (
  id integer PRIMARY KEY,
  account_id integer NOT NULL REFERENCES accounts (id),
  amount integer NOT NULL,
  booked_on date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('deposit', 'withdrawal', 'fee')),
  memo text
);
CREATE TABLE audit_rows (
  id serial PRIMARY KEY,
  account_id integer,
  action text NOT NULL,
  amount integer
);

CREATE FUNCTION withdraw(p_account integer, p_amount integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_balance integer;
  v_limit integer;
BEGIN
  IF p_amount <= 0 THEN
    RAISE EXCEPTION 'amount must be positive, not %', p_amount USING ERRCODE = '22023';
  END IF;
  SELECT balance, limit_amount INTO v_balance, v_limit FROM accounts WHERE id = p_account AND closed_on IS NULL;
  IF NOT FOUND THEN
    RETURN -1;
  END IF;
  IF v_balance - p_amount < -coalesce(v_limit, 0) THEN
    INSERT INTO audit_rows (account_id, action, amount) VALUES (p_account, 'refused', p_amount);
    RETURN -2;
  END IF;
  UPDATE accounts SET balance = balance - p_amount WHERE id = p_account;
  INSERT INTO audit_rows (account_id, action, amount) VALUES (p_account, 'withdrawn', p_amount);
  RETURN v_balance - p_amount;
END $$;

CREATE FUNCTION transfer(p_from integer, p_to integer, p_amount integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_left integer;
BEGIN
  IF p_from = p_to THEN
    RETURN 'same account';
  END IF;
  BEGIN
    UPDATE accounts SET balance = balance - p_amount WHERE id = p_from RETURNING balance INTO v_left;
    IF v_left < 0 THEN
      RAISE EXCEPTION 'overdrawn' USING ERRCODE = 'P0100';
    END IF;
    UPDATE accounts SET balance = balance + p_amount WHERE id = p_to;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no target' USING ERRCODE = 'P0101';
    END IF;
  EXCEPTION
    WHEN SQLSTATE 'P0100' THEN
      RETURN 'overdrawn by ' || -v_left;
    WHEN SQLSTATE 'P0101' THEN
      RETURN 'unknown target';
  END;
  RETURN 'done';
END $$;

CREATE FUNCTION balance_on(p_account integer, p_day date) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(CASE WHEN kind = 'deposit' THEN amount ELSE -amount END), 0)::integer
    FROM entries WHERE account_id = p_account AND booked_on <= p_day
$$;

CREATE FUNCTION running_balance(p_account integer) RETURNS SETOF integer LANGUAGE plpgsql AS $$
DECLARE
  v_sum integer := 0;
  c_entries CURSOR (p_id integer) FOR
    SELECT amount, kind FROM entries WHERE account_id = p_id ORDER BY booked_on, id;
BEGIN
  FOR e IN c_entries(p_account) LOOP
    CONTINUE WHEN e.kind = 'fee' AND e.amount = 0;
    IF e.kind = 'deposit' THEN
      v_sum := v_sum + e.amount;
    ELSE
      v_sum := v_sum - e.amount;
    END IF;
    RETURN NEXT v_sum;
  END LOOP;
  RETURN;
END $$;

CREATE FUNCTION first_overdraft(p_account integer) RETURNS date LANGUAGE plpgsql AS $$
DECLARE
  c CURSOR FOR SELECT booked_on, amount, kind FROM entries WHERE account_id = p_account ORDER BY booked_on, id;
  v_row record;
  v_sum integer := 0;
  v_found date;
BEGIN
  OPEN c;
  LOOP
    FETCH c INTO v_row;
    EXIT WHEN NOT FOUND;
    IF v_row.kind = 'deposit' THEN
      v_sum := v_sum + v_row.amount;
    ELSE
      v_sum := v_sum - v_row.amount;
    END IF;
    IF v_sum < 0 THEN
      v_found := v_row.booked_on;
      EXIT;
    END IF;
  END LOOP;
  CLOSE c;
  RETURN v_found;
END $$;

CREATE FUNCTION charge_fees(p_day date, p_fee integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  r accounts%ROWTYPE;
  v_next integer;
  v_count integer := 0;
BEGIN
  SELECT coalesce(max(id), 0) INTO v_next FROM entries;
  FOR r IN SELECT * FROM accounts WHERE closed_on IS NULL OR closed_on > p_day ORDER BY id LOOP
    IF r.balance < p_fee THEN
      RAISE NOTICE 'account % cannot pay %', r.id, p_fee;
      CONTINUE;
    END IF;
    v_next := v_next + 1;
    INSERT INTO entries (id, account_id, amount, booked_on, kind) VALUES (v_next, r.id, p_fee, p_day, 'fee');
    UPDATE accounts SET balance = balance - p_fee WHERE id = r.id;
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $$;

CREATE FUNCTION close_account(p_account integer, p_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_balance integer;
BEGIN
  SELECT balance INTO STRICT v_balance FROM accounts WHERE id = p_account;
  IF v_balance <> 0 THEN
    RAISE EXCEPTION 'account % still holds %', p_account, v_balance;
  END IF;
  UPDATE accounts SET closed_on = p_day WHERE id = p_account AND closed_on IS NULL;
  PERFORM 1 FROM entries WHERE account_id = p_account AND booked_on > p_day;
  IF FOUND THEN
    RAISE WARNING 'account % has later entries', p_account;
  END IF;
EXCEPTION
  WHEN no_data_found THEN
    RAISE EXCEPTION 'account % is unknown', p_account USING ERRCODE = 'P0002', DETAIL = 'Nothing was closed.';
END $$;

CREATE FUNCTION entries_to_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_rows (account_id, action, amount) VALUES (NEW.account_id, lower(TG_OP), NEW.amount);
  IF NEW.kind = 'deposit' THEN
    UPDATE accounts SET balance = balance + NEW.amount WHERE id = NEW.account_id;
  ELSIF NEW.kind = 'withdrawal' THEN
    UPDATE accounts SET balance = balance - NEW.amount WHERE id = NEW.account_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entries_audit AFTER INSERT ON entries FOR EACH ROW EXECUTE FUNCTION entries_to_audit();

CREATE PROCEDURE book_all(p_day date, INOUT p_booked integer) LANGUAGE plpgsql AS $$
DECLARE
  r record;
BEGIN
  p_booked := coalesce(p_booked, 0);
  FOR r IN SELECT id, balance FROM accounts WHERE closed_on IS NULL ORDER BY id LOOP
    INSERT INTO audit_rows (account_id, action, amount) VALUES (r.id, 'booked', r.balance);
    p_booked := p_booked + 1;
    IF r.balance < 0 THEN
      ROLLBACK;
      p_booked := p_booked - 1;
    ELSE
      COMMIT;
    END IF;
  END LOOP;
END $$;
