-- yes: notify_outbox | maybe:
CREATE FUNCTION tell_listeners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('order_changed', NEW.order_id::text);
  RETURN NEW;
END;
$$;

-- yes: notify_outbox | maybe:
CREATE FUNCTION enqueue_event(p_topic text, p_body jsonb) RETURNS void LANGUAGE sql AS $$
  INSERT INTO outbox (topic, body) VALUES (p_topic, p_body);
$$;

-- yes: notify_outbox | maybe: audit_log
CREATE FUNCTION ship(p_order bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE sales_order SET shipped_at = now() WHERE order_id = p_order;
  INSERT INTO outbox_event (kind, payload, created_at) VALUES ('order.shipped', jsonb_build_object('id', p_order), now());
END;
$$;

-- yes: notify_outbox | maybe:
CREATE FUNCTION wake_workers() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY job_added;
END;
$$;

-- yes: notify_outbox | maybe:
CREATE FUNCTION queue_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO mail_queue (recipient, subject) VALUES (NEW.email, 'Welcome');
  RETURN NEW;
END;
$$;

-- yes: notify_outbox | maybe:
CREATE FUNCTION announce(p_channel text, p_text text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(p_channel, p_text);
END;
$$;

-- yes: | maybe: notify_outbox, audit_columns
CREATE TABLE event_outbox (
  id bigserial PRIMARY KEY,
  topic text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz
);

-- yes: notify_outbox | maybe:
CREATE FUNCTION notify_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('rows', json_build_object('table', TG_TABLE_NAME, 'op', TG_OP)::text);
  RETURN NULL;
END;
$$;

-- yes: notify_outbox | maybe:
CREATE FUNCTION send_later(p_user bigint, p_text text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO notification_queue (user_id, body, due_at) VALUES (p_user, p_text, now() + interval '1 day');
$$;

-- yes: | maybe:
CREATE FUNCTION subscribe(p_user bigint, p_topic text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO subscription (user_id, topic) VALUES (p_user, p_topic);
$$;

-- yes: | maybe:
CREATE FUNCTION shout() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTICE 'an order was changed';
END;
$$;

-- yes: | maybe:
CREATE FUNCTION unsent() RETURNS SETOF outbox LANGUAGE sql AS $$
  SELECT * FROM outbox WHERE sent_at IS NULL;
$$;
