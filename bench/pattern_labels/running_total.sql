-- yes: running_total | maybe:
CREATE FUNCTION statement(p_account bigint) RETURNS TABLE (day date, amount numeric, balance numeric) LANGUAGE sql AS $$
  SELECT day, amount, sum(amount) OVER (ORDER BY day, entry_id) FROM entry WHERE account_id = p_account;
$$;

-- yes: running_total | maybe:
CREATE VIEW stock_level AS SELECT sku, moved_at, sum(quantity) OVER (PARTITION BY sku ORDER BY moved_at) AS level FROM stock_move;

-- yes: running_total | maybe:
CREATE FUNCTION allocate_payment(p_customer bigint, p_sum numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r record;
  v_left numeric := p_sum;
  v_part numeric;
BEGIN
  FOR r IN SELECT invoice_id, open_amount FROM invoice WHERE customer_id = p_customer AND open_amount > 0 ORDER BY due_on LOOP
    EXIT WHEN v_left <= 0;
    v_part := least(v_left, r.open_amount);
    UPDATE invoice SET open_amount = open_amount - v_part WHERE invoice_id = r.invoice_id;
    v_left := v_left - v_part;
  END LOOP;
END;
$$;

-- yes: running_total | maybe:
CREATE FUNCTION balances(p_account bigint) RETURNS SETOF numeric LANGUAGE plpgsql AS $$
DECLARE
  r record;
  v_sum numeric := 0;
BEGIN
  FOR r IN SELECT amount FROM entry WHERE account_id = p_account ORDER BY day LOOP
    v_sum := v_sum + r.amount;
    RETURN NEXT v_sum;
  END LOOP;
END;
$$;

-- yes: running_total | maybe:
CREATE VIEW cumulative_sales AS SELECT month, revenue, sum(revenue) OVER (ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS so_far FROM monthly_sales;

-- yes: running_total | maybe:
CREATE FUNCTION take_from_batches(p_item bigint, p_need numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  b record;
  v_need numeric := p_need;
BEGIN
  FOR b IN SELECT batch_no, quantity FROM batch WHERE item_id = p_item ORDER BY expires_on LOOP
    IF v_need <= b.quantity THEN
      UPDATE batch SET quantity = quantity - v_need WHERE batch_no = b.batch_no;
      RETURN;
    END IF;
    UPDATE batch SET quantity = 0 WHERE batch_no = b.batch_no;
    v_need := v_need - b.quantity;
  END LOOP;
END;
$$;

-- yes: running_total | maybe:
CREATE FUNCTION seats_so_far(p_trip bigint) RETURNS TABLE (stop integer, on_board bigint) LANGUAGE sql AS $$
  SELECT stop_no, sum(entering - leaving) OVER (PARTITION BY trip_id ORDER BY stop_no) FROM trip_stop WHERE trip_id = p_trip;
$$;

-- yes: running_total | maybe:
CREATE VIEW worked AS SELECT emp_no, day, hours, sum(hours) OVER w AS total FROM shift WINDOW w AS (PARTITION BY emp_no ORDER BY day);

-- yes: | maybe:
CREATE FUNCTION account_sum(p_account bigint) RETURNS numeric LANGUAGE sql AS $$
  SELECT sum(amount) FROM entry WHERE account_id = p_account;
$$;

-- yes: | maybe:
CREATE VIEW ranking AS SELECT player_id, rank() OVER (ORDER BY score DESC) AS place FROM high_score;

-- yes: | maybe:
CREATE VIEW difference AS SELECT day, kg - lag(kg) OVER (ORDER BY day) AS lost FROM weight;

-- yes: | maybe:
CREATE VIEW share AS SELECT item_id, amount / sum(amount) OVER () AS part FROM sale;
