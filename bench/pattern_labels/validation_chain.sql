-- yes: validation_chain | maybe:
CREATE FUNCTION add_transfer(p_from bigint, p_to bigint, p_sum numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_sum <= 0 THEN
    RAISE EXCEPTION 'the sum must be positive';
  END IF;
  IF p_from = p_to THEN
    RAISE EXCEPTION 'the accounts are the same';
  END IF;
  INSERT INTO transfer (from_id, to_id, amount) VALUES (p_from, p_to, p_sum);
END;
$$;

-- yes: validation_chain | maybe:
CREATE FUNCTION register_player(p_name text, p_age integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_id bigint;
BEGIN
  IF p_name IS NULL OR p_name = '' THEN RAISE EXCEPTION 'a player needs a name'; END IF;
  IF p_age < 12 THEN RAISE EXCEPTION 'too young'; END IF;
  IF EXISTS (SELECT 1 FROM player WHERE name = p_name) THEN RAISE EXCEPTION 'the name is taken'; END IF;
  INSERT INTO player (name, age) VALUES (p_name, p_age) RETURNING id INTO v_id;
  RETURN v_id;
END;
$$;

-- yes: validation_chain | maybe:
CREATE FUNCTION check_reading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.value < 0 THEN
    RAISE EXCEPTION 'negative reading';
  END IF;
  IF NEW.taken_at > now() THEN
    RAISE EXCEPTION 'reading from the future';
  END IF;
  RETURN NEW;
END;
$$;

-- yes: validation_chain | maybe:
CREATE FUNCTION try_password(p_text text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF length(p_text) < 10 THEN
    RETURN 'too short';
  END IF;
  IF p_text !~ '[0-9]' THEN
    RETURN 'needs a digit';
  END IF;
  IF p_text !~ '[A-Z]' THEN
    RETURN 'needs a capital letter';
  END IF;
  RETURN NULL;
END;
$$;

-- yes: validation_chain | maybe:
CREATE FUNCTION book_room(p_room integer, p_guests integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_guests IS NULL THEN
    RAISE EXCEPTION 'how many guests?';
  ELSIF p_guests > 8 THEN
    RAISE EXCEPTION 'too many guests';
  END IF;
  INSERT INTO stay (room, guests) VALUES (p_room, p_guests);
END;
$$;

-- yes: | maybe: validation_chain
CREATE FUNCTION withdraw(p_acc bigint, p_amount numeric) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
  v_balance numeric;
BEGIN
  SELECT balance INTO v_balance FROM account WHERE id = p_acc FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no account %', p_acc;
  END IF;
  IF v_balance < p_amount THEN
    RAISE EXCEPTION 'account % has only %', p_acc, v_balance;
  END IF;
  UPDATE account SET balance = balance - p_amount WHERE id = p_acc;
  RETURN v_balance - p_amount;
END;
$$;

-- yes: validation_chain | maybe:
CREATE FUNCTION is_valid_iban(p_iban text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  IF p_iban IS NULL THEN RETURN false; END IF;
  IF length(p_iban) NOT BETWEEN 15 AND 34 THEN RETURN false; END IF;
  IF p_iban !~ '^[A-Z]{2}[0-9]{2}' THEN RETURN false; END IF;
  RETURN true;
END;
$$;

-- yes: validation_chain | maybe:
CREATE FUNCTION publish(p_article bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  ASSERT p_article IS NOT NULL, 'which article?';
  IF (SELECT body FROM article WHERE id = p_article) IS NULL THEN
    RAISE EXCEPTION 'the article has no text';
  END IF;
  IF (SELECT author_id FROM article WHERE id = p_article) IS NULL THEN
    RAISE EXCEPTION 'the article has no author';
  END IF;
  UPDATE article SET published_at = now() WHERE id = p_article;
END;
$$;

-- yes: validation_chain | maybe:
CREATE FUNCTION open_till(p_till integer, p_cash numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_cash < 0 THEN
    RAISE EXCEPTION USING MESSAGE = 'negative cash', ERRCODE = '22023';
  END IF;
  IF NOT EXISTS (SELECT FROM till WHERE till_no = p_till) THEN
    RAISE EXCEPTION USING MESSAGE = 'no such till', ERRCODE = 'P0002';
  END IF;
  UPDATE till SET cash = p_cash WHERE till_no = p_till;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION rename_player(p_id bigint, p_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE player SET name = p_name WHERE id = p_id;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no player %', p_id;
  END IF;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION warn_reading(p_value numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_value < 0 THEN
    RAISE WARNING 'negative';
  END IF;
  IF p_value > 1000 THEN
    RAISE WARNING 'large';
  END IF;
END;
$$;

-- yes: | maybe:
CREATE FUNCTION add_one_check(p_sum numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_sum <= 0 THEN
    RAISE EXCEPTION 'the sum must be positive';
  END IF;
  INSERT INTO donation (amount) VALUES (p_sum);
END;
$$;
