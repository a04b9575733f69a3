-- yes: counter_cache | maybe:
CREATE FUNCTION count_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE thread SET reply_count = reply_count + 1 WHERE thread_id = NEW.thread_id;
  RETURN NEW;
END;
$$;

-- yes: counter_cache | maybe:
CREATE FUNCTION uncount_replies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE thread SET reply_count = reply_count - 1 WHERE thread_id = OLD.thread_id;
  RETURN OLD;
END;
$$;

-- yes: counter_cache | maybe:
CREATE FUNCTION sum_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sales_order SET total = (SELECT sum(price * quantity) FROM order_line WHERE order_id = NEW.order_id) WHERE order_id = NEW.order_id;
  RETURN NULL;
END;
$$;

-- yes: counter_cache | maybe:
CREATE FUNCTION add_comment(p_photo bigint, p_text text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO photo_comment (photo_id, body) VALUES (p_photo, p_text);
  UPDATE photo SET comments = comments + 1 WHERE photo_id = p_photo;
END;
$$;

-- yes: counter_cache | maybe:
CREATE FUNCTION recount_members(p_group bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE user_group SET member_count = (SELECT count(*) FROM group_member WHERE group_id = p_group) WHERE group_id = p_group;
$$;

-- yes: counter_cache | maybe:
CREATE FUNCTION stock_in_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE product SET stock = stock + NEW.quantity WHERE product_id = NEW.product_id;
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE product SET stock = stock - OLD.quantity WHERE product_id = OLD.product_id;
  END IF;
  RETURN NULL;
END;
$$;

-- yes: counter_cache | maybe:
CREATE FUNCTION votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE answer SET score = score + NEW.direction WHERE answer_id = NEW.answer_id;
  RETURN NEW;
END;
$$;

-- yes: counter_cache | maybe:
CREATE FUNCTION post_entry(p_account bigint, p_amount numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO entry (account_id, amount) VALUES (p_account, p_amount);
  UPDATE account SET balance = balance + p_amount WHERE account_id = p_account;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION replies(p_thread bigint) RETURNS bigint LANGUAGE sql AS $$
  SELECT count(*) FROM reply WHERE thread_id = p_thread;
$$;

-- yes: | maybe:
CREATE FUNCTION raise_prices(p_by numeric) RETURNS void LANGUAGE sql AS $$
  UPDATE product SET price = price + p_by;
$$;

-- yes: | maybe: counter_cache, audit_columns
CREATE FUNCTION bump_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.edits := OLD.edits + 1;
  RETURN NEW;
END;
$$;
