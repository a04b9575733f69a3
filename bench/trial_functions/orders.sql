-- An order desk: prices, stock, states of an order.
CREATE TYPE order_state AS ENUM ('open', 'paid', 'shipped', 'cancelled');
CREATE TABLE customers (
  id integer PRIMARY KEY,
  name text NOT NULL,
  tier text NOT NULL DEFAULT 'basic' CHECK (tier IN ('basic', 'silver', 'gold')),
  credit numeric(10, 2) NOT NULL DEFAULT 0,
  blocked boolean NOT NULL DEFAULT false
);
CREATE TABLE products (
  id integer PRIMARY KEY,
  sku text UNIQUE,
  price numeric(10, 2) NOT NULL CHECK (price >= 0),
  stock integer NOT NULL DEFAULT 0 CHECK (stock >= 0)
);
CREATE TABLE orders (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers (id),
  state order_state NOT NULL DEFAULT 'open',
  total numeric(12, 2),
  note text
);
CREATE TABLE order_lines (
  order_id integer NOT NULL REFERENCES orders (id),
  product_id integer NOT NULL REFERENCES products (id),
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, product_id)
);

CREATE FUNCTION discount_rate(p_tier text, p_total numeric) RETURNS numeric LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF p_tier = 'gold' AND p_total >= 100 THEN
    RETURN 0.15;
  ELSIF p_tier = 'gold' OR p_total > 500 THEN
    RETURN 0.10;
  ELSIF p_tier = 'silver' THEN
    RETURN 0.05;
  ELSE
    RETURN 0;
  END IF;
END $$;

CREATE FUNCTION order_total(p_order integer) RETURNS numeric LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_total numeric := 0;
  r record;
BEGIN
  FOR r IN SELECT l.quantity, p.price FROM order_lines l JOIN products p ON p.id = l.product_id
            WHERE l.order_id = p_order LOOP
    v_total := v_total + r.quantity * r.price;
  END LOOP;
  RETURN v_total;
END $$;

CREATE FUNCTION pay_order(p_order integer) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  v_order orders%ROWTYPE;
  v_credit customers.credit%TYPE;
BEGIN
  SELECT * INTO v_order FROM orders WHERE id = p_order FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'order % does not exist', p_order USING ERRCODE = 'P0002';
  END IF;
  IF v_order.state <> 'open' THEN
    RETURN false;
  END IF;
  SELECT credit INTO v_credit FROM customers WHERE id = v_order.customer_id;
  IF v_credit < coalesce(v_order.total, 0) THEN
    RAISE EXCEPTION 'credit of customer % is too low', v_order.customer_id
      USING ERRCODE = '23514', HINT = 'Ask for a payment first.';
  END IF;
  UPDATE customers SET credit = credit - coalesce(v_order.total, 0) WHERE id = v_order.customer_id;
  UPDATE orders SET state = 'paid' WHERE id = p_order;
  RETURN true;
END $$;

CREATE FUNCTION cancel_open_orders(p_customer integer, OUT cancelled integer, OUT kept integer)
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET state = 'cancelled', note = coalesce(note, '') || ' cancelled'
   WHERE customer_id = p_customer AND state = 'open';
  GET DIAGNOSTICS cancelled = ROW_COUNT;
  SELECT count(*) INTO kept FROM orders WHERE customer_id = p_customer AND state <> 'cancelled';
END $$;

CREATE FUNCTION add_line(p_order integer, p_product integer, p_quantity integer DEFAULT 1) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  v_quantity integer;
BEGIN
  IF p_quantity IS NULL OR p_quantity <= 0 THEN
    RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'quantity must be positive';
  END IF;
  INSERT INTO order_lines AS l (order_id, product_id, quantity) VALUES (p_order, p_product, p_quantity)
  ON CONFLICT (order_id, product_id) DO UPDATE SET quantity = l.quantity + excluded.quantity
  RETURNING l.quantity INTO v_quantity;
  RETURN v_quantity;
EXCEPTION
  WHEN foreign_key_violation THEN
    RAISE NOTICE 'no order % or product %', p_order, p_product;
    RETURN NULL;
END $$;

CREATE FUNCTION ship_order(p_order integer) RETURNS order_state LANGUAGE plpgsql AS $$
DECLARE
  v_state order_state;
  r record;
BEGIN
  SELECT state INTO STRICT v_state FROM orders WHERE id = p_order;
  CASE v_state
    WHEN 'paid' THEN
      FOR r IN SELECT product_id, quantity FROM order_lines WHERE order_id = p_order ORDER BY product_id LOOP
        UPDATE products SET stock = stock - r.quantity WHERE id = r.product_id AND stock >= r.quantity;
        IF NOT FOUND THEN
          RAISE WARNING 'product % is short', r.product_id;
          RETURN v_state;
        END IF;
      END LOOP;
      UPDATE orders SET state = 'shipped' WHERE id = p_order RETURNING state INTO v_state;
    WHEN 'open', 'cancelled' THEN
      RAISE EXCEPTION 'order % is %', p_order, v_state;
    ELSE
      NULL;
  END CASE;
  RETURN v_state;
EXCEPTION
  WHEN no_data_found THEN
    RETURN NULL;
END $$;

CREATE FUNCTION customer_report(p_tier text) RETURNS TABLE (customer integer, orders_open bigint, value numeric)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN QUERY
    SELECT c.id, count(o.id) FILTER (WHERE o.state = 'open'), coalesce(sum(o.total), 0)
      FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
     WHERE c.tier = p_tier AND NOT c.blocked
     GROUP BY c.id
     ORDER BY c.id;
  IF NOT FOUND THEN
    RAISE NOTICE 'no customer in tier %', p_tier;
  END IF;
END $$;

CREATE FUNCTION promote_customer(p_customer integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_spent numeric;
  v_tier text;
BEGIN
  SELECT sum(total) INTO v_spent FROM orders WHERE customer_id = p_customer AND state IN ('paid', 'shipped');
  CASE
    WHEN v_spent IS NULL THEN v_tier := 'basic';
    WHEN v_spent > 1000 THEN v_tier := 'gold';
    WHEN v_spent > 100 THEN v_tier := 'silver';
    ELSE v_tier := 'basic';
  END CASE;
  UPDATE customers SET tier = v_tier WHERE id = p_customer AND tier IS DISTINCT FROM v_tier;
  IF FOUND THEN
    RETURN v_tier;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION orders_before_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.total := coalesce(NEW.total, 0);
    RETURN NEW;
  ELSIF TG_OP = 'UPDATE' THEN
    IF OLD.state = 'shipped' AND NEW.state <> 'shipped' THEN
      RAISE EXCEPTION 'order % is shipped', OLD.id USING ERRCODE = '23001';
    END IF;
    IF NEW.note IS NULL THEN
      NEW.note := OLD.note;
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'paid' THEN
    RETURN NULL;
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER orders_guard BEFORE INSERT OR UPDATE OR DELETE ON orders
  FOR EACH ROW EXECUTE FUNCTION orders_before_change();
