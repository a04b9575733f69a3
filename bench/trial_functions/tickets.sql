-- A help desk: queues, assignments, notifications, clean-up.
CREATE TYPE severity AS ENUM ('low', 'normal', 'high');
CREATE TABLE agents (
  id integer PRIMARY KEY,
  handle text NOT NULL UNIQUE,
  capacity integer NOT NULL DEFAULT 2,
  away boolean NOT NULL DEFAULT false
);
CREATE TABLE tickets (
  id integer PRIMARY KEY,
  title text NOT NULL,
  level severity NOT NULL DEFAULT 'normal',
  agent_id integer REFERENCES agents (id),
  opened_at timestamp NOT NULL,
  closed_at timestamp,
  tags text[]
);
CREATE TABLE ticket_events (
  id serial PRIMARY KEY,
  ticket_id integer NOT NULL,
  what text NOT NULL
);

CREATE FUNCTION assign_ticket(p_ticket integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_agent agents.id%TYPE;
  v_handle agents.handle%TYPE;
BEGIN
  SELECT a.id, a.handle INTO v_agent, v_handle
    FROM agents a LEFT JOIN tickets t ON t.agent_id = a.id AND t.closed_at IS NULL
   WHERE NOT a.away
   GROUP BY a.id
  HAVING count(t.id) < a.capacity
   ORDER BY count(t.id), a.id LIMIT 1;
  IF v_agent IS NULL THEN
    RETURN NULL;
  END IF;
  UPDATE tickets SET agent_id = v_agent WHERE id = p_ticket AND agent_id IS NULL;
  IF NOT FOUND THEN
    RETURN 'taken';
  END IF;
  PERFORM pg_notify('tickets', v_handle || ':' || p_ticket);
  RETURN v_handle;
END $$;

CREATE FUNCTION close_ticket(p_ticket integer, p_at timestamp) RETURNS interval LANGUAGE plpgsql AS $$
DECLARE
  v_opened timestamp;
  v_closed timestamp;
BEGIN
  SELECT opened_at, closed_at INTO v_opened, v_closed FROM tickets WHERE id = p_ticket;
  IF v_opened IS NULL THEN
    RAISE EXCEPTION 'ticket % is unknown', p_ticket USING ERRCODE = 'no_data_found';
  ELSIF v_closed IS NOT NULL THEN
    RAISE EXCEPTION 'ticket % is closed', p_ticket;
  END IF;
  IF p_at < v_opened THEN
    p_at := v_opened;
  END IF;
  UPDATE tickets SET closed_at = p_at WHERE id = p_ticket;
  INSERT INTO ticket_events (ticket_id, what) VALUES (p_ticket, 'closed');
  RETURN p_at - v_opened;
END $$;

CREATE FUNCTION escalate(p_before timestamp) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  r tickets%ROWTYPE;
  v_changed integer := 0;
BEGIN
  FOR r IN SELECT * FROM tickets WHERE closed_at IS NULL AND opened_at < p_before ORDER BY id LOOP
    IF r.level = 'low' THEN
      UPDATE tickets SET level = 'normal' WHERE id = r.id;
    ELSIF r.level = 'normal' THEN
      UPDATE tickets SET level = 'high' WHERE id = r.id;
      INSERT INTO ticket_events (ticket_id, what) VALUES (r.id, 'escalated');
    ELSE
      CONTINUE;
    END IF;
    v_changed := v_changed + 1;
  END LOOP;
  RETURN v_changed;
END $$;

CREATE FUNCTION tag_ticket(p_ticket integer, p_tag text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
  v_tags text[];
BEGIN
  SELECT coalesce(tags, '{}') INTO v_tags FROM tickets WHERE id = p_ticket;
  IF NOT FOUND OR p_tag IS NULL THEN
    RETURN NULL;
  END IF;
  IF p_tag = ANY (v_tags) THEN
    v_tags := array_remove(v_tags, p_tag);
  ELSE
    v_tags := array_append(v_tags, lower(p_tag));
  END IF;
  UPDATE tickets SET tags = v_tags WHERE id = p_ticket;
  RETURN v_tags;
END $$;

CREATE FUNCTION agent_load(p_agent integer, OUT open_count bigint, OUT worst severity) LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT count(*), max(level) INTO open_count, worst
    FROM tickets WHERE agent_id = p_agent AND closed_at IS NULL;
  IF open_count = 0 THEN
    worst := 'low';
  END IF;
END $$;

CREATE FUNCTION titles_like(p_pattern text, p_level severity) RETURNS SETOF text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_level IS NULL THEN
    RETURN QUERY SELECT title FROM tickets WHERE title LIKE p_pattern ORDER BY title;
  ELSE
    RETURN QUERY EXECUTE 'SELECT title FROM tickets WHERE title LIKE $1 AND level = $2 ORDER BY id'
      USING p_pattern, p_level;
  END IF;
END $$;

CREATE FUNCTION reassign(p_from integer, p_to integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_moved integer;
BEGIN
  IF p_from IS NOT DISTINCT FROM p_to THEN
    RETURN 0;
  END IF;
  UPDATE tickets SET agent_id = p_to WHERE agent_id = p_from AND closed_at IS NULL;
  GET DIAGNOSTICS v_moved = ROW_COUNT;
  IF v_moved > 0 AND EXISTS (SELECT 1 FROM agents WHERE id = p_to AND away) THEN
    RAISE WARNING 'agent % is away', p_to;
  END IF;
  RETURN v_moved;
EXCEPTION
  WHEN foreign_key_violation THEN
    RETURN -1;
END $$;

CREATE PROCEDURE drop_agent(p_agent integer) LANGUAGE plpgsql AS $$
BEGIN
  CALL hand_over(p_agent);
  DELETE FROM agents WHERE id = p_agent;
  IF NOT FOUND THEN
    RAISE NOTICE 'agent % did not exist', p_agent;
  END IF;
END $$;

CREATE PROCEDURE hand_over(p_agent integer) LANGUAGE plpgsql AS $$
DECLARE
  v_other integer;
BEGIN
  SELECT min(id) INTO v_other FROM agents WHERE id <> p_agent AND NOT away;
  UPDATE tickets SET agent_id = v_other WHERE agent_id = p_agent;
  IF v_other IS NULL THEN
    INSERT INTO ticket_events (ticket_id, what) SELECT id, 'orphaned' FROM tickets WHERE agent_id IS NULL;
  END IF;
END $$;

CREATE FUNCTION tickets_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      INSERT INTO ticket_events (ticket_id, what) VALUES (NEW.id, 'opened ' || NEW.level);
    WHEN 'DELETE' THEN
      INSERT INTO ticket_events (ticket_id, what) VALUES (OLD.id, 'deleted');
    ELSE
      IF NEW.level > OLD.level THEN
        INSERT INTO ticket_events (ticket_id, what) VALUES (NEW.id, OLD.level || ' to ' || NEW.level);
      ELSIF NEW.agent_id IS DISTINCT FROM OLD.agent_id THEN
        INSERT INTO ticket_events (ticket_id, what) VALUES (NEW.id, 'agent ' || coalesce(NEW.agent_id::text, 'none'));
      END IF;
  END CASE;
  RETURN NULL;
END $$;
CREATE TRIGGER tickets_history AFTER INSERT OR UPDATE OR DELETE ON tickets
  FOR EACH ROW EXECUTE FUNCTION tickets_history();

CREATE FUNCTION open_titles(p_level severity) RETURNS refcursor LANGUAGE plpgsql AS $$
DECLARE
  c refcursor := 'titles';
BEGIN
  IF p_level = 'high' THEN
    OPEN c FOR SELECT title, opened_at FROM tickets WHERE level = 'high' ORDER BY id;
  ELSE
    OPEN c FOR EXECUTE 'SELECT title, opened_at FROM tickets WHERE closed_at IS NULL ORDER BY id';
  END IF;
  RETURN c;
END $$;
