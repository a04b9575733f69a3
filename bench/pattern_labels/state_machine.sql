-- yes: state_machine | maybe:
CREATE FUNCTION close_ticket(p_ticket bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE ticket SET phase = 'closed', closed_at = now() WHERE ticket_id = p_ticket AND phase = 'resolved';
$$;

-- yes: state_machine | maybe:
CREATE FUNCTION dispatch_parcel(p_id integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_now text;
BEGIN
  SELECT status INTO v_now FROM parcel WHERE id = p_id FOR UPDATE;
  IF v_now <> 'packed' THEN
    RAISE EXCEPTION 'parcel % is %', p_id, v_now;
  END IF;
  UPDATE parcel SET status = 'dispatched' WHERE id = p_id;
END;
$$;

-- yes: state_machine | maybe:
CREATE FUNCTION guard_claim_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'paid' AND NEW.state <> 'reversed' THEN
    RAISE EXCEPTION 'a paid claim can only be reversed';
  END IF;
  RETURN NEW;
END;
$$;

-- yes: state_machine | maybe:
CREATE FUNCTION reopen_issue(p_issue uuid) RETURNS boolean LANGUAGE sql AS $$
  UPDATE issue SET workflow_state = 'open' WHERE id = p_issue AND workflow_state IN ('closed', 'rejected') RETURNING true;
$$;

-- yes: state_machine | maybe:
CREATE FUNCTION begin_harvest(p_field integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE field_plan SET stage = 'harvesting' WHERE field_no = p_field AND stage = 'ripe';
  RETURN FOUND;
END;
$$;

-- yes: state_machine | maybe:
CREATE FUNCTION advance_loan(p_loan bigint, p_to text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_from text;
BEGIN
  SELECT l.status INTO v_from FROM loan l WHERE l.loan_id = p_loan;
  IF v_from = 'applied' AND p_to IN ('granted', 'declined') THEN
    UPDATE loan SET status = p_to WHERE loan_id = p_loan;
  ELSIF v_from = 'granted' AND p_to = 'disbursed' THEN
    UPDATE loan SET status = p_to WHERE loan_id = p_loan;
  ELSE
    RAISE EXCEPTION 'cannot move loan from % to %', v_from, p_to;
  END IF;
END;
$$;

-- yes: state_machine | maybe:
CREATE FUNCTION check_order_phase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.phase IS DISTINCT FROM OLD.phase THEN
    IF NOT (OLD.phase = 'cart' AND NEW.phase = 'ordered' OR OLD.phase = 'ordered' AND NEW.phase = 'delivered') THEN
      RAISE EXCEPTION 'phase % does not follow %', NEW.phase, OLD.phase;
    END IF;
  END IF;
  RETURN NEW;
END;
$$;

-- yes: state_machine | maybe:
CREATE FUNCTION finish_print_job(job integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CASE (SELECT condition FROM print_job WHERE print_job_id = job)
    WHEN 'printing' THEN
      UPDATE print_job SET condition = 'done' WHERE print_job_id = job;
    ELSE
      RAISE EXCEPTION 'job % does not print', job;
  END CASE;
END;
$$;

-- yes: state_machine | maybe:
CREATE FUNCTION cancel_booking(ref text) RETURNS integer LANGUAGE sql AS $$
  WITH gone AS (UPDATE booking SET booking_state = 'cancelled' WHERE reference = ref AND booking_state = 'reserved' RETURNING 1)
  SELECT count(*)::integer FROM gone;
$$;

-- yes: | maybe:
CREATE FUNCTION set_ticket_phase(p_ticket bigint, p_phase text) RETURNS void LANGUAGE sql AS $$
  UPDATE ticket SET phase = p_phase WHERE ticket_id = p_ticket;
$$;

-- yes: | maybe:
CREATE FUNCTION mark_dispatched(p_id integer) RETURNS void LANGUAGE sql AS $$
  UPDATE parcel SET status = 'dispatched' WHERE id = p_id;
$$;

-- yes: | maybe:
CREATE FUNCTION open_issues() RETURNS SETOF issue LANGUAGE sql AS $$
  SELECT * FROM issue WHERE workflow_state = 'open';
$$;

-- yes: | maybe:
CREATE FUNCTION count_ripe() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  n bigint;
BEGIN
  SELECT count(*) INTO n FROM field_plan WHERE stage = 'ripe';
  IF n = 0 THEN
    RAISE NOTICE 'nothing is ripe';
  END IF;
  RETURN n;
END;
$$;
